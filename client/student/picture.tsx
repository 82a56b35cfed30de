import { effect } from '@preact/signals';
import type { Session } from '../connection/index.ts';
import { type Painter, PicturePlace } from '../ui/picture-place.tsx';
import type { NeighbourhoodSource } from '../view/board/source.ts';

/** How long (ms) the buttons have the device to themselves before the picture is fetched, where nothing tells when it is idle. */
const LATER_MS = 1_500;

/** The live picture of me and my neighbours: fetched and drawn only after the buttons work. What it shows is said in words below. */
export function Neighbourhood({ session }: { readonly session: Session }) {
  const load = async (): Promise<Painter> => {
    await idle();
    const { mountNeighbourhood } = await import('../picture/neighbourhood.ts');
    return (element, failed) => mountNeighbourhood(element, sourceOf(session), failed);
  };
  return <PicturePlace class="picture" of={session} load={load} />;
}

function sourceOf(session: Session): NeighbourhoodSource {
  return {
    onSeat: (listener) => effect(() => listener(session.seat.value)),
    architecture: () => session.view.peek()?.architecture ?? null,
  };
}

function idle(): Promise<unknown> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(resolve, { timeout: LATER_MS });
    else setTimeout(resolve, LATER_MS);
  });
}
