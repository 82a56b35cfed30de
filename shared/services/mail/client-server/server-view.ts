import type { NodeId } from '../../../sim/index.ts';
import type { Neighbour, VerbOffer } from '../../contract.ts';
import type { RoleView, Sight } from '../../kit/index.ts';
import type { Letter } from '../letter.ts';
import { said } from '../texts.ts';
import { byFullness, nearlyFull } from './boxes.ts';
import type { ServerSide } from './terms.ts';

type Server = Sight<ServerSide>;
type Box = { readonly whom: NodeId; readonly box: readonly Letter[] };

const MOST_OFFERS = 5;
const MOST_NEIGHBOURS = 8;
const MOST_SUSPECTS = 2;
const MOST_PURGES = 3;

/** The screen of a server's player. */
export function serverView(me: Server): RoleView {
  const { state, settings } = me;
  const boxes = byFullness(state.boxes);
  return {
    ...statusOf(me),
    job: { label: said('job.server'), done: boxes[0]?.box.length ?? 0, total: settings.mailbox },
    verbs: [me.offer('sort', {}, state.sorts ? { id: 'sort-not', words: 'sort-not' } : {}), me.offer('backup', {})],
    offers: [...quarantineOffers(me), ...purgeOffers(me, boxes)].slice(0, MOST_OFFERS),
    neighbours: boxes.slice(0, MOST_NEIGHBOURS).map((box) => neighbourOf(me, box)),
  };
}

function statusOf(me: Server): Pick<RoleView, 'status' | 'mood'> {
  if (!me.isUp) return { status: said('status.down'), mood: 'bad' };
  const full = nearlyFull(me.state, me.settings.mailbox);
  if (full !== undefined) return { status: said('status.server.full', { whom: full }), mood: 'waiting' };
  const { length: n } = me.queue;
  if (n > 0) return { status: said('status.server', { n }), mood: n > me.people ? 'bad' : 'waiting' };
  return { status: said('status.server.calm'), mood: 'good' };
}

function quarantineOffers(me: Server): VerbOffer[] {
  const suspects = Object.keys(me.state.junkFrom).map((who) => Number(who) as NodeId);
  return suspects.slice(0, MOST_SUSPECTS).map((who) => {
    const words = me.state.quarantined.includes(who) ? 'release' : 'quarantine';
    return me.offer('quarantine', { who }, { words, args: { who } });
  });
}

function purgeOffers(me: Server, boxes: readonly Box[]): VerbOffer[] {
  return boxes
    .filter(({ box }) => box.length >= me.settings.mailbox / 2)
    .slice(0, MOST_PURGES)
    .map(({ whom }) => me.offer('purge', { whom }, { args: { whom } }));
}

function neighbourOf({ state, settings }: Server, { whom: node, box }: Box): Neighbour {
  const shutOut = state.quarantined.includes(node);
  const junk = state.junkFrom[node] ?? 0;
  const note = junk > 0 ? said('neighbour.junk', { n: junk }) : said('neighbour.box', { n: box.length });
  return {
    node,
    note: shutOut ? said('neighbour.shut-out') : note,
    mood: shutOut || box.length >= settings.mailbox ? 'bad' : 'neutral',
  };
}
