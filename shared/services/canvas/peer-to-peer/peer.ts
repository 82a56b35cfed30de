import { micros, type NodeId } from '../../../sim/index.ts';
import type { Me, Role } from '../../kit/index.ts';
import { no, remember } from '../texts.ts';
import { findWish, makeWish, nextWishIn, noWishes, progressOf, saved, takeWish } from '../wishes.ts';
import { choiceOf, conflicts } from './conflicts.ts';
import { peerView } from './peer-view.ts';
import { EMPTY_REGISTER, paint } from './register.ts';
import { compare, periodicSync, receiveDelta, sendDigest, tell, tellOne } from './sync.ts';
import type { PeerSide } from './terms.ts';

type Peer = Me<PeerSide>;

/** Paints on a copy of its own and tells its neighbours; copies merge (register.ts) in whatever order news arrives. */
export const peer: Role<PeerSide> = {
  init: (me) => ({
    wishes: noWishes(),
    neighbours: neighboursOf(me),
    cells: {},
    unsaved: [],
    apartSince: {},
    recent: [],
  }),
  start: begin,
  up: begin,
  trait(me, trait, on) {
    if (trait === 'disk-lost' && on) loseDisk(me);
  },
  on: {
    delta: receiveDelta,
    kept: confirm,
    digest: compare,
    want(me, from, cells) {
      for (const cell of cells) tellOne(me, from, cell);
    },
  },
  timers: {
    wish(me) {
      if (makeWish(me)) me.after.wish(nextWishIn(me));
    },
    sync: periodicSync,
  },
  actions: {
    paint: {
      whyNot: ({ state }, { wish }) => (findWish(state.wishes, wish) === undefined ? no('no-wish') : undefined),
      do(me, { wish: number }) {
        const wish = takeWish(me.state.wishes, number);
        me.state.unsaved.push({ wish, cell: wish.cell });
        write(me, wish.cell, wish.colour, wish.number);
      },
    },
    sync: {
      whyNot: ({ state }, { whom }) => (state.neighbours.includes(whom) ? undefined : no('not-a-neighbour')),
      do: (me, { whom }) => sendDigest(me, whom),
    },
    keep: {
      whyNot: (me, { cell, which }) => (choiceOf(me, cell, which) === undefined ? no('no-conflict') : undefined),
      do(me, { cell, which }) {
        const value = choiceOf(me, cell, which);
        if (value === undefined) throw new Error(`there is no choice ${which} on tile ${cell}`);
        me.fact('decided', value.dot[0], cell, 1);
        write(me, cell, value.colour, 0);
      },
    },
  },
  autopilot(me) {
    const [wish] = me.state.wishes.open;
    if (wish !== undefined) return { type: 'paint', wish: wish.number };
    // Of two authors the one with the lower number chooses, or both would paint at once again.
    const conflict = conflicts(me).find(({ register }) => register.values[0]?.dot[0] === me.id);
    return conflict === undefined ? undefined : { type: 'keep', cell: conflict.cell, which: 0 };
  },
  view: peerView,
  picture: (me) => ({ progress: progressOf(me), queue: me.state.wishes.open.length }),
};

/** A ring for connectedness, and random chords up to the number of neighbours wanted: short paths, no centre. */
function neighboursOf(me: Omit<Peer, 'state'>): NodeId[] {
  const { id, people: n } = me;
  const ring = n > 1 ? [...new Set([(id + 1) % n, (id + n - 1) % n])] : [];
  const others = Array.from({ length: n }, (_, node) => node).filter((node) => node !== id && !ring.includes(node));
  const chords = me.random('neighbours').sample(others, Math.max(0, me.settings.neighbours - ring.length));
  return [...ring, ...chords] as NodeId[];
}

function begin(me: Peer): void {
  me.after.wish(nextWishIn(me));
  me.after.sync(micros(me.settings.syncEvery * (0.5 + me.random('sync').unit())));
}

function confirm(me: Peer, keeper: NodeId, number: number): void {
  const { unsaved } = me.state;
  const index = unsaved.findIndex(({ wish }) => wish.number === number);
  const [edit] = index < 0 ? [] : unsaved.splice(index, 1);
  if (edit === undefined) return;
  saved(me, edit.wish, keeper);
  remember(me.state, 'kept', { cell: edit.cell, who: keeper });
}

/** The copy is gone; what nobody else has is lost, the rest comes back by comparing with neighbours. */
function loseDisk(me: Peer): void {
  for (const { wish } of me.state.unsaved.splice(0)) me.fact('lost-write', me.id, wish.number);
  me.state.cells = {};
  remember(me.state, 'disk-lost');
}

function write(me: Peer, cell: number, colour: number, number: number): void {
  const register = paint(me.state.cells[cell] ?? EMPTY_REGISTER, me.id, colour, me.now);
  me.state.cells[cell] = register;
  tell(me, me.state.neighbours, { cell, register, number });
}
