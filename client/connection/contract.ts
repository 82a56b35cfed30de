import type { ReadonlySignal } from '@preact/signals';
import type { InstructorCommand, StudentCommand } from '../../shared/class/command.ts';
import type {
  BoardFrame,
  Clock,
  DeskView,
  PublicView,
  SceneView,
  SeatLine,
  SeatView,
} from '../../shared/class/views.ts';
import type { CommandAnswer, ServerMessages } from '../../shared/protocol/messages.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import type { StateFields } from './public-view.ts';

/**
 * How it stands between this page and its class. `blocked`: the server answers requests, but its live connection does not come
 * through, which a proxy does. `waits`: it can't open the class just now. `over`: the seat or the class is gone, nothing is tried any more.
 */
export type Link =
  | { readonly state: 'connecting'; readonly trouble: Trouble }
  | { readonly state: 'connected' }
  | { readonly state: 'away'; readonly since: number; readonly trouble: Trouble }
  | { readonly state: 'over'; readonly refusal: Refusal };
export type Trouble = 'none' | 'unreachable' | 'blocked' | 'waits';

/** The class's clock, and when it arrived by this page's own monotonic clock (ms). */
export interface ClockRead {
  readonly clock: Clock;
  readonly arrived: number;
}

/** One page's part in a class: what it may see, as signals that only the connection writes, and what it may ask. */
export interface Session {
  readonly code: string;
  readonly link: ReadonlySignal<Link>;
  readonly view: ReadonlySignal<PublicView | null>;
  readonly clock: ReadonlySignal<ClockRead | null>;
  /** Is an instructor's desk connected? */
  readonly instructor: ReadonlySignal<boolean>;
  readonly seat: ReadonlySignal<SeatView | null>;
  readonly desk: ReadonlySignal<DeskView | null>;
  readonly roster: ReadonlySignal<readonly SeatLine[]>;
  /** Milliseconds to the server and back, null before the first answer. */
  readonly roundTrip: ReadonlySignal<number | null>;
  /** Called with the scene that there is, and with each new one. @returns how to stop */
  onScene(listener: (scene: SceneView) => void): () => void;
  onFrame(listener: (frame: BoardFrame) => void): () => void;
  act(command: StudentCommand): Promise<CommandAnswer>;
  instruct(command: InstructorCommand): Promise<CommandAnswer>;
  close(): void;
}

/** What a live connection reports. */
export interface SocketEvents {
  state(state: StateFields): void;
  message<Kind extends keyof ServerMessages>(kind: Kind, message: ServerMessages[Kind]): void;
  /** With the server's reason, a code of `CLOSE` or of WebSockets. */
  closed(code: number): void;
}

/** A live connection, once it is open. */
export interface Socket {
  request(type: 'hello' | 'student' | 'instructor', payload?: object): Promise<unknown>;
  /** Resolves with the milliseconds to the server and back. */
  ping(): Promise<number>;
  close(): void;
}

/** Why no live connection came about. `refused` and `unknown-class`: the server said no for good; `failed`: try again. */
export class ConnectFailure extends Error {
  readonly why: 'refused' | 'unknown-class' | 'failed';

  constructor(why: ConnectFailure['why'], cause?: unknown) {
    super(`no connection: ${why}`, { cause });
    this.why = why;
  }
}

/** Opens a live connection with a claim. @throws ConnectFailure */
export type OpenSocket = (code: string, claim: string, events: SocketEvents) => Promise<Socket>;
