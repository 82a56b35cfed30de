import type { NodeId } from '../../../sim/index.ts';
import type { VerbOffer } from '../../contract.ts';
import type { RoleView, Sight } from '../../kit/index.ts';
import type { Payment } from '../payment.ts';
import { said } from '../texts.ts';
import { isBarred } from './teller.ts';
import { FIRST_CLIENT, type ServerSide } from './terms.ts';

type Server = Sight<ServerSide>;

/** Papers on the desk that are offered at once, each with two answers. */
const MOST_PAPERS = 2;
/** A customer with so many requests in the queue may be flooding the bank. */
const MANY_WAITING = 5;

/** The screen of the bank's player. */
export function serverView(me: Server): RoleView {
  const { state, settings, people } = me;
  const loud = loudest(me);
  return {
    ...statusOf(me),
    job: {
      label: said('job.server', { n: state.approved }),
      done: state.approved,
      total: (people - FIRST_CLIENT) * settings.payments,
    },
    verbs: [
      state.diskLost
        ? me.offer('restore', {}, { effectArgs: ageOf(me) })
        : me.offer('back-up', {}, { effectArgs: { n: state.entries.length } }),
      me.offer('audit', {}, { effectArgs: { n: state.unaudited.length } }),
      ...loud.map(({ who, n }) =>
        me.offer(
          'refuse',
          { payment: null, whom: who },
          { id: `bar-${who}`, words: 'bar', args: { whom: who }, effectArgs: { n } },
        ),
      ),
    ],
    offers: state.held.slice(0, MOST_PAPERS).flatMap(({ payment }) => paperOffers(me, payment)),
    neighbours: loud.map(({ who, n }) => ({ node: who, note: said('neighbour.waiting', { n }), mood: 'bad' })),
  };
}

function statusOf(me: Server): Pick<RoleView, 'status' | 'mood'> {
  const { state, people, queue } = me;
  const { length: n } = queue;
  if (!me.isUp) return { status: said('status.bank-down'), mood: 'bad' };
  if (state.diskLost) return { status: said('status.disk-lost', ageOf(me)), mood: 'bad' };
  if (state.held.length > 0) return { status: said('status.desk', { n: state.held.length }), mood: 'waiting' };
  if (n > people) return { status: said('status.long', { n }), mood: 'bad' };
  return { status: said('status.bank', { n, unsaved: state.entries.length }), mood: 'good' };
}

function ageOf({ state }: Server): { readonly seconds: number } {
  return { seconds: Math.round((state.lostAt - state.backedUpAt) / 1e6) };
}

function paperOffers(me: Server, { id, from, to, amount }: Payment): VerbOffer[] {
  const n = me.state.unaudited.filter((other) => other.from === from && other.amount === amount).length;
  const args = { who: from, whom: to, coins: amount };
  return [
    me.offer('approve', { payment: id }, { args, effectArgs: { n } }),
    me.offer('refuse', { payment: id, whom: null }, { args }),
  ];
}

/** The customer with the most requests in the queue, if they are very many. */
function loudest(me: Server): { readonly who: NodeId; readonly n: number }[] {
  const counts = new Map<NodeId, number>();
  for (const { message } of me.queue) counts.set(message.from, (counts.get(message.from) ?? 0) + 1);
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  if (first === undefined || first[1] < MANY_WAITING || isBarred(me, first[0])) return [];
  return [{ who: first[0], n: first[1] }];
}
