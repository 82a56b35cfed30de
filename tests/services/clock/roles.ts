import { type Me, type Role, type Sight, textsOf } from '../../../shared/services/kit/index.ts';
import { type Micros, micros, type NodeId } from '../../../shared/sim/index.ts';
import type { Answer, Clock, State } from './terms.ts';

const { said, no, remember } = textsOf('clock');
const resting = (ahead: number): State => ({ ahead, set: 0, waitsSince: -1, recent: [] });

/** Its clock counts. */
export const server: Role<Clock> = {
  init: () => resting(0),
  on: { question: answer },
  actions: {},
  view: (me) => ({ ...statusOf(me), job: { label: said('job'), done: 0, total: 0 } }),
  picture: () => ({ progress: null, queue: 0 }),
};

/** Asks for the time: half of the round trip is added to the answer, as Cristian's algorithm does (1989). */
export const asker: Role<Clock> = {
  init: (me) => resting(Math.round((2 * me.random('clock').unit() - 1) * me.settings.off)),
  start: rest,
  up: rest,
  on: { question: answer, answer: setClock },
  timers: {
    wish(me) {
      me.state.waitsSince = me.now;
      me.fact('asked', -1, me.state.set + 1);
    },
  },
  actions: {
    ask: {
      whyNot({ id, settings, state }, { whom }) {
        if (whom !== settings.whom(id, state.set)) return no('not-the-next');
        return state.waitsSince < 0 ? no('not-needed') : undefined;
      },
      do: (me, { whom }) => me.send.question(whom, me.now),
    },
  },
  autopilot: (me) => me.may('ask', { whom: me.settings.whom(me.id, me.state.set) }),
  view(me) {
    const whom = me.settings.whom(me.id, me.state.set);
    const job = { label: said('job'), done: me.state.set, total: me.settings.readings };
    return { ...statusOf(me), job, verbs: [me.offer('ask', { whom }, { id: 'ask', args: { whom } })] };
  },
  picture: ({ state, settings }) => ({ progress: state.set / settings.readings, queue: 0 }),
};

/** The next wish comes after a while, unless the last one is still open: the machine was down meanwhile. */
function rest(me: Me<Clock>): void {
  const { settings, state } = me;
  if (state.set === settings.readings || state.waitsSince >= 0) return;
  me.after.wish(micros(me.random('wish').exponential(settings.think) / me.load));
}

function answer(me: Me<Clock>, from: NodeId, asked: Micros): void {
  me.fact('decided', from, 0, 1);
  me.send.answer(from, [me.now + me.state.ahead, asked]);
}

function setClock(me: Me<Clock>, from: NodeId, [shown, asked]: Answer): void {
  const { state, settings } = me;
  if (state.waitsSince < 0) return;
  const theirs = shown + (me.now - asked) / 2;
  state.ahead += Math.round(settings.share * (theirs - (me.now + state.ahead)));
  state.set++;
  me.fact('got', from, state.set, me.now - state.waitsSince);
  if (state.set === settings.readings) me.fact('done');
  state.waitsSince = -1;
  remember(state, 'set', { who: from });
  rest(me);
}

function statusOf({ isUp, state }: Sight<Clock>) {
  if (!isUp) return { status: said('status.down'), mood: 'bad' } as const;
  return { status: said(state.waitsSince < 0 ? 'status.rest' : 'status.wish'), mood: 'good' } as const;
}
