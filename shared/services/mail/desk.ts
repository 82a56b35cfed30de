import { type Micros, micros, type NodeId, type Plan, Randomness } from '../../sim/index.ts';
import type { Self, SelfSight } from '../kit/index.ts';
import { type Letter, letterId } from './letter.ts';
import type { Settings } from './settings.ts';

/** A letter that a person wants to write: the `number`th of this machine. */
export interface Draft {
  readonly number: number;
  readonly to: NodeId;
}

/** What a person writes and gets: plain JSON, a part of the machine's state. */
export interface Desk {
  made: number;
  readonly drafts: Draft[];
  readonly got: number[];
  done: boolean;
}

type Writer = Self<Settings, { readonly desk: Desk }>;
export type WriterSight = SelfSight<Settings, { readonly desk: Desk }>;

const MOST_DRAFTS = 4;
/** Nobody writes faster than this, µs. */
const SHORTEST = 1000;

export function emptyDesk(): Desk {
  return { made: 0, drafts: [], got: [], done: false };
}

/**
 * To whom a machine's k-th letter goes: everybody's k-th letter goes the same number of seats further, so that each person gets exactly one
 * k-th letter, and who gets it looks random. People sit from `first` on.
 */
export function addressee(
  { nodes, seed }: Pick<Plan, 'nodes' | 'seed'>,
  writer: number,
  k: number,
  first: number,
): NodeId {
  const people = nodes - first;
  const turn = new Randomness(seed).stream('addressee', k);
  return (first + ((writer - first + 1 + turn.below(people - 1)) % people)) as NodeId;
}

/** µs until the next idea for a letter; a flash crowd makes people write more. */
export function nextDraftIn(me: Writer): Micros {
  return Math.max(SHORTEST, micros(me.random('draft').exponential(me.settings.think) / me.load)) as Micros;
}

/** A new draft, unless all are written or the desk is full; true while more will come. From now on its addressee needs it. */
export function draft(me: Writer): boolean {
  const { letters, first } = me.settings;
  const { desk } = me.state;
  if (desk.made < letters && desk.drafts.length < MOST_DRAFTS && me.people - first > 1) {
    desk.made++;
    const to = addressee(me.plan, me.id, desk.made, first);
    desk.drafts.push({ number: desk.made, to });
    me.factAt(to, 'asked', me.id, letterId(me.id, desk.made));
  }
  return desk.made < letters;
}

export function hasDraft({ drafts }: Desk, number: number): boolean {
  return drafts.some((one) => one.number === number);
}

/** Takes a draft from the desk and writes it out. */
export function write({ id: from, now, state: { desk } }: Writer, number: number, sealed: boolean): Letter {
  const index = desk.drafts.findIndex((one) => one.number === number);
  const [taken] = index < 0 ? [] : desk.drafts.splice(index, 1);
  if (taken === undefined) throw new Error(`no draft ${number} lies on the desk`);
  return { id: letterId(from, number), from, to: taken.to, written: now, sealed, corrupt: false, junk: false };
}

/** A letter has reached its addressee. A second copy is thrown away; a sealed one that was tampered with is found out. */
export function arrive(me: Writer, letter: Letter, giver: NodeId): boolean {
  const { desk } = me.state;
  if (letter.junk || desk.got.includes(letter.id)) return false;
  if (letter.corrupt && letter.sealed) {
    me.fact('corrupt-rejected', giver, letter.id);
    return false;
  }
  if (letter.corrupt) me.fact('corrupt-accepted', giver, letter.id);
  desk.got.push(letter.id);
  me.fact('got', giver, letter.id, me.now - letter.written);
  if (!desk.done && desk.got.length >= me.settings.letters) {
    desk.done = true;
    me.fact('done');
  }
  return true;
}

/** How much of what a person is to get has come. */
export function progressOf({ settings, state: { desk } }: WriterSight): number {
  return Math.min(1, desk.got.length / settings.letters);
}
