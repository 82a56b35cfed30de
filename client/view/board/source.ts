import type { SceneView, SeatView } from '../../../shared/protocol/views.ts';
import type { Architecture } from '../../../shared/sim/index.ts';

export type {
  Avatar,
  BoardFrame,
  Departure,
  Mishap,
  NodeFrame,
  SceneView,
  SeatView,
} from '../../../shared/protocol/views.ts';
export type { KindLook, Neighbour } from '../../../shared/services/contract.ts';
export type { Architecture } from '../../../shared/sim/index.ts';

/** The few words in a picture, from the page's catalogue. `time` is a stopwatch's, such as `0:07`. */
export interface PictureWords {
  down(time: string): string;
  waiting(count: number): string;
  /** What a machine is called; one in the middle of the picture also by what it does. */
  called(node: SceneView['nodes'][number], central: boolean): string;
}

/** What the small picture on a student's page is drawn from. */
export interface NeighbourhoodSource {
  /** Called with the seat's view that there is, and with each new one. @returns how to stop */
  onSeat(listener: (seat: SeatView | null) => void): () => void;
  architecture(): Architecture | null;
}

/** A picture on a page; `destroy` takes it off and frees what it holds. */
export interface Mounted {
  destroy(): void;
}
