import type { NodeId, Run } from '../../../sim/index.ts';
import type { Neighbour, PlayerView, VerbOffer } from '../../contract.ts';
import type { Payment } from '../payment.ts';
import { goodsOffers, nothingToPay, purchaseJob, shopName } from '../purchase-view.ts';
import type { Purchases } from '../purchases.ts';
import { said } from '../said.ts';
import { whyNotAgain, whyNotPay } from './client.ts';
import { isBarred } from './server.ts';
import type { BankState, ClientState, ServerState } from './state.ts';
import { whyNoAudit, whyNoBackUp } from './verbs.ts';
import { SERVER } from './wire.ts';

/** Papers on the desk that are offered at once, each with two answers. */
const MOST_PAPERS = 2;
/** A customer with so many requests in the queue may be flooding the bank. */
const MANY_WAITING = 5;

/** The screen of the bank's or a client's player. */
export function viewClientServer(run: Run, node: NodeId): PlayerView {
  const state = run.net.state(node) as BankState;
  return state.role === 'server' ? serverView(run, node, state) : clientView(run, node, state);
}

function clientView(run: Run, node: NodeId, state: ClientState): PlayerView {
  const { purchases, balance } = state;
  const wanted = purchases.open.filter(({ stage }) => stage === 'wanted').slice(0, 3);
  const pays = wanted.map((purchase): VerbOffer => {
    const { number, shop, amount } = purchase;
    const no = whyNotPay(state, purchase);
    return {
      id: `pay-${number}`,
      label: said('verb.pay', { whom: shop, coins: amount }),
      effect: said(run.net.hasTrait(node, 'double-spender') ? 'verb.pay.cheat' : 'verb.pay.effect', { balance }),
      action: { type: 'pay', purchase: number },
      ...(no === undefined ? {} : { blocked: no.said }),
    };
  });
  return {
    role: 'client',
    ...clientStatus(run, node, state),
    job: purchaseJob(run, purchases),
    verbs: [...(pays.length > 0 ? pays : [nothingToPay('pay')]), againVerb(run, purchases)],
    offers: goodsOffers(purchases),
    neighbours: [
      { node: SERVER, note: said('neighbour.bank'), mood: state.bankSilent ? 'bad' : 'good' },
      ...shopName(purchases),
    ],
    recent: state.recent,
  };
}

function againVerb(run: Run, { open }: Purchases): VerbOffer {
  const waiting = open.find(({ stage }) => stage === 'paid');
  const effect = said('verb.again.effect');
  if (waiting === undefined) {
    const action = { type: 'pay-again', purchase: 0 };
    return { id: 'again', label: said('verb.again.none'), effect, action, blocked: said('blocked.nothing-paid') };
  }
  const no = whyNotAgain(run.net, waiting);
  return {
    id: 'again',
    label: said('verb.again', { whom: waiting.shop }),
    effect,
    action: { type: 'pay-again', purchase: waiting.number },
    ...(no === undefined ? {} : { blocked: no.said }),
  };
}

function clientStatus(run: Run, node: NodeId, state: ClientState): Pick<PlayerView, 'status' | 'mood'> {
  const { open, got } = state.purchases;
  if (!run.node(node).up) return { status: said('status.down'), mood: 'bad' };
  const n = open.filter(({ stage }) => stage === 'paid').length;
  if (n > 0 && state.bankSilent) return { status: said('status.silent', { n }), mood: 'bad' };
  const here = open.filter(({ stage }) => stage === 'here').length;
  if (here > 0) return { status: said('status.here', { n: here }), mood: 'good' };
  if (n > 0) return { status: said('status.paid', { n }), mood: 'waiting' };
  if (open.length > 0) return { status: said('status.wanted', { balance: state.balance }), mood: 'good' };
  const done = got >= Number(run.plan.params.payments);
  return { status: done ? said('status.done') : said('status.idle'), mood: 'good' };
}

function serverView(run: Run, node: NodeId, state: ServerState): PlayerView {
  const waiting = run.net.queue(node);
  const noBackUp = whyNoBackUp(state);
  const noAudit = whyNoAudit(run.net, state);
  const keep: VerbOffer = state.diskLost
    ? {
        id: 'restore',
        label: said('verb.restore'),
        effect: said('verb.restore.effect', ageOf(state)),
        action: { type: 'restore' },
      }
    : {
        id: 'back-up',
        label: said('verb.back-up'),
        effect: said('verb.back-up.effect', { n: state.entries.length }),
        action: { type: 'back-up' },
        ...(noBackUp === undefined ? {} : { blocked: noBackUp.said }),
      };
  const audit: VerbOffer = {
    id: 'audit',
    label: said('verb.audit'),
    effect: said('verb.audit.effect', { n: state.unaudited.length }),
    action: { type: 'audit' },
    ...(noAudit === undefined ? {} : { blocked: noAudit.said }),
  };
  const loud = loudest(run, node, state);
  return {
    role: 'server',
    ...serverStatus(run, node, state, waiting.length),
    job: {
      label: said('job.server', { n: state.approved }),
      done: state.approved,
      total: (run.plan.nodes - 1) * Number(run.plan.params.payments),
    },
    verbs: [keep, audit, ...loud.map(barOffer)],
    offers: state.held.slice(0, MOST_PAPERS).flatMap(({ payment }) => paperOffers(state, payment)),
    neighbours: loud.map(
      ({ who, n }): Neighbour => ({ node: who, note: said('neighbour.waiting', { n }), mood: 'bad' }),
    ),
    recent: state.recent,
  };
}

function serverStatus(run: Run, node: NodeId, state: ServerState, n: number): Pick<PlayerView, 'status' | 'mood'> {
  if (!run.node(node).up) return { status: said('status.bank-down'), mood: 'bad' };
  if (state.diskLost) return { status: said('status.disk-lost', ageOf(state)), mood: 'bad' };
  if (state.held.length > 0) return { status: said('status.desk', { n: state.held.length }), mood: 'waiting' };
  if (n > run.plan.nodes) return { status: said('status.long', { n }), mood: 'bad' };
  return { status: said('status.bank', { n, unsaved: state.entries.length }), mood: 'good' };
}

function ageOf(state: ServerState): { readonly seconds: number } {
  return { seconds: Math.round((state.lostAt - state.backedUpAt) / 1e6) };
}

function paperOffers(state: ServerState, { id, from, to, amount }: Payment): VerbOffer[] {
  const big = state.unaudited.filter((other) => other.from === from && other.amount === amount).length;
  const args = { who: from, whom: to, coins: amount };
  return [
    {
      id: `approve-${id}`,
      label: said('offer.approve', args),
      effect: said('offer.approve.effect', { n: big }),
      action: { type: 'approve', payment: id },
    },
    {
      id: `refuse-${id}`,
      label: said('offer.refuse', args),
      effect: said('offer.refuse.effect'),
      action: { type: 'refuse', payment: id },
    },
  ];
}

/** The customer with the most requests in the queue, if they are very many. */
function loudest(run: Run, node: NodeId, state: ServerState): { readonly who: NodeId; readonly n: number }[] {
  const counts = new Map<NodeId, number>();
  for (const { message } of run.net.queue(node)) counts.set(message.from, (counts.get(message.from) ?? 0) + 1);
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  if (first === undefined || first[1] < MANY_WAITING || isBarred(run.net, state, first[0])) return [];
  return [{ who: first[0], n: first[1] }];
}

function barOffer({ who, n }: { readonly who: NodeId; readonly n: number }): VerbOffer {
  return {
    id: `bar-${who}`,
    label: said('verb.bar', { whom: who }),
    effect: said('verb.bar.effect', { n }),
    action: { type: 'refuse', whom: who },
  };
}
