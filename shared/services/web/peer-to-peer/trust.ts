import type { NodeId } from '../../../sim/index.ts';
import type { Me } from '../../kit/index.ts';
import type { Note, PeerSide, PeerState } from './terms.ts';

export function noteOf(state: PeerState, who: NodeId): Note {
  const known = state.notes.find((note) => note.who === who);
  if (known !== undefined) return known;
  const note: Note = { who, good: 0, bad: 0 };
  state.notes.push(note);
  return note;
}

/** The other handed out a changed page: this machine's rule is to ask it no more. Every machine makes that rule for itself. */
export function catchAt(me: Me<PeerSide>, who: NodeId): void {
  const note = noteOf(me.state, who);
  if (note.bad === 0) {
    me.fact('rule-made', who, who);
    me.fact('rule-kept', who, who);
  }
  note.bad++;
}

/** Did this machine catch the other handing out changed pages? */
export function distrusts({ notes }: PeerState, who: NodeId): boolean {
  return notes.some((note) => note.who === who && note.bad > 0);
}
