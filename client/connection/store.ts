import { batch, type Signal, signal } from '@preact/signals';
import type { ServerMessages } from '../../shared/protocol/messages.ts';
import type { StateFields } from '../../shared/protocol/public-state.ts';
import type { PublicView } from '../../shared/protocol/public-view.ts';
import { publicReader } from '../../shared/protocol/public-view.ts';
import { patchRoster } from '../../shared/protocol/roster-diff.ts';
import { patchSeat } from '../../shared/protocol/seat-diff.ts';
import type { BoardFrame, DeskView, SceneView, SeatLine, SeatView } from '../../shared/protocol/views.ts';
import type { ClockRead } from './contract.ts';

/** What has arrived from a class; the session exposes it read-only. */
export interface Store {
  readonly view: Signal<PublicView | null>;
  readonly clock: Signal<ClockRead | null>;
  readonly instructor: Signal<boolean>;
  readonly seat: Signal<SeatView | null>;
  readonly desk: Signal<DeskView | null>;
  readonly roster: Signal<readonly SeatLine[]>;
  readonly scene: Signal<SceneView | null>;
  readonly frames: Set<(frame: BoardFrame) => void>;
  readonly scenes: Set<(scene: SceneView) => void>;
  readonly reader: ReturnType<typeof publicReader>;
  /** The next roster replaces the old one: students may have left while this page was away. */
  startOver: boolean;
}

export function createStore(): Store {
  return {
    view: signal(null),
    clock: signal(null),
    instructor: signal(true),
    seat: signal(null),
    desk: signal(null),
    roster: signal([]),
    scene: signal(null),
    frames: new Set(),
    scenes: new Set(),
    reader: publicReader(),
    startOver: true,
  };
}

/** Takes in the public state as of `now` (ms of the page's monotonic clock). */
export function takeState(store: Store, state: StateFields, now: number): void {
  if (state.code === '') return;
  const view = store.reader(state);
  batch(() => {
    if (!sameClock(store.clock.value, view)) store.clock.value = { clock: view.clock, arrived: now };
    store.instructor.value = state.instructor;
    store.view.value = view;
  });
}

export function takeMessage<Kind extends keyof ServerMessages>(
  store: Store,
  kind: Kind,
  message: ServerMessages[Kind],
): void {
  takers[kind](store, message);
}

const takers: { readonly [Kind in keyof ServerMessages]: (store: Store, message: ServerMessages[Kind]) => void } = {
  seat: (store, seat) => {
    store.seat.value = seat;
  },
  'seat-part': (store, part) => {
    const before = store.seat.peek();
    if (before !== null) store.seat.value = patchSeat(before, part);
  },
  desk: (store, desk) => {
    store.desk.value = desk;
  },
  roster: (store, diff) => {
    store.roster.value = patchRoster(store.startOver ? [] : store.roster.peek(), diff);
    store.startOver = false;
  },
  scene: (store, scene) => {
    store.scene.value = scene;
    for (const listener of store.scenes) listener(scene);
  },
  frame: (store, frame) => {
    for (const listener of store.frames) listener(frame);
  },
  goodbye: () => undefined,
};

function sameClock(read: ClockRead | null, { clock }: PublicView): boolean {
  if (read === null) return false;
  const { at, endsAt, paused, pace } = read.clock;
  return at === clock.at && endsAt === clock.endsAt && paused === clock.paused && pace === clock.pace;
}
