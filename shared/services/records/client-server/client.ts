import type { NodeId } from '../../../sim/index.ts';
import type { Me, Role } from '../../kit/index.ts';
import {
  beginTask,
  finishTask,
  makeTask,
  nextTaskIn,
  noTasks,
  progressOf,
  putAllBack,
  putBack,
  whyNotAsk,
} from '../tasks.ts';
import { no, remember } from '../texts.ts';
import { isForThief, takeUpTheft, theft } from './adversary.ts';
import { clientView } from './client-view.ts';
import { type Answer, type ClientSide, SERVER } from './terms.ts';

type Client = Me<ClientSide>;

/** Looks up and changes records at the database, with a badge. */
export const client: Role<ClientSide> = {
  init: () => ({
    tasks: noTasks(),
    serverSilent: false,
    badgeRefused: false,
    copy: 1,
    copyRefused: false,
    recent: [],
  }),
  start: begin,
  up: begin,
  trait(me, trait, on) {
    if (trait === 'breached' && on) takeUpTheft(me);
  },
  on: { answer: answered },
  timers: {
    task(me) {
      if (makeTask(me)) me.after.task(nextTaskIn(me));
    },
    timeout(me, task) {
      if (putBack(me, task, 'timeout') === undefined) return;
      me.state.serverSilent = true;
      remember(me.state, 'timeout');
    },
    theft,
  },
  actions: {
    ask: {
      whyNot: whyNotAsk,
      do(me, { task: number }) {
        const { record, change } = beginTask(me.state.tasks, number);
        me.send.query(SERVER, { task: number, record, change, copy: 0 });
        me.after.timeout(me.settings.timeout, number);
      },
    },
    badge: {
      whyNot: ({ state }) => (state.badgeRefused ? undefined : no('badge-fine')),
      do({ state }) {
        state.badgeRefused = false;
        remember(state, 'badge-shown');
      },
    },
  },
  autopilot({ state }) {
    if (state.badgeRefused) return { type: 'badge' };
    const [task] = state.tasks.open;
    return task && { type: 'ask', task: task.number };
  },
  view: clientView,
  picture: (me) => ({ progress: progressOf(me), queue: me.state.tasks.asked.length }),
};

function begin(me: Client): void {
  putAllBack(me);
  me.after.task(nextTaskIn(me));
  takeUpTheft(me);
}

function answered(me: Client, from: NodeId, answer: Answer): void {
  if (isForThief(me, answer)) return;
  const { state } = me;
  const { task: number, why } = answer;
  state.serverSilent = false;
  if (why === 'ok') {
    const task = finishTask(me, number, from);
    if (task !== undefined) remember(state, task.change ? 'changed' : 'found', { record: task.record });
    return;
  }
  if (why === 'no-badge') state.badgeRefused = true;
  const reason = why === 'busy' ? 'queue-full' : 'not-allowed';
  if (putBack(me, number, reason) !== undefined) remember(state, `answer.${why}`);
}
