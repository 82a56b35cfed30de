import { type Action, type NodeId, type Refusal, seconds } from '../../../sim/index.ts';
import type { Me, Role, Sight } from '../../kit/index.ts';
import { no, remember } from '../texts.ts';
import { audit, whyNoAudit } from './audit.ts';
import { backUp, forget, loseDisk, recover, restore } from './durability.ts';
import { newLedger } from './ledger.ts';
import { serverView } from './server-view.ts';
import { handle, heldPayment, isBarred, letPass, sayNo, takeIn, turnDown } from './teller.ts';
import { FIRST_CLIENT, type ServerSide } from './terms.ts';

type Server = Me<ServerSide>;

/** How long nothing is taken from a customer who was refused. */
const BAR_TIME = seconds(10);
/** The autopilot is slower than a person: it audits and backs up so seldom, and needs so long to see that the disk is gone. */
const PILOT = { audit: seconds(30), backUp: seconds(40), restore: seconds(8) };

/** The bank: one ledger, and its word is final. */
export const server: Role<ServerSide> = {
  init: ({ people, settings }) => ({
    ledger: newLedger(people, settings.coins),
    backup: newLedger(people, settings.coins),
    backedUpAt: 0,
    entries: [],
    diskLost: false,
    lostAt: -1,
    held: [],
    barred: [],
    busyUntil: 0,
    kept: 0,
    unaudited: [],
    auditedAt: 0,
    corrections: 0,
    approved: 0,
    refused: 0,
    recent: [],
  }),
  down: forget,
  up: recover,
  trait(me, trait, on) {
    if (trait === 'disk-lost' && on) loseDisk(me);
    if (trait !== 'breached' || !on) return;
    for (let customer = FIRST_CLIENT; customer < me.people; customer++) me.fact('exposed', customer as NodeId);
  },
  on: { pay: takeIn, junk: takeIn },
  served: { pay: handle },
  timers: { desk: letPass },
  actions: {
    approve: {
      whyNot: ({ state }, { payment }) => (heldPayment(state, payment) === undefined ? no('not-on-desk') : undefined),
      do: (me, { payment }) => letPass(me, payment),
    },
    refuse: {
      whyNot(me, { payment, whom }) {
        if (whom !== null) return whyNotBar(me, whom);
        return heldPayment(me.state, payment) === undefined ? no('not-on-desk') : undefined;
      },
      do: (me, { payment, whom }) => (whom === null ? turnDown(me, payment) : bar(me, whom)),
    },
    audit: { whyNot: whyNoAudit, do: audit },
    'back-up': { whyNot: whyNoBackUp, do: backUp },
    restore: {
      whyNot: ({ state }) => (state.diskLost ? undefined : no('nothing-lost')),
      do: restore,
    },
  },
  autopilot,
  view: serverView,
  picture: ({ queue, state }) => ({ progress: null, queue: queue.length + state.held.length }),
};

function whyNoBackUp({ state }: Sight<ServerSide>): Refusal | undefined {
  if (state.ledger === null) return no('no-ledger');
  return state.entries.length === 0 ? no('nothing-new') : undefined;
}

function whyNotBar(me: Sight<ServerSide>, whom: NodeId): Refusal | undefined {
  if (whom < FIRST_CLIENT || whom >= me.people) return no('no-such-customer');
  return isBarred(me, whom) ? no('already-barred', { whom }) : undefined;
}

/** Nothing is taken from this customer for a while, and what waits of theirs leaves the queue. */
function bar(me: Server, whom: NodeId): void {
  const { state, now } = me;
  const rules = state.barred.filter((rule) => rule.until > now);
  state.barred = [...rules, { who: whom, until: now + BAR_TIME }];
  me.fact('rule-made', whom, whom);
  me.fact('rule-kept', whom, whom);
  const waiting = me.queue.filter(({ message }) => message.from === whom);
  me.dropJobs('throttled', ({ message }) => message.from === whom);
  for (const { message } of waiting) {
    const payment = me.bodyOf('pay', message);
    if (payment !== undefined) sayNo(me, whom, payment.id, 'barred');
  }
  remember(state, 'barred', { whom });
}

/** What the autopilot does: it brings the ledger back, backs up and audits now and then, and lets the oldest paper pass. */
function autopilot(me: Sight<ServerSide>): Action | undefined {
  const { state, now } = me;
  if (state.diskLost) return now - state.lostAt >= PILOT.restore ? { type: 'restore' } : undefined;
  const backUpNow = now - state.backedUpAt >= PILOT.backUp ? me.may('back-up', {}) : undefined;
  if (backUpNow !== undefined) return backUpNow;
  const auditNow = now - state.auditedAt >= PILOT.audit ? me.may('audit', {}) : undefined;
  if (auditNow !== undefined) return auditNow;
  const [oldest] = state.held;
  return oldest && { type: 'approve', payment: oldest.payment.id };
}
