import { type Signal, signal } from '@preact/signals';
import type { Claim } from '../../shared/protocol/claim.ts';
import type { InPhase, StudentCommand, StudentDeed } from '../../shared/protocol/commands.ts';
import type { CommandAnswer } from '../../shared/protocol/messages.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { Attempt } from './attempt.ts';
import { backoff } from './backoff.ts';
import type { Link, Session, Trouble } from './contract.ts';
import { refusalFor } from './request.ts';
import { createStore, type Store, takeMessage, takeState } from './store.ts';
import { browserSurroundings, type Surroundings } from './surroundings.ts';
import { afterConnecting, afterEnding, type Experience, NO_EXPERIENCE } from './trouble.ts';

/** How long a cut is still shown once the connection is back, in ms. */
const READING_MS = 10_000;

interface Life {
  readonly code: string;
  readonly claim: Claim;
  readonly world: Surroundings;
  /** Lets the server tell this page from others with the same seat, even if its attempts arrive late and out of order. */
  readonly page: string;
  readonly store: Store;
  readonly link: Signal<Link>;
  readonly roundTrip: Signal<number | null>;
  experience: Experience;
  attempt: Attempt | undefined;
  /** The highest command number that this page has sent. */
  sent: number;
  over: boolean;
}

/** Joins a class with a claim and stays joined: it reconnects by itself after every drop, for ever. */
export function joinClass(code: string, claim: Claim, world: Surroundings = browserSurroundings()): Session {
  const life: Life = {
    code,
    claim,
    world,
    page: world.newPage(),
    store: createStore(),
    link: signal<Link>({ state: 'connecting', trouble: 'none' }),
    roundTrip: signal<number | null>(null),
    experience: NO_EXPERIENCE,
    attempt: undefined,
    sent: 0,
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
    act: (deed) => ask(life, 'student', numbered(life, deed)),
    instruct: (command) => ask(life, 'instructor', command),
    close: () => {
      life.over = true;
      life.attempt?.giveUp();
    },
  };
}

function added<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

async function ask(life: Life, type: 'student' | 'instructor', command: object): Promise<CommandAnswer> {
  return life.attempt?.ask(type, command) ?? { ok: false, refusal: refusalFor('not-connected') };
}

/** Makes one attempt at a time: the next begins once the last has ended completely. */
async function stayJoined(life: Life): Promise<void> {
  const { world, link } = life;
  await world.ready();
  for (let attempt = 0; !life.over; attempt++) {
    life.attempt = attemptOf(life, attempt);
    const ending = await life.attempt.ended;
    if (life.over) return;
    if (ending.how === 'over') {
      life.over = true;
      link.value = { state: 'over', refusal: ending.refusal };
      return;
    }
    life.experience = afterEnding(life.experience, ending, world.now());
    link.value = without(link.peek(), life.experience.trouble, world.now());
    await world.pause(backoff(life.experience.failures, world.chance()));
  }
}

function attemptOf(life: Life, attempt: number): Attempt {
  const { world, store, code, claim, page } = life;
  return new Attempt({
    world,
    code,
    claim,
    from: { page, attempt },
    state: (state) => {
      if (state.version !== 0 && state.version !== PROTOCOL_VERSION) world.outdated();
      takeState(store, state, world.now());
    },
    message: (kind, message) => takeMessage(store, kind, message),
    opened: () => {
      store.startOver = true;
    },
    connected: () => connected(life),
    roundTrip: (ms) => {
      life.roundTrip.value = ms;
    },
  });
}

function connected(life: Life): void {
  life.experience = afterConnecting(life.experience, life.world.now());
  const shown: Link = { state: 'connected', trouble: life.experience.trouble === 'cut' ? 'cut' : 'none' };
  life.link.value = shown;
  if (shown.trouble === 'none') return;
  setTimeout(() => {
    if (life.link.peek() === shown) life.link.value = { state: 'connected', trouble: 'none' };
  }, READING_MS);
}

function without(before: Link, trouble: Trouble, now: number): Link {
  switch (before.state) {
    case 'connecting':
      return { state: 'connecting', trouble };
    case 'away':
      return { ...before, trouble };
    default:
      return { state: 'away', since: now, trouble };
  }
}

/** Numbers a command above all that this page has sent, and above the last one taken for the seat. */
function numbered(life: Life, deed: StudentDeed & InPhase): StudentCommand {
  life.sent = Math.max(life.sent, life.store.seat.peek()?.taken ?? 0) + 1;
  return { ...deed, id: `${life.page}-${life.sent}`, number: life.sent };
}
