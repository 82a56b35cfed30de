import { type Client, ErrorCode, Room, type RoomException, type RoomMethodName, ServerError } from '@colyseus/core';
import { readClaim } from '../../shared/protocol/claim.ts';
import type { CommandAnswer } from '../../shared/protocol/messages.ts';
import type { PublicState } from '../../shared/protocol/state.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { Audience } from '../audience/audience.ts';
import { refused } from '../audience/commands.ts';
import { type Connection, newConnection, type Wire } from '../audience/connection.ts';
import { emptyState } from '../audience/public-state.ts';
import { type Viewer, viewerOf } from '../audience/viewer.ts';
import type { ClassRegistry } from '../classes/class-registry.ts';
import { newBucket, take } from '../limits/bucket.ts';
import { refusal } from '../refusals.ts';
import type { RoomRegistry } from './room-registry.ts';

const STEP_MS = 50;
/** Messages a second after which a connection is dropped; long before it is told that it goes too fast. */
const DROP_AT = 60;
const COMPLAINTS = { atOnce: 5, perSecond: 0.1 };

/** What all rooms of this process share. */
export interface Surroundings {
  readonly registry: ClassRegistry;
  readonly rooms: RoomRegistry;
  /** ms of the server's monotonic clock. */
  readonly now: () => number;
  readonly report: (sentence: string) => void;
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
    /** Any other type is nothing. It counts as a message, so that a flood of it ends. */
    _: () => undefined,
  };
  protected abstract readonly around: Surroundings;
  private audience: Audience | undefined;
  /** A step that fails fails twenty times a second. */
  private readonly complaints = newBucket(COMPLAINTS.atOnce, COMPLAINTS.perSecond, 0);

  override onCreate({ code }: { readonly code: string }): void {
    const runner = this.around.registry.awake(code);
    if (runner === undefined) throw new Error(`no class ${code}`);
    this.roomId = code;
    this.audience = new Audience(runner, this.state, this.around.now);
    this.around.rooms.audiences.set(code, this.audience);
    this.setTimestep(() => {
      if (this.audience?.step()) this.broadcastPatch();
    }, STEP_MS);
  }

  override onJoin(client: RoomClient): void {
    const { auth } = client;
    if (auth === undefined) throw serverError(refusal('not-yours'));
    const connection = newConnection(auth, wireOf(client), this.around.now());
    const why = this.audience?.enter(connection);
    if (why !== undefined) throw serverError(why);
    client.userData = connection;
  }

  override onLeave(client: RoomClient): void {
    if (client.userData !== undefined) this.audience?.leave(client.userData);
  }

  override onDispose(): void {
    this.around.rooms.audiences.delete(this.roomId);
  }

  /** Without it, a throw in a handler or a step would end the process with all its classes. */
  override onUncaughtException(error: RoomException, where: RoomMethodName): void {
    const { cause } = error;
    if (cause instanceof ServerError || !take(this.complaints, this.around.now())) return;
    this.around.report(`Class ${this.roomId}, ${where}: ${cause instanceof Error ? cause.stack : error.message}`);
  }

  private pass(client: RoomClient, work: (audience: Audience, connection: Connection) => Handled): Handled {
    const { audience } = this;
    const { userData: connection } = client;
    return audience === undefined || connection === undefined ? refused(refusal('broken')) : work(audience, connection);
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

function wireOf(client: RoomClient): Wire {
  return {
    send: (kind, message) => client.send(kind, message),
    close: (code) => client.leave(code),
  };
}
