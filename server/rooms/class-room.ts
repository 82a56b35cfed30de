import { type Client, ErrorCode, Room, type RoomException, type RoomMethodName, ServerError } from '@colyseus/core';
import { readClaim } from '../../shared/protocol/claim.ts';
import type { CommandAnswer } from '../../shared/protocol/messages.ts';
import type { PublicState } from '../../shared/protocol/state.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { newBucket, take } from '../limits/bucket.ts';
import { refusal } from '../refusals.ts';
import { refused } from './commands.ts';
import type { Doors } from './doors.ts';
import { Hall } from './hall.ts';
import type { House } from './house.ts';
import { newPeer, type Peer, type Wire } from './peer.ts';
import { emptyState } from './public-state.ts';
import { type Viewer, viewerOf } from './viewer.ts';

const STEP_MS = 50;
/** Messages a second after which a connection is dropped; long before it is told that it goes too fast. */
const DROP_AT = 60;
const COMPLAINTS = { atOnce: 5, perSecond: 0.1 };

/** What all rooms of this process share. */
export interface Surroundings {
  readonly house: House;
  readonly doors: Doors;
  /** ms of the server's monotonic clock. */
  readonly now: () => number;
  readonly report: (sentence: string) => void;
}

type Connection = Client<{ auth: Viewer; userData: Peer }>;
type Handled = CommandAnswer | Promise<CommandAnswer>;

/** Colyseus' side of a class: it brings connections and messages to the hall, and the hall's state to everybody. */
abstract class ClassRoom extends Room<{ state: PublicState; client: Connection }> {
  override state = emptyState();
  override autoDispose = false;
  override patchRate = null;
  override maxMessagesPerSecond = DROP_AT;
  override messages = {
    hello: (client: Connection) => this.pass(client, (hall, peer) => hall.hello(peer)),
    student: (client: Connection, payload: unknown) =>
      this.pass(client, (hall, peer) => hall.command(peer, 'student', payload)),
    instructor: (client: Connection, payload: unknown) =>
      this.pass(client, (hall, peer) => hall.command(peer, 'instructor', payload)),
    /** Any other type is nothing. It counts as a message, so that a flood of it ends. */
    _: () => undefined,
  };
  protected abstract readonly around: Surroundings;
  private hall: Hall | undefined;
  /** A step that fails fails twenty times a second. */
  private readonly complaints = newBucket(COMPLAINTS.atOnce, COMPLAINTS.perSecond, 0);

  override onCreate({ code }: { readonly code: string }): void {
    const live = this.around.house.find(code);
    if ('refusal' in live) throw new Error(`no class ${code}`);
    this.roomId = code;
    this.hall = new Hall(live, this.state, this.around.now);
    this.around.doors.halls.set(code, this.hall);
    this.setTimestep(() => {
      if (this.hall?.step()) this.broadcastPatch();
    }, STEP_MS);
  }

  override onJoin(client: Connection): void {
    const { auth } = client;
    if (auth === undefined) throw serverError(refusal('not-yours'));
    const peer = newPeer(auth, wireOf(client), this.around.now());
    const why = this.hall?.enter(peer);
    if (why !== undefined) throw serverError(why);
    client.userData = peer;
  }

  override onLeave(client: Connection): void {
    if (client.userData !== undefined) this.hall?.leave(client.userData);
  }

  override onDispose(): void {
    this.around.doors.halls.delete(this.roomId);
  }

  /** Without it, a throw in a handler or a step would end the process with all its classes. */
  override onUncaughtException(error: RoomException, where: RoomMethodName): void {
    const { cause } = error;
    if (cause instanceof ServerError || !take(this.complaints, this.around.now())) return;
    this.around.report(`Class ${this.roomId}, ${where}: ${cause instanceof Error ? cause.stack : error.message}`);
  }

  private pass(client: Connection, work: (hall: Hall, peer: Peer) => Handled): Handled {
    const { hall } = this;
    const { userData: peer } = client;
    return hall === undefined || peer === undefined ? refused(refusal('broken')) : work(hall, peer);
  }
}

/** The room type of this process. Who somebody is comes from the token of the connection and the address that it asked at. */
export function classRoom(around: Surroundings) {
  return class extends ClassRoom {
    protected override readonly around = around;

    static override async onAuth(token: string, { code }: { readonly code?: string }): Promise<Viewer> {
      const live = around.house.find(code ?? '');
      if ('refusal' in live) throw new ServerError(ErrorCode.MATCHMAKE_INVALID_ROOM_ID, live.refusal.code);
      const claim = readClaim(token);
      const viewer = claim === undefined ? { refusal: refusal('not-yours') } : viewerOf(live, claim);
      if ('refusal' in viewer) throw serverError(viewer.refusal);
      return viewer;
    }
  };
}

function serverError({ code }: Refusal): ServerError {
  return new ServerError(ErrorCode.AUTH_FAILED, code);
}

function wireOf(client: Connection): Wire {
  return {
    send: (kind, message) => client.send(kind, message),
    close: (code) => client.leave(code),
  };
}
