import { type Micros, type Net, type NodeId, type Plan, Randomness, type Said, seconds } from '../../sim/index.ts';
import { namingOf, remember } from '../naming.ts';
import { mailParams } from './params.ts';

/** A letter on its way: plain data, never changed once written. */
export interface Letter {
  readonly id: number;
  readonly from: number;
  /** -1: to everybody. */
  readonly to: number;
  readonly written: number;
  readonly sealed: boolean;
  /** What somebody on the way made of it, if not what was written. */
  readonly corrupt: boolean;
  readonly junk: boolean;
}

/** A letter that a person wants to write: the `number`th of this machine. */
export interface Draft {
  readonly number: number;
  readonly to: number;
}

/** What a person writes and gets: plain JSON, a part of the machine's state. */
export interface Desk {
  made: number;
  readonly drafts: Draft[];
  readonly got: number[];
  done: boolean;
}

const MOST_DRAFTS = 4;
/** Nobody writes faster than this, µs. */
const SHORTEST = 1000;
const LETTERS_PER_MACHINE = 100_000;

export function emptyDesk(): Desk {
  return { made: 0, drafts: [], got: [], done: false };
}

/**
 * To whom a machine's k-th letter goes: everybody's k-th letter goes the same number of seats further, so that each person gets exactly one
 * k-th letter, and who gets it looks random. People sit from `first` on.
 */
export function addressee(plan: Plan, writer: number, k: number, first: number): number {
  const people = plan.nodes - first;
  const turn = new Randomness(plan.seed).stream('addressee', k);
  return first + ((writer - first + 1 + turn.below(people - 1)) % people);
}

/** µs until the next idea for a letter; a flash crowd makes people write more. */
export function nextDraftIn(net: Net, self: NodeId): Micros {
  const { think } = mailParams(net.plan.params);
  return Math.max(SHORTEST, seconds(net.random('draft', self).exponential(think) / net.load)) as Micros;
}

/** A new draft, unless all are written or the desk is full; true while more will come. From now on its addressee needs it. */
export function draft(net: Net, self: NodeId, desk: Desk, first: number): boolean {
  const { letters } = mailParams(net.plan.params);
  if (desk.made < letters && desk.drafts.length < MOST_DRAFTS && net.plan.nodes - first > 1) {
    desk.made++;
    const to = addressee(net.plan, self, desk.made, first);
    desk.drafts.push({ number: desk.made, to });
    net.fact('asked', to as NodeId, self, letterId(self, desk.made));
  }
  return desk.made < letters;
}

/** Takes a draft from the desk and writes it out. */
export function write(net: Net, self: NodeId, desk: Desk, number: unknown, sealed: boolean): Letter | undefined {
  const index = desk.drafts.findIndex((one) => one.number === number);
  const [taken] = index < 0 ? [] : desk.drafts.splice(index, 1);
  if (taken === undefined) return undefined;
  const id = letterId(self, taken.number);
  return { id, from: self, to: taken.to, written: net.now, sealed, corrupt: false, junk: false };
}

/** A letter has reached its addressee. A second copy is thrown away; a sealed one that was tampered with is found out. */
export function arrive(net: Net, self: NodeId, desk: Desk, letter: Letter, giver: NodeId): boolean {
  if (letter.junk || desk.got.includes(letter.id)) return false;
  if (letter.corrupt && letter.sealed) {
    net.fact('corrupt-rejected', self, giver, letter.id);
    return false;
  }
  if (letter.corrupt) net.fact('corrupt-accepted', self, giver, letter.id);
  desk.got.push(letter.id);
  net.fact('got', self, giver, letter.id, net.now - letter.written);
  if (!desk.done && desk.got.length >= mailParams(net.plan.params).letters) {
    desk.done = true;
    net.fact('done', self);
  }
  return true;
}

export function letterBytes(net: Net, letter: Letter): number {
  const { letterBytes: plain, sealBytes } = mailParams(net.plan.params);
  return plain + (letter.sealed ? sealBytes : 0);
}

/** Something happened on this machine: `happened.<key>` in the service's words. */
export function note(state: { recent: readonly Said[] }, key: string, args?: Said['args']): void {
  remember(state, namingOf('mail').said(`happened.${key}`, args));
}

function letterId(writer: number, number: number): number {
  return writer * LETTERS_PER_MACHINE + number;
}
