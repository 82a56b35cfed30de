import { useEffect, useRef, useState } from 'preact/hooks';
import type { PublicView } from '../../shared/class/views.ts';
import { CHEER_MS } from '../view/motion/cheer.ts';
import type { Feed } from './feed.ts';

/** The view to show: the newest one, but play stays on the board until the cheer for a completed network is over. */
export function useHeld(view: PublicView | null, feed: Feed): PublicView | null {
  const last = useRef(view);
  const [, again] = useState(0);
  const left = view?.phase !== 'play' && last.current?.phase === 'play' ? cheerLeft(feed) : 0;
  useEffect(() => {
    if (left <= 0) return undefined;
    const timer = setTimeout(() => again((count) => count + 1), left);
    return () => clearTimeout(timer);
  }, [left > 0]);
  if (left > 0) return last.current;
  last.current = view;
  return view;
}

function cheerLeft(feed: Feed): number {
  const began = feed.completedAt.peek();
  return began === null ? 0 : began + CHEER_MS - feed.local();
}
