import type { Neighbour, VerbOffer } from '../../contract.ts';
import type { RoleView, Sight } from '../../kit/index.ts';
import { at, goodsOffers, jobOf, merchantsOf, namesOf } from '../purchase-view.ts';
import { NONE, type Purchase } from '../purchases.ts';
import { said } from '../texts.ts';
import { leadOf, whyNotPublish } from './attack.ts';
import { blockOf } from './chain.ts';
import { type Attack, INCLUDES, type Include, MOST_CONFIRMATIONS, type PeerSide } from './terms.ts';
import { fundsOf, whyNotPay } from './wallet.ts';

type Peer = Sight<PeerSide>;

const MOST_VERBS = 4;
const MOST_WANTED = 2;
const MOST_NEIGHBOURS = 4;
/** More blocks than this no button asks for, though a merchant may wait for more. */
const MOST_OFFERED = 6;

/** The screen of a peer's player. */
export function peerView(me: Peer): RoleView {
  const { purchases } = me.state;
  const wanted = at(purchases, 'wanted');
  const forks = forkVerbs(me);
  const attacker = me.hasTrait('double-spender');
  const shown = attacker || forks.length > 0 ? 1 : MOST_WANTED;
  const pays = payVerbs(me, wanted.slice(0, shown));
  return {
    ...statusOf(me),
    job: jobOf(me),
    verbs: [...pays, ...(attacker ? attackVerbs(me, wanted) : [...forks, ...merchantVerbs(me)])].slice(0, MOST_VERBS),
    offers: goodsOffers(purchases, (goods) => me.offer('accept', { purchase: goods.number }, { args: namesOf(goods) })),
    neighbours: neighboursOf(me),
  };
}

function neighboursOf({ state }: Peer): Neighbour[] {
  const linked = state.neighbours.slice(0, MOST_NEIGHBOURS);
  return [
    ...linked.map((node) => ({ node, note: said('neighbour.linked'), mood: 'neutral' as const })),
    ...merchantsOf(state.purchases).filter(({ node }) => !linked.includes(node)),
  ];
}

function statusOf(me: Peer): Pick<RoleView, 'status' | 'mood'> {
  const { attack, chain, purchases } = me.state;
  const { open, got } = purchases;
  if (!me.isUp) return { status: said('status.down'), mood: 'bad' };
  if (attack !== null) return attackStatus(me, attack);
  if (chain.forkSince >= 0) return { status: said('status.fork', { height: chain.tip.height }), mood: 'bad' };
  const { length: here } = at(purchases, 'here');
  if (here > 0) return { status: said('status.here', { n: here }), mood: 'good' };
  const { length: n } = at(purchases, 'paid');
  if (n > 0) return { status: said('status.pool', { n, height: chain.tip.height }), mood: 'waiting' };
  if (open.length > 0) return { status: said('status.wanted', { balance: fundsOf(me) }), mood: 'good' };
  return { status: said(got >= me.settings.payments ? 'status.done' : 'status.idle'), mood: 'good' };
}

function attackStatus({ state }: Peer, attack: Attack): Pick<RoleView, 'status' | 'mood'> {
  if (attack.stage === 'waiting') return { status: said('status.attack-waits'), mood: 'waiting' };
  const lead = leadOf(state, attack);
  const key = lead > 0 ? 'status.attack-ahead' : 'status.attack';
  return { status: said(key, { n: Math.abs(lead) }), mood: 'waiting' };
}

function payVerbs(me: Peer, wanted: readonly Purchase[]): VerbOffer[] {
  if (wanted.length === 0)
    return [me.offer('broadcast', { purchase: NONE }, { id: 'nothing-to-pay', words: 'pay.none' })];
  return wanted.map((one) => me.offer('broadcast', { purchase: one.number }, { args: namesOf(one) }));
}

/** While branches compete: which one to mine on. */
function forkVerbs(me: Peer): VerbOffer[] {
  const { chain } = me.state;
  const rival = chain.rivals.find((id) => blockOf(chain, id).height >= chain.tip.height);
  if (rival === undefined) return [];
  const { miner: who, height } = blockOf(chain, rival);
  return [me.offer('mine-on', { block: rival }, { args: { who, height }, effectArgs: { who: chain.tip.miner } })];
}

function merchantVerbs(me: Peer): VerbOffer[] {
  const { confirmations: now, include, pool } = me.state;
  const next = INCLUDES[(INCLUDES.indexOf(include) + 1) % INCLUDES.length] as Include;
  const n = now < MOST_CONFIRMATIONS && now < MOST_OFFERED ? now + 1 : 0;
  const effect = n > now ? 'confirmations.more' : 'confirmations.none';
  return [
    me.offer('confirmations', { blocks: n }, { id: 'confirmations', effect, args: { n }, effectArgs: { now } }),
    me.offer('include', { which: next }, { id: 'include', words: `include.${next}`, effectArgs: { n: pool.length } }),
  ];
}

function attackVerbs(me: Peer, wanted: readonly Purchase[]): VerbOffer[] {
  const { attack } = me.state;
  if (attack !== null) {
    return [publishVerb(me, attack), me.offer('give-up', {}, { effectArgs: { whom: attack.payment.to } })];
  }
  const victim = wanted.find(({ number }) => whyNotPay(me, { purchase: number }) === undefined);
  return victim === undefined
    ? [me.offer('attack', { purchase: NONE }, { id: 'nobody-to-cheat', words: 'pay.none' })]
    : [me.offer('attack', { purchase: victim.number }, { id: 'attack', args: namesOf(victim), effectArgs: {} })];
}

/** At the moment at which it pays: publish. Before: have the machine do so then, or hear what it waits for. */
function publishVerb(me: Peer, { secret }: Attack): VerbOffer {
  return whyNotPublish(me.state) === undefined || me.state.armed
    ? me.offer('publish', { when: null }, { id: 'publish', args: { n: secret.length } })
    : me.offer('publish', { when: 'ready' }, { id: 'publish-when-ready', words: 'publish-when-ready' });
}
