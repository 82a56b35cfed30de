import {
  type Client,
  ClientState,
  ErrorCode,
  Room,
  type RoomException,
  type RoomMethodName,
  ServerError,
} from '@colyseus/core';
import { readClaim } from '../../shared/protocol/claim.ts';
import type { CommandAnswer, PageAttempt } from '../../shared/protocol/messages.ts';
import type { PublicState } from '../../shared/protocol/public-state.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { Audience } from '../audience/audience.ts';
import { refused } from '../audience/commands.ts';
import { type Connection, newConnection } from '../audience/connection.ts';
import { emptyState } from '../audience/public-state.ts';
import { type Viewer, viewerOf } from '../audience/viewer.ts';
import type { ClassRegistry } from '../classes/class-registry.ts';
import type { Member, Scheduler } from '../classes/scheduler.ts';
import { newBucket, take } from '../limits/bucket.ts';
import { refusal } from '../refusals.ts';
import { textOf } from '../report.ts';
import type { RoomRegistry } from './room-registry.ts';
import { keepNothingForLater, wireOf } from './wire.ts';

const STEP_MS = 50;
/** Messages a second after which a connection is dropped; long before it is told that it goes too fast. */
const DROP_AT = 60;
const COMPLAINTS = { atOnce: 5, perSecond: 0.1 };

/** What all rooms of this process have in common. */
export interface Surroundings {
  readonly registry: ClassRegistry;
  readonly rooms: RoomRegistry;
  readonly scheduler: Scheduler;
  /** ms of the server's monotonic clock. */
  readonly now: () => number;
  readonly report: (sentence: string) => void;
}

/** Until the room has a class. */
const NOBODY: Member = { weight: () => 1, grant: () => undefined, step: () => false };

/** What a place was asked for with, beside the claim. */
export interface JoinOptions {
  readonly code: string;
  readonly from?: PageAttempt | undefined;
}

type RoomClient = Client<{ auth: Viewer; userData: Connection }>;
type Handled = CommandAnswer | Promise<CommandAnswer>;

/** Colyseus' side of a class: it brings connections and messages to the audience, and the public state to everybody. */
abstract class ClassColyseusRoom extends Room<{ state: PublicState; client: RoomClient }> {
  override state = emptyState();
  override autoDispose = false;
  override patchRate = null;
  override maxMessagesPerSecond = DROP_AT;
  override messages = {
    hello: (client: RoomClient) => this.pass(client, (audience, connection) => audience.hello(connection)),
    student: (client: RoomClient, payload: unknown) =>
      this.pass(client, (audience, connection) => audience.command(connection, 'student', payload)),
    instructor: (client: RoomClient, payload: unknown) =>
      this.pass(client, (audience, connection) => audience.command(connection, 'instructor', payload)),
    /** Messages of other types are ignored, but count towards the limit, so that a flood of them is cut off. */
    _: () => undefined,
  };
  protected abstract readonly around: Surroundings;
  private audience: Audience | undefined;
  private member: Member = NOBODY;
  /** A step that fails fails twenty times a second. */
  private readonly complaints = newBucket(COMPLAINTS.atOnce, COMPLAINTS.perSecond, 0);

  override onCreate({ code }: { readonly code: string }): void {
    const runner = this.around.registry.awake(code);
    if (runner === undefined) throw new Error(`no class ${code}`);
    this.roomId = code;
    this.audience = new Audience(runner, this.state, this.around.now);
    this.around.rooms.audiences.set(code, this.audience);
    this.member = this.memberFor(this.audience);
    this.setTimestep(() => this.around.scheduler.ask(this.member), STEP_MS);
    // Else the framework would wake up sixty times a second for its clock, which the line above keeps going.
    this.patchRate = null;
  }

  override onJoin(client: RoomClient, { from }: JoinOptions): void {
    const { auth } = client;
    if (auth === undefined) throw serverError(refusal('not-yours'));
    const connection = newConnection(auth, wireOf(client), this.around.now(), from);
    const why = this.audience?.enter(connection);
    if (why !== undefined) throw serverError(why);
    client.userData = connection;
    keepNothingForLater(client);
  }

  override onLeave(client: RoomClient): void {
    if (client.userData !== undefined) this.audience?.leave(client.userData);
  }

  override onDispose(): void {
    this.around.scheduler.leave(this.member);
    this.around.rooms.audiences.delete(this.roomId);
  }

  /** Without it, a throw in a handler or a step would end the process with all its classes. */
  override onUncaughtException(error: RoomException, where: RoomMethodName): void {
    this.complain(where, error.cause ?? error.message);
  }

  private memberFor(audience: Audience): Member {
    return {
      weight: () => audience.people(),
      grant: (ms) => audience.runner.pace.grant(ms),
      step: () => this.step(audience),
    };
  }

  /** @returns whether more is left to do in this round */
  private step(audience: Audience): boolean {
    try {
      if (audience.step()) return true;
      if (audience.takeUnsent()) this.broadcastPatch();
    } catch (error) {
      this.complain('step', error);
    }
    return false;
  }

  private complain(where: string, error: unknown): void {
    if (error instanceof ServerError || !take(this.complaints, this.around.now())) return;
    this.around.report(`Class ${this.roomId}, ${where}: ${textOf(error)}`);
  }

  private pass(client: RoomClient, work: (audience: Audience, connection: Connection) => Handled): Handled {
    const { audience } = this;
    const { userData: connection } = client;
    if (audience === undefined || connection === undefined) return refused(refusal('broken'));
    // What is sent to somebody who has not yet joined would wait for that, for ever and without a bound.
    return client.state === ClientState.JOINED ? work(audience, connection) : refused(refusal('malformed'));
  }
}

/** The room type of this process. Who somebody is comes from the token of the connection and the address that it asked at. */
export function roomType(around: Surroundings) {
  return class extends ClassColyseusRoom {
    protected override readonly around = around;

    static override async onAuth(token: string, { code }: { readonly code?: string }): Promise<Viewer> {
      const runner = await around.registry.find(code ?? '');
      if ('refusal' in runner) throw new ServerError(ErrorCode.MATCHMAKE_INVALID_ROOM_ID, runner.refusal.code);
      const claim = readClaim(token);
      const viewer = claim === undefined ? { refusal: refusal('not-yours') } : await viewerOf(runner, claim);
      if ('refusal' in viewer) throw serverError(viewer.refusal);
      return viewer;
    }
  };
}

function serverError({ code }: Refusal): ServerError {
  return new ServerError(ErrorCode.AUTH_FAILED, code);
}
