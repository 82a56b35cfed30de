import { useEffect, useRef, useState } from 'preact/hooks';
import type { PublicView } from '../../shared/protocol/public-view.ts';
import { CHEER_MS } from '../view/motion/cheer.ts';
import type { Feed } from './feed.ts';

/** The class may leave play before the frame arrives that tells why: so long (ms) the board waits for it. */
const GRACE_MS = 500;

/** The view to show: the newest one, but play stays on the board until the cheer for a completed network is over. */
export function useHeld(view: PublicView | null, feed: Feed): PublicView | null {
  const last = useRef(view);
  const released = useRef(false);
  const [, again] = useState(0);
  const completedAt = feed.completedAt.value;
  const leaves = view !== null && view.phase !== 'play' && last.current?.phase === 'play';
  useEffect(() => {
    if (!leaves) return undefined;
    const wait = completedAt === null ? GRACE_MS : completedAt + CHEER_MS - feed.local();
    const timer = setTimeout(() => {
      released.current = true;
      again((count) => count + 1);
    }, wait);
    return () => clearTimeout(timer);
  }, [leaves, completedAt]);
  if (leaves && !released.current) return last.current;
  released.current = false;
  last.current = view;
  return view;
}
