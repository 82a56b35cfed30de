import { type Signal, signal } from '@preact/signals';
import { type Claim, claimText } from '../../shared/protocol/claim.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import type { CommandAnswer } from '../../shared/protocol/messages.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { backoff } from './backoff.ts';
import { ConnectFailure, type Link, type Session, type Socket, type SocketEvents, type Trouble } from './contract.ts';
import { refusalFor } from './http.ts';
import { createStore, type Store, takeMessage, takeState } from './store.ts';
import { browserSurroundings, type Surroundings } from './surroundings.ts';

const BEAT_MS = 4_000;
const LONGEST_OPENING_MS = 12_000;
const BLOCKED_AFTER = 2;

interface Life {
  readonly code: string;
  readonly claim: Claim;
  readonly world: Surroundings;
  readonly store: Store;
  readonly link: Signal<Link>;
  readonly roundTrip: Signal<number | null>;
  socket: Socket | undefined;
  over: boolean;
}

/** Joins a class with a claim and keeps joined: after every drop it comes back by itself, for ever. */
export function joinClass(code: string, claim: Claim, world: Surroundings = browserSurroundings()): Session {
  const life: Life = {
    code,
    claim,
    world,
    store: createStore(),
    link: signal<Link>({ state: 'connecting', trouble: 'none' }),
    roundTrip: signal<number | null>(null),
    socket: undefined,
    over: false,
  };
  void stayJoined(life);
  return sessionOf(life);
}

function sessionOf(life: Life): Session {
  const { store, link, roundTrip } = life;
  return {
    code: life.code,
    link,
    view: store.view,
    clock: store.clock,
    instructor: store.instructor,
    seat: store.seat,
    desk: store.desk,
    roster: store.roster,
    roundTrip,
    onScene: (listener) => {
      const scene = store.scene.peek();
      if (scene !== null) listener(scene);
      return added(store.scenes, listener);
    },
    onFrame: (listener) => added(store.frames, listener),
    act: (command) => ask(life, 'student', command),
    instruct: (command) => ask(life, 'instructor', command),
    close: () => {
      life.over = true;
      life.socket?.close();
    },
  };
}

function added<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

async function stayJoined(life: Life): Promise<void> {
  for (let failures = 0; !life.over; ) {
    const joined = await joinOnce(life, failures);
    if (life.over) return;
    failures = joined ? 0 : failures + 1;
    await life.world.pause(backoff(failures, life.world.chance()));
  }
}

/** @returns whether there was a connection; resolves when it is over. */
async function joinOnce(life: Life, failures: number): Promise<boolean> {
  let dropped = (): void => undefined;
  const drop = new Promise<void>((resolve) => {
    dropped = resolve;
  });
  try {
    const socket = await openInTime(life, eventsOf(life, dropped));
    life.socket = socket;
    life.store.startOver = true;
    await socket.request('hello');
    if (life.over) return true;
    life.link.value = { state: 'connected' };
    await Promise.race([drop, silence(life, socket)]);
    socket.close();
    leave(life, 'none');
    return true;
  } catch (failure) {
    life.socket?.close();
    await explain(life, failure, failures);
    return false;
  } finally {
    life.socket = undefined;
  }
}

function eventsOf(life: Life, dropped: () => void): SocketEvents {
  const { store, world } = life;
  return {
    state: (state) => {
      if (state.version !== 0 && state.version !== PROTOCOL_VERSION) world.outdated();
      takeState(store, state, world.now());
    },
    message: (kind, message) => {
      if (kind === 'goodbye') end(life, message as Refusal);
      else takeMessage(store, kind, message);
    },
    closed: (code) => {
      const refusal = goodbyeOf(code);
      if (refusal !== undefined && !life.over) end(life, refusal);
      dropped();
    },
  };
}

/** What a close code says about coming back; most say nothing, and the page comes back. */
function goodbyeOf(code: number): Refusal | undefined {
  switch (code) {
    case CLOSE.replaced:
      return refusalFor('other-tab');
    case CLOSE.kicked:
      return refusalFor('kicked');
    case CLOSE.over:
      return refusalFor('class-over');
    default:
      return undefined;
  }
}

/** An opening that takes too long counts as failed, and is closed should it come about after all. */
function openInTime({ world, code, claim }: Life, events: SocketEvents): Promise<Socket> {
  const opening = world.open(code, claimText(claim), events);
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => {
      reject(new ConnectFailure('failed'));
      opening.then(
        (late) => late.close(),
        () => undefined,
      );
    }, LONGEST_OPENING_MS);
    opening.then(resolve, reject).finally(() => clearTimeout(patience));
  });
}

/** Measures the way to the server and back on each beat; resolves when an answer stays away. */
async function silence(life: Life, socket: Socket): Promise<void> {
  while (life.socket === socket) {
    try {
      life.roundTrip.value = await socket.ping();
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, BEAT_MS));
  }
}

/** Finds out what stands in the way, so that the page can say it. */
async function explain(life: Life, failure: unknown, failures: number): Promise<void> {
  if (failure instanceof ConnectFailure && failure.why === 'refused') {
    end(life, { code: 'not-yours', said: { key: `refusal.not-yours.${life.claim.kind}` } });
    return;
  }
  const found = await life.world.probe(life.code);
  if (found === 'unreachable' || found === 'waits') leave(life, found);
  else if (found === 'known') leave(life, failures >= BLOCKED_AFTER ? 'blocked' : 'none');
  else end(life, refusalFor(found));
}

function leave(life: Life, trouble: Trouble): void {
  if (life.over) return;
  const before = life.link.peek();
  if (before.state === 'connecting') life.link.value = { state: 'connecting', trouble };
  else if (before.state === 'away') life.link.value = { ...before, trouble };
  else life.link.value = { state: 'away', since: life.world.now(), trouble };
}

function end(life: Life, refusal: Refusal): void {
  life.over = true;
  life.link.value = { state: 'over', refusal };
  life.socket?.close();
}

async function ask(life: Life, type: 'student' | 'instructor', command: object): Promise<CommandAnswer> {
  if (life.socket === undefined) return { ok: false, refusal: refusalFor('not-connected') };
  try {
    return (await life.socket.request(type, command)) as CommandAnswer;
  } catch {
    return { ok: false, refusal: refusalFor('no-answer') };
  }
}
