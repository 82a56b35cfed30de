import type { Claim } from '../../shared/protocol/claim.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import type { CommandAnswer, PageAttempt, ServerMessages } from '../../shared/protocol/messages.ts';
import type { StateFields } from '../../shared/protocol/public-state.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { type Socket, type SocketEvents, SocketFailure } from './contract.ts';
import { type Ending, endingOf, goodbyeOf } from './ending.ts';
import { refusalFor } from './request.ts';
import type { Surroundings } from './surroundings.ts';

/** Time limits for reserving a place, for opening the connection, and for the answer to the hello. */
const RESERVING_MS = 12_000;
const OPENING_MS = 7_000;
const HELLO_MS = 6_000;
const ANSWER_MS = 10_000;
/** A dead connection is detected within BEAT + SILENCE + TICK: nine seconds. */
const BEAT_MS = 3_000;
const SILENCE_MS = 5_000;
const TICK_MS = 1_000;

export interface AttemptParts {
  readonly world: Surroundings;
  readonly code: string;
  readonly claim: Claim;
  readonly from: PageAttempt;
  /** Receives what arrives while the attempt lasts. */
  state(state: StateFields): void;
  message<Kind extends keyof ServerMessages>(kind: Kind, message: ServerMessages[Kind]): void;
  /** The connection is open, and about to ask for everything. */
  opened(): void;
  connected(): void;
  /** Round-trip time to the server, in ms. */
  roundTrip(ms: number): void;
}

/**
 * One attempt to be connected, from the request for a place to the end of the connection. It ends once and in time; after that nothing is
 * left open, and nothing that still arrives counts.
 */
export class Attempt {
  readonly ended: Promise<Ending>;
  private readonly parts: AttemptParts;
  private readonly over = new AbortController();
  private resolve: (ending: Ending) => void = () => undefined;
  private deadline: ReturnType<typeof setTimeout> | undefined;
  private ticking: ReturnType<typeof setInterval> | undefined;
  private socket: Socket | undefined;
  private isConnected = false;
  private pingedAt = 0;
  private unheard = false;

  constructor(parts: AttemptParts) {
    this.parts = parts;
    this.ended = new Promise((resolve) => {
      this.resolve = resolve;
    });
    void this.run();
  }

  giveUp(): void {
    this.end({ how: 'given-up' });
  }

  /** Always resolves: with the server's answer, or with a refusal that says there was none. */
  async ask(type: 'student' | 'instructor', command: object): Promise<CommandAnswer> {
    const { socket } = this;
    if (socket === undefined || !this.isConnected) return { ok: false, refusal: refusalFor('not-connected') };
    const none: CommandAnswer = { ok: false, refusal: refusalFor('no-answer') };
    return new Promise((resolve) => {
      const patience = setTimeout(() => resolve(none), ANSWER_MS);
      const done = (answer: CommandAnswer): void => {
        clearTimeout(patience);
        resolve(answer);
      };
      void this.ended.then(() => done(none));
      socket.request(type, command).then(
        (answer) => done(answer as CommandAnswer),
        () => done(none),
      );
    });
  }

  private async run(): Promise<void> {
    const { world, code, claim, from } = this.parts;
    const { signal } = this.over;
    this.endIn(RESERVING_MS, { how: 'silent' });
    const place = await world.reserve(code, claim, from, signal);
    if (signal.aborted) return;
    if (!place.ok) return this.end(endingOf(place.refusal, claim));
    this.endIn(OPENING_MS, { how: 'late' });
    try {
      const socket = await world.open(place.value, this.events(), signal);
      if (!signal.aborted) await this.greet(socket);
    } catch (failure) {
      this.end(this.failing(failure));
    }
  }

  private async greet(socket: Socket): Promise<void> {
    this.socket = socket;
    this.endIn(HELLO_MS, { how: 'late' });
    this.parts.opened();
    const answer = (await socket.request('hello')) as CommandAnswer;
    if (this.over.signal.aborted) return;
    if (!answer.ok) return this.end(endingOf(answer.refusal, this.parts.claim));
    clearTimeout(this.deadline);
    this.isConnected = true;
    this.ping();
    this.ticking = setInterval(() => this.tick(), TICK_MS);
    this.parts.connected();
  }

  private failing(failure: unknown): Ending {
    const code = failure instanceof SocketFailure ? failure.code : undefined;
    if (code !== undefined) return endingOf({ code, said: { key: `refusal.${code}` } }, this.parts.claim);
    return { how: this.socket === undefined ? 'blocked' : 'late' };
  }

  private events(): SocketEvents {
    const { parts } = this;
    const { signal } = this.over;
    return {
      state: (state) => {
        this.unheard = false;
        if (!signal.aborted) parts.state(state);
      },
      message: (kind, message) => {
        this.unheard = false;
        if (signal.aborted) return;
        if (kind === 'goodbye') this.end({ how: 'over', refusal: message as Refusal });
        else parts.message(kind, message);
      },
      closed: (code) => this.end(this.closing(code)),
    };
  }

  private closing(code: number): Ending {
    const refusal = goodbyeOf(code);
    if (refusal !== undefined) return { how: 'over', refusal };
    return this.isConnected ? { how: 'dropped', cut: code < CLOSE.replaced } : { how: 'late' };
  }

  private tick(): void {
    const now = this.parts.world.now();
    if (this.unheard && now - this.pingedAt >= SILENCE_MS) this.end({ how: 'dropped', cut: true });
    else if (!this.unheard && now - this.pingedAt >= BEAT_MS) this.ping();
  }

  /** Anything that arrives afterwards is a sign of life; the answer gives the round-trip time. */
  private ping(): void {
    this.pingedAt = this.parts.world.now();
    this.unheard = true;
    void this.socket?.ping().then((ms) => {
      this.unheard = false;
      if (!this.over.signal.aborted) this.parts.roundTrip(ms);
    });
  }

  private endIn(ms: number, ending: Ending): void {
    clearTimeout(this.deadline);
    if (!this.over.signal.aborted) this.deadline = setTimeout(() => this.end(ending), ms);
  }

  private end(ending: Ending): void {
    if (this.over.signal.aborted) return;
    clearTimeout(this.deadline);
    clearInterval(this.ticking);
    this.over.abort();
    this.resolve(ending);
  }
}
