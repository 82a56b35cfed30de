import type { NodeId, Run } from '../../../sim/index.ts';
import type { Neighbour, PlayerView, VerbOffer } from '../../contract.ts';
import { namingOf } from '../../naming.ts';
import { recordsParams } from '../params.ts';
import { SUSPICIOUS, suspects } from './access.ts';
import type { DatabaseState } from './state.ts';

const { offer, said } = namingOf('records');

const MOST_OFFERS = 5;
const MOST_NEIGHBOURS = 8;

/** The screen of a database's player. */
export function databaseView(run: Run, node: NodeId, state: DatabaseState): PlayerView {
  const { replicas, spares } = recordsParams(run.plan.params);
  const clerks = Object.entries(state.asked).sort(([, a], [, b]) => b - a);
  return {
    role: 'server',
    ...databaseStatus(run, node, state),
    job: { label: said('job.server'), done: state.replicas.length, total: replicas + spares },
    verbs: [...lockVerbs(state), ...badgeVerbs(state), replicaVerb(state)].slice(0, 4),
    offers: clerks.slice(0, MOST_OFFERS).map(([who]) => allowOffer(state, Number(who))),
    neighbours: clerks.slice(0, MOST_NEIGHBOURS).map(([who, n]) => clerkNote(state, Number(who), n)),
    recent: state.recent,
  };
}

function lockVerbs({ intruder }: DatabaseState): VerbOffer[] {
  return seen(intruder) ? [offer('change-locks', { type: 'change-locks' }, { n: intruder.inside })] : [];
}

function seen({ inside }: DatabaseState['intruder']): boolean {
  return inside >= SUSPICIOUS;
}

function replicaVerb({ empty }: DatabaseState): VerbOffer {
  const verb = offer('add-replica', { type: 'add-replica' });
  return empty.length === 0 ? verb : { ...verb, effect: said('verb.add-replica.effect.repair') };
}

/** Badges that are used in two places, then those that were revoked. */
function badgeVerbs(state: DatabaseState): VerbOffer[] {
  const odd = suspects(state).map((who) => offer('revoke', { type: 'revoke', who }, { who }));
  const revoked = state.revoked.map((who) => offer('renew', { type: 'renew', who }, { who }));
  return [...odd, ...revoked].slice(0, 2).map((verb) => ({ ...verb, id: `${verb.id}-${String(verb.action.who)}` }));
}

function allowOffer(state: DatabaseState, who: number): VerbOffer {
  const verb = state.refused.includes(who) ? 'allow' : 'refuse';
  return { ...offer(verb, { type: verb, who }, { who }), id: `allow-${who}` };
}

function clerkNote(state: DatabaseState, who: number, n: number): Neighbour {
  const node = who as NodeId;
  if (state.revoked.includes(who)) return { node, note: said('neighbour.revoked'), mood: 'bad' };
  if (state.refused.includes(who)) return { node, note: said('neighbour.refused'), mood: 'bad' };
  return { node, note: said('neighbour.clerk', { n }), mood: suspects(state).includes(who) ? 'bad' : 'neutral' };
}

function databaseStatus(run: Run, node: NodeId, state: DatabaseState): Pick<PlayerView, 'status' | 'mood'> {
  if (!run.node(node).up) return { status: said('status.down'), mood: 'bad' };
  const { intruder, empty } = state;
  if (seen(intruder)) return { status: said('status.server.inside', { n: intruder.inside }), mood: 'bad' };
  const [who] = suspects(state);
  if (who !== undefined) return { status: said('status.server.odd', { who }), mood: 'bad' };
  if (empty.length > 0) return { status: said('status.server.empty'), mood: 'bad' };
  const n = run.net.queue(node).length;
  return n > 0
    ? { status: said('status.server', { n }), mood: 'waiting' }
    : { status: said('status.server.calm'), mood: 'good' };
}
