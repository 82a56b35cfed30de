import type { Architecture, Avatar, Neighbour, SeatView } from './source.ts';

/** Somebody on the small picture of a student's page. */
export interface Near {
  readonly node: number;
  readonly name: string;
  readonly mark: Avatar | null;
  readonly mood: Neighbour['mood'];
  /** What is said of them: when it changes, something went between us. */
  readonly note: string;
  readonly hub: boolean;
}

/** Me in the middle of those I deal with. */
export interface Neighbourhood {
  readonly mark: Avatar;
  readonly name: string;
  readonly mood: 'good' | 'waiting' | 'bad';
  /** 0 to 1, null without a job. */
  readonly progress: number | null;
  readonly autopilot: boolean;
  readonly up: boolean;
  readonly architecture: Architecture;
  readonly near: readonly Near[];
}

/** More than these would be too small on a phone. */
const MOST_NEAR = 12;

/** What a seat may see of its surroundings, or undefined outside of play. */
export function neighbourhoodOf(seat: SeatView | null, architecture: Architecture | null): Neighbourhood | undefined {
  if (seat === null || seat.play === null || architecture === null) return undefined;
  const { play } = seat;
  const isHub = (node: number): boolean => architecture === 'client-server' && node === 0;
  return {
    mark: seat.mark,
    name: seat.name,
    mood: play.mood,
    progress: play.job.total > 0 ? Math.min(1, play.job.done / play.job.total) : null,
    autopilot: seat.pilot === 'autopilot',
    up: seat.outage === null,
    architecture,
    near: play.neighbours.slice(0, MOST_NEAR).map((neighbour) => ({
      node: neighbour.node,
      name: seat.names[neighbour.node]?.name ?? '',
      mark: seat.names[neighbour.node]?.mark ?? null,
      mood: neighbour.mood,
      note: JSON.stringify(neighbour.note),
      hub: isHub(neighbour.node),
    })),
  };
}

/** The nodes of whom something else is said than before: something went between them and me. */
export function changedNear(before: Neighbourhood | undefined, now: Neighbourhood): ReadonlySet<number> {
  const notes = new Map(before?.near.map(({ node, note }) => [node, note]));
  return new Set(
    now.near.filter(({ node, note }) => notes.has(node) && notes.get(node) !== note).map(({ node }) => node),
  );
}
