import type { VerbOffer } from '../../contract.ts';
import type { RoleView, Sight } from '../../kit/index.ts';
import { said } from '../texts.ts';
import { REGIONS, type ServerSide } from './terms.ts';

type Server = Sight<ServerSide>;

const MOST_NEIGHBOURS = 8;

/** The screen of a server's player. */
export function serverView(me: Server): RoleView {
  const { state, settings } = me;
  return {
    ...statusOf(me),
    job: { label: said('job.server'), done: Object.keys(state.tiles).length, total: settings.cells },
    verbs: [me.offer('snapshot', {}), ...undoVerbs(me)],
    offers: Array.from({ length: REGIONS }, (_, region) => lockOffer(me, region)),
    neighbours: state.clients
      .slice(0, MOST_NEIGHBOURS)
      .map((client) => ({ node: client, note: said('neighbour.client'), mood: 'neutral' })),
  };
}

function statusOf(me: Server): Pick<RoleView, 'status' | 'mood'> {
  if (!me.isUp) return { status: said('status.down'), mood: 'bad' };
  const { length: n } = me.queue;
  const status = said(n > 0 ? 'status.server' : 'status.server.calm', { n, unsaved: me.state.unsaved });
  return { status, mood: n > me.people ? 'waiting' : 'good' };
}

function undoVerbs(me: Server): readonly VerbOffer[] {
  const { latest, tiles } = me.state;
  const undoable = latest.find(({ cell }) => (tiles[cell]?.before ?? -1) >= 0);
  if (undoable === undefined) return [];
  const { cell, author } = undoable;
  return [me.offer('undo', { cell }, { id: 'undo', args: { who: author }, effectArgs: { cell } })];
}

function lockOffer(me: Server, region: number): VerbOffer {
  const verb = me.state.locked.includes(region) ? 'unlock' : 'lock';
  return me.offer(verb, { region }, { id: `lock-${region}`, args: { region: region + 1 } });
}
