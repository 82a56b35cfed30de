import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Session } from '../connection/index.ts';
import type { Mounted, NeighbourhoodSource } from '../view/board/source.ts';

/** How long (ms) the buttons have the device to themselves before the picture is fetched, where nothing tells when it is idle. */
const LATER_MS = 1_500;

/** The live picture of me and my neighbours: fetched and drawn only after the buttons work. What it shows is said in words below. */
export function Neighbourhood({ session }: { readonly session: Session }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let picture: Mounted | undefined;
    let gone = false;
    const draw = async (): Promise<void> => {
      const { mountNeighbourhood } = await import('../picture/neighbourhood.ts');
      if (!gone && place.current !== null) picture = mountNeighbourhood(place.current, sourceOf(session));
    };
    const stopWaiting = whenIdle(() => void draw());
    return () => {
      gone = true;
      stopWaiting();
      picture?.destroy();
    };
  }, [session]);
  return <div class="picture" ref={place} aria-hidden="true" />;
}

function sourceOf(session: Session): NeighbourhoodSource {
  return {
    onSeat: (listener) => effect(() => listener(session.seat.value)),
    architecture: () => session.view.peek()?.architecture ?? null,
  };
}

/** @returns how to stop waiting */
function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(work, { timeout: LATER_MS });
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(work, LATER_MS);
  return () => clearTimeout(timer);
}
