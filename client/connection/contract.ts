import type { ReadonlySignal } from '@preact/signals';
import type { InPhase, InstructorCommand, StudentDeed } from '../../shared/protocol/commands.ts';
import type { CommandAnswer, ServerMessages } from '../../shared/protocol/messages.ts';
import type { StateFields } from '../../shared/protocol/public-state.ts';
import type { Clock, PublicView } from '../../shared/protocol/public-view.ts';
import type { BoardFrame, DeskView, SceneView, SeatLine, SeatView } from '../../shared/protocol/views.ts';
import type { Refusal } from '../../shared/sim/index.ts';

/** The state of the link between this page and its class. `over`: the seat or the class is gone, and no further attempt is made. */
export type Link =
  | { readonly state: 'connecting'; readonly trouble: Trouble }
  /** Stays `cut` for a moment after the link is back, so that it can be read. */
  | { readonly state: 'connected'; readonly trouble: 'none' | 'cut' }
  | { readonly state: 'away'; readonly since: number; readonly trouble: Trouble }
  | { readonly state: 'over'; readonly refusal: Refusal };

/**
 * What is known of what keeps a page from its class.
 * - `unreachable`: requests fail at once, as without a network or without a server.
 * - `silent`: requests get no answer in time.
 * - `unreadable`: something else answers in the server's place, as a sign-in page of a Wi-Fi does.
 * - `late`: the server answers requests, and the live connection did not open in time.
 * - `blocked`: the server answers requests, and live connections don't come through, again and again.
 * - `cut`: live connections open and are cut, again and again.
 * - a refusal: the server's own words for why not now.
 */
export type Trouble = 'none' | 'unreachable' | 'silent' | 'unreadable' | 'late' | 'blocked' | 'cut' | Refusal;

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
  /** Whether an instructor's desk is connected. */
  readonly instructor: ReadonlySignal<boolean>;
  readonly seat: ReadonlySignal<SeatView | null>;
  readonly desk: ReadonlySignal<DeskView | null>;
  readonly roster: ReadonlySignal<readonly SeatLine[]>;
  /** Round-trip time to the server in ms; null before the first answer. */
  readonly roundTrip: ReadonlySignal<number | null>;
  /** Calls back with the current scene and each new one. @returns a function that stops this */
  onScene(listener: (scene: SceneView) => void): () => void;
  onFrame(listener: (frame: BoardFrame) => void): () => void;
  /** Numbers the command, so that it counts once even if it is sent again on its way. */
  act(deed: StudentDeed & InPhase): Promise<CommandAnswer>;
  instruct(command: InstructorCommand): Promise<CommandAnswer>;
  close(): void;
}

/** What a live connection reports. */
export interface SocketEvents {
  state(state: StateFields): void;
  message<Kind extends keyof ServerMessages>(kind: Kind, message: ServerMessages[Kind]): void;
  /** The reason is a code of `CLOSE` or of WebSockets. */
  closed(code: number): void;
}

/** A live connection, once it is open. */
export interface Socket {
  request(type: 'hello' | 'student' | 'instructor', payload?: object): Promise<unknown>;
  /** Resolves with the milliseconds to the server and back; never, if no answer comes. */
  ping(): Promise<number>;
}

/** A place that the server reserves for one live connection, for a few seconds. Afterwards its `sessionId` is useless. */
export interface Reservation {
  readonly name: string;
  readonly processId: string;
  readonly roomId: string;
  readonly sessionId: string;
}

/** Thrown when no live connection could be opened. `code`: the server's refusal, if it gave one. */
export class SocketFailure extends Error {
  readonly code: string | undefined;

  constructor(code?: string) {
    super(`no live connection: ${code ?? 'closed before it was open'}`);
    this.code = code;
  }
}

/**
 * Opens a live connection. When `signal` aborts, whatever there is of it is closed at once: a browser opens one WebSocket to a host at
 * a time, and one that is left hanging keeps all later ones waiting. @throws SocketFailure
 */
export type OpenSocket = (reservation: Reservation, events: SocketEvents, signal: AbortSignal) => Promise<Socket>;
