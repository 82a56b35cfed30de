import type { Net, NodeId } from '../../../sim/index.ts';
import type { Reading } from '../reading.ts';

/** A page that a peer keeps. Times in µs. */
export interface Copy {
  readonly page: number;
  readonly version: number;
  /** Changed by a poisoner on its way; only a comparison with the hash can tell. */
  readonly corrupt: boolean;
  /** Carries the hash that the origin signed: whoever gets it can check it without the origin. */
  vouched: boolean;
  /** When the origin gave it out. */
  readonly made: number;
  readonly from: NodeId;
  /** Kept until its reader says otherwise. */
  pinned: boolean;
}

/** What a peer has learned about another. */
export interface Note {
  readonly who: NodeId;
  good: number;
  bad: number;
}

/** How many searches a machine remembers; a prime, so that a machine's searches don't share places. */
export const MEMORY = 61;

/** All machines have the same state; the origin's `reading` and `copies` stay empty. */
export interface PeerState {
  readonly role: 'peer' | 'origin';
  readonly reading: Reading;
  readonly neighbours: readonly NodeId[];
  /** Oldest use first. */
  copies: Copy[];
  /** Searches that came by lately, each at its number modulo the length. */
  seen: number[];
  notes: Note[];
  /** Pages whose hash was asked for. */
  checking: number[];
  /** Waiting requests that go first, by message. */
  chosen: number[];
  /** To whom it gave a page last, by page, the newest first. */
  takers: { [page: number]: readonly NodeId[] };
  /** Pages handed to others. */
  served: number;
  /** Copies given unasked. */
  gifts: number;
}

export function noteOf(state: PeerState, who: NodeId): Note {
  const known = state.notes.find((note) => note.who === who);
  if (known !== undefined) return known;
  const note: Note = { who, good: 0, bad: 0 };
  state.notes.push(note);
  return note;
}

/** The other handed out a changed page: this machine's rule is to ask it no more. Every machine makes that rule for itself. */
export function catchAt(net: Net, self: NodeId, state: PeerState, who: NodeId): void {
  const note = noteOf(state, who);
  if (note.bad === 0) {
    net.fact('rule-made', self, who, who);
    net.fact('rule-kept', self, who, who);
  }
  note.bad++;
}

/** Did this machine catch the other handing out changed pages? */
export function distrusts(state: PeerState, who: NodeId): boolean {
  return state.notes.some((note) => note.who === who && note.bad > 0);
}
