import type { NodeId } from '../../../sim/index.ts';
import type { Neighbour, VerbOffer } from '../../contract.ts';
import type { RoleView, Sight } from '../../kit/index.ts';
import { said } from '../texts.ts';
import { suspects } from './access.ts';
import { isSeen } from './intruder.ts';
import type { ServerSide } from './terms.ts';

type Server = Sight<ServerSide>;
type Clerk = { readonly who: NodeId; readonly n: number };

const MOST_VERBS = 4;
const MOST_BADGES = 2;
const MOST_OFFERS = 5;
const MOST_NEIGHBOURS = 8;

/** The screen of a database's player. */
export function serverView(me: Server): RoleView {
  const { state, settings } = me;
  const clerks = clerksOf(me);
  return {
    ...statusOf(me),
    job: { label: said('job.server'), done: state.replicas.length, total: settings.replicas + settings.spares },
    verbs: [...lockVerbs(me), ...badgeVerbs(me), replicaVerb(me)].slice(0, MOST_VERBS),
    offers: clerks.slice(0, MOST_OFFERS).map(({ who }) => allowOffer(me, who)),
    neighbours: clerks.slice(0, MOST_NEIGHBOURS).map((clerk) => neighbourOf(me, clerk)),
  };
}

function statusOf(me: Server): Pick<RoleView, 'status' | 'mood'> {
  const { intruder, empty } = me.state;
  if (!me.isUp) return { status: said('status.down'), mood: 'bad' };
  if (isSeen(intruder)) return { status: said('status.server.inside', { n: intruder.inside }), mood: 'bad' };
  const [who] = suspects(me.state);
  if (who !== undefined) return { status: said('status.server.odd', { who }), mood: 'bad' };
  if (empty.length > 0) return { status: said('status.server.empty'), mood: 'bad' };
  const { length: n } = me.queue;
  return n > 0
    ? { status: said('status.server', { n }), mood: 'waiting' }
    : { status: said('status.server.calm'), mood: 'good' };
}

/** Clerks by how often they have asked, the busiest first. */
function clerksOf({ state }: Server): Clerk[] {
  const clerks = Object.entries(state.asked).map(([who, n]) => ({ who: Number(who) as NodeId, n }));
  return clerks.sort((a, b) => b.n - a.n);
}

function lockVerbs(me: Server): VerbOffer[] {
  const { intruder } = me.state;
  return isSeen(intruder) ? [me.offer('change-locks', {}, { args: { n: intruder.inside } })] : [];
}

/** Badges that are used in two places, then those that were revoked. */
function badgeVerbs(me: Server): VerbOffer[] {
  const odd = suspects(me.state).map((who) => me.offer('revoke', { who }, { args: { who } }));
  const revoked = me.state.revoked.map((who) => me.offer('renew', { who }, { args: { who } }));
  return [...odd, ...revoked].slice(0, MOST_BADGES);
}

function replicaVerb(me: Server): VerbOffer {
  return me.offer('add-replica', {}, me.state.empty.length === 0 ? {} : { effect: 'add-replica.effect.repair' });
}

function allowOffer(me: Server, who: NodeId): VerbOffer {
  const verb = me.state.refused.includes(who) ? 'allow' : 'refuse';
  return me.offer(verb, { who }, { id: `allow-${who}`, args: { who } });
}

function neighbourOf({ state }: Server, { who: node, n }: Clerk): Neighbour {
  if (state.revoked.includes(node)) return { node, note: said('neighbour.revoked'), mood: 'bad' };
  if (state.refused.includes(node)) return { node, note: said('neighbour.refused'), mood: 'bad' };
  return { node, note: said('neighbour.clerk', { n }), mood: suspects(state).includes(node) ? 'bad' : 'neutral' };
}
