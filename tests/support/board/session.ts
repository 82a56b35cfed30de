import { type Signal, signal } from '@preact/signals';
import type { ClockRead, Link, Session } from '../../../client/connection/contract.ts';
import type { PublicView } from '../../../shared/protocol/public-view.ts';
import type { BoardFrame, SceneView, SeatLine } from '../../../shared/protocol/views.ts';

/** A session without a server: a test writes what the class would have sent. */
export interface StagedSession extends Session {
  readonly link: Signal<Link>;
  readonly view: Signal<PublicView | null>;
  readonly clock: Signal<ClockRead | null>;
  readonly roster: Signal<readonly SeatLine[]>;
  sendScene(scene: SceneView): void;
  sendFrame(frame: BoardFrame): void;
}

export function stagedSession(): StagedSession {
  const scenes = new Set<(scene: SceneView) => void>();
  const frames = new Set<(frame: BoardFrame) => void>();
  let scene: SceneView | undefined;
  return {
    code: 'K7MX3P',
    link: signal<Link>({ state: 'connected', trouble: 'none' }),
    view: signal<PublicView | null>(null),
    clock: signal<ClockRead | null>(null),
    instructor: signal(true),
    seat: signal(null),
    desk: signal(null),
    roster: signal<readonly SeatLine[]>([]),
    roundTrip: signal(12),
    onScene(listener) {
      if (scene !== undefined) listener(scene);
      scenes.add(listener);
      return () => void scenes.delete(listener);
    },
    onFrame(listener) {
      frames.add(listener);
      return () => void frames.delete(listener);
    },
    act: () => Promise.resolve({ ok: true }),
    instruct: () => Promise.resolve({ ok: true }),
    close: () => undefined,
    sendScene(next) {
      scene = next;
      for (const listener of scenes) listener(next);
    },
    sendFrame(frame) {
      for (const listener of frames) listener(frame);
    },
  };
}
