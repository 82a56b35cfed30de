import type { NodeId, Run } from '../../../sim/index.ts';
import type { PlayerView, VerbOffer } from '../../contract.ts';
import { goodsOffers, nothingToPay, purchaseJob, shopName } from '../purchase-view.ts';
import type { Purchase } from '../purchases.ts';
import { said } from '../said.ts';
import { readSettings, type Settings } from '../settings.ts';
import { leadOf, whyNotPublish } from './attack.ts';
import { blockOf } from './chain.ts';
import { type Attack, INCLUDES, type Include, type PeerState } from './state.ts';
import { fundsOf, MOST_CONFIRMATIONS, whyNotPay } from './verbs.ts';

const MOST_NEIGHBOURS = 4;

/** The screen of a peer's player. */
export function viewPeer(run: Run, node: NodeId): PlayerView {
  const state = run.net.state(node) as PeerState;
  const settings = readSettings(run.plan.params);
  const attacker = run.net.hasTrait(node, 'double-spender');
  const wanted = state.purchases.open.filter(({ stage }) => stage === 'wanted');
  const forks = forkVerbs(state);
  return {
    role: 'peer',
    ...peerStatus(run, node, state, settings),
    job: purchaseJob(run, state.purchases),
    verbs: attacker
      ? [...payVerbs(node, state, wanted.slice(0, 1), settings), ...attackVerbs(node, state, wanted, settings)]
      : [
          ...payVerbs(node, state, wanted.slice(0, forks.length > 0 ? 1 : 2), settings),
          ...forks,
          ...merchantVerbs(state),
        ].slice(0, 4),
    offers: goodsOffers(state.purchases),
    neighbours: [
      ...state.neighbours
        .slice(0, MOST_NEIGHBOURS)
        .map((neighbour) => ({ node: neighbour, note: said('neighbour.linked'), mood: 'neutral' as const })),
      ...shopName(state.purchases).filter(
        ({ node: shop }) => !state.neighbours.slice(0, MOST_NEIGHBOURS).includes(shop),
      ),
    ],
    recent: state.recent,
  };
}

function peerStatus(run: Run, node: NodeId, state: PeerState, settings: Settings): Pick<PlayerView, 'status' | 'mood'> {
  if (!run.node(node).up) return { status: said('status.down'), mood: 'bad' };
  const { attack, chain } = state;
  const { open, got } = state.purchases;
  if (attack !== null) {
    const lead = leadOf(state, attack);
    return attack.stage === 'waiting'
      ? { status: said('status.attack-waits'), mood: 'waiting' }
      : { status: said(lead > 0 ? 'status.attack-ahead' : 'status.attack', { n: Math.abs(lead) }), mood: 'waiting' };
  }
  if (chain.forkSince >= 0) return { status: said('status.fork', { height: chain.tip.height }), mood: 'bad' };
  const here = open.filter(({ stage }) => stage === 'here').length;
  if (here > 0) return { status: said('status.here', { n: here }), mood: 'good' };
  const n = open.filter(({ stage }) => stage === 'paid').length;
  if (n > 0) return { status: said('status.pool', { n, height: chain.tip.height }), mood: 'waiting' };
  if (open.length > 0)
    return { status: said('status.wanted', { balance: fundsOf(node, state, settings) }), mood: 'good' };
  return { status: said(got >= settings.payments ? 'status.done' : 'status.idle'), mood: 'good' };
}

function payVerbs(node: NodeId, state: PeerState, wanted: readonly Purchase[], settings: Settings): VerbOffer[] {
  if (wanted.length === 0) return [nothingToPay('broadcast')];
  return wanted.map((purchase) => {
    const no = whyNotPay(node, state, purchase, settings);
    const { number, shop, amount } = purchase;
    return {
      id: `broadcast-${number}`,
      label: said('verb.broadcast', { whom: shop, coins: amount }),
      effect: said('verb.broadcast.effect'),
      action: { type: 'broadcast', purchase: number },
      ...(no === undefined ? {} : { blocked: no.said }),
    };
  });
}

/** While branches compete: which one to mine on. */
function forkVerbs({ chain }: PeerState): VerbOffer[] {
  const rival = chain.rivals.find((id) => blockOf(chain, id).height >= chain.tip.height);
  if (rival === undefined) return [];
  const { miner, height } = blockOf(chain, rival);
  return [
    {
      id: `mine-on-${rival}`,
      label: said('verb.mine-on', { who: miner, height }),
      effect: said('verb.mine-on.effect', { who: chain.tip.miner }),
      action: { type: 'mine-on', block: rival },
    },
  ];
}

function merchantVerbs(state: PeerState): VerbOffer[] {
  const { confirmations, include } = state;
  const next = INCLUDES[(INCLUDES.indexOf(include) + 1) % INCLUDES.length] as Include;
  const more = confirmations < MOST_CONFIRMATIONS && confirmations < 6 ? confirmations + 1 : 0;
  return [
    {
      id: 'confirmations',
      label: said('verb.confirmations', { n: more }),
      effect: said(more > confirmations ? 'verb.confirmations.more' : 'verb.confirmations.none', {
        now: confirmations,
      }),
      action: { type: 'confirmations', blocks: more },
    },
    {
      id: 'include',
      label: said(`verb.include.${next}`),
      effect: said(`verb.include.${next}.effect`, { n: state.pool.length }),
      action: { type: 'include', which: next },
    },
  ];
}

function attackVerbs(node: NodeId, state: PeerState, wanted: readonly Purchase[], settings: Settings): VerbOffer[] {
  const [victim] = wanted.filter((purchase) => whyNotPay(node, state, purchase, settings) === undefined);
  if (state.attack === null) {
    if (victim === undefined) return [nothingToPay('attack')].map((none) => ({ ...none, id: 'nobody-to-cheat' }));
    return [
      {
        id: 'attack',
        label: said('verb.attack', { whom: victim.shop, coins: victim.amount }),
        effect: said('verb.attack.effect'),
        action: { type: 'attack', purchase: victim.number },
      },
    ];
  }
  return [
    publishVerb(state, state.attack),
    {
      id: 'give-up',
      label: said('verb.give-up'),
      effect: said('verb.give-up.effect', { whom: state.attack.payment.to }),
      action: { type: 'give-up' },
    },
  ];
}

/** At the moment at which it pays: publish. Before: have the machine do so then, or hear what it waits for. */
function publishVerb(state: PeerState, { secret }: Attack): VerbOffer {
  const no = whyNotPublish(state);
  if (no === undefined || state.armed) {
    return {
      id: 'publish',
      label: said('verb.publish', { n: secret.length }),
      effect: said('verb.publish.effect'),
      action: { type: 'publish' },
      ...(no === undefined ? {} : { blocked: no.said }),
    };
  }
  return {
    id: 'publish-when-ready',
    label: said('verb.publish-when-ready'),
    effect: said('verb.publish-when-ready.effect'),
    action: { type: 'publish', when: 'ready' },
  };
}
