import type { BoardFrame, NodeFrame } from '../../protocol/views.ts';
import { type NodeId, REASONS } from '../../sim/index.ts';
import { allDone } from '../run/all-done.ts';
import type { CurrentRun } from '../run/current-run.ts';
import type { ClassContext } from '../state/class-context.ts';
import type { ClassRead } from '../state/state.ts';

/** How far a board has followed: counts of what it has seen, in the run that it saw. */
export interface FrameCursor {
  readonly runId: string;
  readonly departures: number;
  readonly mishaps: number;
  readonly lines: number;
  readonly finished: number;
  readonly version: number;
}

/** More than an eye can follow; above it, departures are thinned out evenly. */
const MOST_DEPARTURES = 400;
/** Log lines that a board gets which comes late. */
const LINES_FOR_LATE = 12;

/** The nodes as they were drawn last, and at which version each changed. A cache: it holds nothing that the run does not say. */
export interface NodeFrames {
  runId: string;
  version: number;
  readonly frames: NodeFrame[];
  readonly changedAt: number[];
}

export function freshNodeFrames(): NodeFrames {
  return { runId: '', version: 0, frames: [], changedAt: [] };
}

/** What changed since the cursor; all there is to see for a board without one, or one that saw another run. */
export function frameSince(
  { state }: Pick<ClassContext, 'state'>,
  current: CurrentRun,
  seen: NodeFrames,
  cursor: FrameCursor | null,
): { readonly frame: BoardFrame; readonly cursor: FrameCursor } {
  refresh(state, current, seen);
  const since = cursor?.runId === current.runId ? cursor : null;
  const { traffic, commentary, run, runId } = current;
  const frame: BoardFrame = {
    runId,
    t: run.now,
    nodes: seen.frames.filter((_, node) => since === null || (seen.changedAt[node] ?? 0) > since.version),
    departures: thinned(
      since === null
        ? traffic.departures.since(0).filter((departure) => departure[5] > run.now)
        : traffic.departures.since(since.departures),
    ),
    mishaps: since === null ? [] : traffic.mishaps.since(since.mishaps),
    lines: since === null ? commentary.lines.last(LINES_FOR_LATE) : commentary.lines.since(since.lines),
    finished: since === null ? [] : commentary.finished.slice(since.finished),
    allDone: allDone(current),
  };
  const next: FrameCursor = {
    runId,
    departures: traffic.departures.next,
    mishaps: traffic.mishaps.next,
    lines: commentary.lines.next,
    finished: commentary.finished.length,
    version: seen.version,
  };
  return { frame, cursor: next };
}

function refresh(state: ClassRead, current: CurrentRun, seen: NodeFrames): void {
  if (seen.runId !== current.runId) {
    Object.assign(seen, { runId: current.runId, version: 0 });
    seen.frames.length = 0;
    seen.changedAt.length = 0;
  }
  seen.version++;
  for (let node = 0; node < current.facts.size; node++) {
    const next = nodeFrame(state, current, node);
    const before = seen.frames[node];
    if (before !== undefined && sameFrame(before, next)) continue;
    seen.frames[node] = next;
    seen.changedAt[node] = seen.version;
  }
}

function nodeFrame(state: ClassRead, current: CurrentRun, node: number): NodeFrame {
  const { up, traits } = current.run.node(node as NodeId);
  const { progress, queue } = current.side.picture(current.run, node as NodeId);
  const owner = node < current.plan.nodes ? state.cast.seats[node] : null;
  const seat = typeof owner === 'string' ? state.seats.get(owner) : undefined;
  const played = seat !== undefined && !current.over && current.run.isPlayed(node as NodeId);
  return {
    node,
    up,
    reason: up ? 'none' : (REASONS[current.commentary.downReason[node] ?? 0] ?? 'none'),
    since: up ? -1 : (current.commentary.downSince[node] ?? -1),
    progress: progress === null ? null : Math.round(progress * 1000) / 1000,
    queue,
    pilot: seat === undefined ? 'bot' : played ? 'person' : 'autopilot',
    connected: seat?.connected ?? true,
    traits: current.over ? [...traits] : [],
  };
}

function sameFrame(one: NodeFrame, other: NodeFrame): boolean {
  return (
    one.up === other.up &&
    one.reason === other.reason &&
    one.since === other.since &&
    one.progress === other.progress &&
    one.queue === other.queue &&
    one.pilot === other.pilot &&
    one.connected === other.connected &&
    one.traits.join() === other.traits.join()
  );
}

/** Every k-th, so that at most so many remain; which ones depends on the log alone. */
function thinned<T>(all: readonly T[]): readonly T[] {
  if (all.length <= MOST_DEPARTURES) return all;
  const every = Math.ceil(all.length / MOST_DEPARTURES);
  return all.filter((_, index) => index % every === 0);
}
