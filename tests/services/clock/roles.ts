import { type Me, type Role, type Sight, textsOf } from '../../../shared/services/kit/index.ts';
import { micros, type NodeId } from '../../../shared/sim/index.ts';
import type { Clock, State } from './terms.ts';

const { said, no, remember } = textsOf('clock');
const fresh = (ahead: number): State => ({ ahead, wished: 0, set: 0, waitsSince: -1, asked: null, recent: [] });

/** Asks for the time: half of the round trip is added to the answer, as Cristian's algorithm does (1989). */
export const asker: Role<Clock> = {
  init: (me) => fresh(Math.round((2 * me.random('clock').unit() - 1) * me.settings.off)),
  start: planWish,
  up: planWish,
  down: forget,
  on: { question: answer, answer: setClock },
  timers: { wish, timeout },
  actions: {
    ask: {
      whyNot({ id, size, role, state }, { whom }) {
        if (whom === id || whom >= size || (role === 'client' && whom !== 0)) return no('nobody-there');
        if (state.waitsSince < 0) return no('not-needed');
        return state.asked === null ? undefined : no('asked-already');
      },
      do(me, { whom }) {
        me.state.asked = { whom, at: me.now };
        me.send.question(whom);
        me.after.timeout(me.settings.timeout, me.now);
      },
    },
    'give-up': {
      whyNot: ({ state }) => (state.asked === null ? no('nobody-asked') : undefined),
      do: forget,
    },
  },
  autopilot: (me) =>
    me.state.waitsSince < 0 || me.state.asked !== null ? undefined : { type: 'ask', whom: nextToAsk(me) },
  view: (me) => ({
    ...statusOf(me),
    job: { label: said('job'), done: me.state.set, total: me.settings.readings },
    verbs: [
      me.offer('ask', { whom: nextToAsk(me) }, { id: 'ask', args: { whom: nextToAsk(me) } }),
      me.offer('give-up', {}),
    ],
    neighbours: [{ node: nextToAsk(me), note: said('neighbour'), mood: 'neutral' }],
  }),
  picture: ({ state, settings }) => ({ progress: state.set / settings.readings, queue: 0 }),
};

/** Its clock counts. */
export const server: Role<Clock> = {
  init: () => fresh(0),
  on: { question: answer },
  actions: {},
  view: (me) => ({ ...statusOf(me), job: { label: said('job'), done: 0, total: 0 } }),
  picture: () => ({ progress: null, queue: 0 }),
};

function planWish(me: Me<Clock>): void {
  me.after.wish(micros(me.random('wish').exponential(me.settings.think) / me.load));
}

function wish(me: Me<Clock>): void {
  const { state } = me;
  if (state.wished >= me.settings.readings || state.waitsSince >= 0) return;
  state.wished++;
  state.waitsSince = me.now;
  me.fact('asked', -1, state.wished);
}

function forget({ state }: Me<Clock>): void {
  state.asked = null;
}

function timeout(me: Me<Clock>, at: number): void {
  if (me.state.asked?.at !== at) return;
  remember(me.state, 'silent', { who: me.state.asked.whom });
  forget(me);
}

function answer(me: Me<Clock>, from: NodeId): void {
  me.fact('decided', from, 0, 1);
  me.send.answer(from, me.now + me.state.ahead);
}

function setClock(me: Me<Clock>, from: NodeId, shown: number): void {
  const { state, settings } = me;
  if (state.asked?.whom !== from) return;
  const theirs = shown + (me.now - state.asked.at) / 2;
  state.ahead += Math.round(settings.share * (theirs - (me.now + state.ahead)));
  state.asked = null;
  state.set++;
  me.fact('got', from, state.wished, me.now - state.waitsSince);
  if (state.set === settings.readings) me.fact('done');
  state.waitsSince = -1;
  remember(state, 'set', { who: from });
  planWish(me);
}

function nextToAsk({ id, settings, state }: Sight<Clock>): NodeId {
  return settings.whom(id, state.set) as NodeId;
}

function statusOf({ isUp, state }: Sight<Clock>) {
  if (!isUp) return { status: said('status.down'), mood: 'bad' } as const;
  if (state.asked !== null)
    return { status: said('status.asked', { who: state.asked.whom }), mood: 'waiting' } as const;
  return { status: said(state.waitsSince < 0 ? 'status.rest' : 'status.wish'), mood: 'good' } as const;
}
