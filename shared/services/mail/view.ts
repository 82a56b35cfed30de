import type { NodeId, Run, Said } from '../../sim/index.ts';
import type { NodePicture, PlayerView, VerbOffer } from '../contract.ts';
import { namingOf } from '../naming.ts';
import type { ClientState } from './client-server/client.ts';
import type { State } from './client-server/protocol.ts';
import { fullest, type ServerState } from './client-server/server.ts';
import { SERVER } from './client-server/wire.ts';
import type { Desk } from './letter.ts';
import { mailParams } from './params.ts';
import type { PeerState } from './peer-to-peer/state.ts';

const { offer, said } = namingOf('mail');

const MOST_OFFERS = 5;
const MOST_NEIGHBOURS = 8;
const MOST_ASKED = 2;

/** The screen of a server's or a client's player. */
export function viewClientServer(run: Run, node: NodeId): PlayerView {
  const state = run.net.state(node) as State;
  return state.type === 'server' ? serverView(run, node, state) : clientView(run, node, state);
}

/** The screen of a peer's player. */
export function viewPeer(run: Run, node: NodeId): PlayerView {
  const state = run.net.state(node) as PeerState;
  return {
    role: 'peer',
    ...peerStatus(run, node, state),
    job: job(run, state.desk),
    verbs: [
      ...passVerbs(state).slice(0, 2),
      ...sendVerbs(state.desk, 'peer', state.copies).slice(0, 1),
      sealVerb(state),
    ],
    offers: [...askOffers(run, state), copiesOffer(state), ...dropOffers(state)].slice(0, MOST_OFFERS),
    neighbours: state.friends.slice(0, MOST_NEIGHBOURS).map((friend) => ({
      node: friend as NodeId,
      ...friendNote(state, friend),
    })),
    recent: state.recent,
  };
}

/** What the board shows of a node on either architecture. */
export function picture(run: Run, node: NodeId): NodePicture {
  const state = run.net.state(node) as State | PeerState;
  if ('type' in state && state.type === 'server') return { progress: null, queue: run.net.queue(node).length };
  const progress = state.desk.got.length / mailParams(run.plan.params).letters;
  return { progress: Math.min(1, progress), queue: 'carried' in state ? state.carried.length : state.sent.length };
}

function clientView(run: Run, node: NodeId, state: ClientState): PlayerView {
  return {
    role: 'client',
    ...clientStatus(run, node, state),
    job: job(run, state.desk),
    verbs: [
      ...sendVerbs(state.desk, 'client', 1).slice(0, 3),
      {
        ...offer('collect', { type: 'collect' }),
        ...(state.collecting ? { blocked: said('verb.collect.blocked') } : {}),
      },
    ],
    offers: [],
    neighbours: [{ node: SERVER, note: said('neighbour.server'), mood: state.serverSilent ? 'bad' : 'good' }],
    recent: state.recent,
  };
}

function serverView(run: Run, node: NodeId, state: ServerState): PlayerView {
  const { mailbox, filter } = mailParams(run.plan.params);
  const boxes = Object.entries(state.boxes).sort(([, a], [, b]) => b.length - a.length);
  return {
    role: 'server',
    ...serverStatus(run, node, state),
    job: { label: said('job.server'), done: boxes[0]?.[1].length ?? 0, total: mailbox },
    verbs: [
      {
        ...offer(state.sorts ? 'sort-not' : 'sort', { type: 'sort' }),
        ...(filter ? {} : { blocked: said('refusal.no-filter') }),
      },
      offer('backup', { type: 'backup' }),
    ],
    offers: [...quarantineOffers(state), ...purgeOffers(boxes, mailbox)].slice(0, MOST_OFFERS),
    neighbours: boxes.slice(0, MOST_NEIGHBOURS).map(([whom, box]) => ({
      node: Number(whom) as NodeId,
      ...boxNote(state, Number(whom), box.length),
      mood: state.quarantined.includes(Number(whom)) || box.length >= mailbox ? 'bad' : 'neutral',
    })),
    recent: state.recent,
  };
}

function sendVerbs(desk: Desk, role: 'client' | 'peer', copies: number): VerbOffer[] {
  return desk.drafts.map(({ number, to }) => ({
    id: `send-${number}`,
    label: said('verb.send', { whom: to }),
    effect: said(`verb.send.effect.${role}`, { whom: to, n: copies }),
    action: { type: 'send', draft: number },
  }));
}

/** A friend whom something is addressed to, then those who could take copies. */
function passVerbs(state: PeerState): VerbOffer[] {
  const direct = state.friends.filter((friend) => state.carried.some(({ letter }) => letter.to === friend));
  const spread = state.friends.filter(
    (friend) => !direct.includes(friend) && state.carried.some(({ had }) => !had.includes(friend)),
  );
  const verb = (whom: number, key: string): VerbOffer => ({
    id: `pass-${whom}`,
    label: said(key, { whom }),
    effect: said(`${key}.effect`),
    action: { type: 'pass', whom },
  });
  return [
    ...direct.map((friend) => verb(friend, 'verb.pass.direct')),
    ...spread.map((friend) => verb(friend, 'verb.pass')),
  ];
}

function sealVerb(state: PeerState): VerbOffer {
  return { ...offer(state.seals ? 'seal-not' : 'seal', { type: 'seal' }), id: 'seal' };
}

/** The friends whose turn it is to be asked. */
function askOffers(run: Run, state: PeerState): VerbOffer[] {
  const { friends, asked, carried } = state;
  const full = carried.length >= mailParams(run.plan.params).pocket;
  const turns = friends.map((_, turn) => friends[(asked + turn) % friends.length] as number);
  return turns.slice(0, MOST_ASKED).map((whom) => ({
    ...offer('ask', { type: 'ask', whom }, { whom }),
    id: `ask-${whom}`,
    ...(full ? { blocked: said('refusal.pocket-full') } : {}),
  }));
}

/** Twice as many copies as now, or one again. */
function copiesOffer(state: PeerState): VerbOffer {
  const copies = state.copies >= 16 ? 1 : state.copies * 2;
  return offer('more-copies', { type: 'copies', copies }, { n: copies });
}

function dropOffers(state: PeerState): VerbOffer[] {
  return state.carried.slice(0, 3).map(({ letter }) => ({
    id: `drop-${letter.id}`,
    label: said('verb.drop', { who: letter.from, whom: letter.to }),
    effect: said('verb.drop.effect'),
    action: { type: 'drop', letter: letter.id },
  }));
}

function quarantineOffers(state: ServerState): VerbOffer[] {
  const suspects = Object.keys(state.junkFrom).map(Number);
  return suspects.slice(0, 2).map((who) => {
    const verb = state.quarantined.includes(who) ? 'release' : 'quarantine';
    return { ...offer(verb, { type: 'quarantine', who }, { who }), id: `quarantine-${who}` };
  });
}

function purgeOffers(boxes: readonly (readonly [string, readonly unknown[]])[], mailbox: number): VerbOffer[] {
  return boxes
    .filter(([, box]) => box.length >= mailbox / 2)
    .slice(0, 3)
    .map(([whom]) => ({
      ...offer('purge', { type: 'purge', whom: Number(whom) }, { whom: Number(whom) }),
      id: `purge-${whom}`,
    }));
}

function boxNote(state: ServerState, whom: number, letters: number): { note: Said } {
  if (state.quarantined.includes(whom)) return { note: said('neighbour.shut-out') };
  const junk = state.junkFrom[whom] ?? 0;
  return { note: junk > 0 ? said('neighbour.junk', { n: junk }) : said('neighbour.box', { n: letters }) };
}

function friendNote(state: PeerState, friend: number): Pick<PlayerView['neighbours'][number], 'note' | 'mood'> {
  const brought = state.broughtBy[friend] ?? 0;
  const took = state.takenBy[friend] ?? 0;
  if (brought > 0) return { note: said('neighbour.helpful', { n: brought }), mood: 'good' };
  if (took > 2) return { note: said('neighbour.takes-only', { n: took }), mood: 'bad' };
  return { note: said('neighbour.friend'), mood: 'neutral' };
}

type Status = Pick<PlayerView, 'status' | 'mood'>;

function clientStatus(run: Run, node: NodeId, state: ClientState): Status {
  if (!run.node(node).up) return { status: said('status.down'), mood: 'bad' };
  const n = state.sent.length;
  if (state.serverSilent) return { status: said('status.silent', { n }), mood: 'bad' };
  if (n > 0) return { status: said('status.waiting', { n }), mood: 'waiting' };
  if (state.left > 0) return { status: said('status.more', { n: state.left }), mood: 'waiting' };
  return restingStatus(run, state.desk);
}

function serverStatus(run: Run, node: NodeId, state: ServerState): Status {
  if (!run.node(node).up) return { status: said('status.down'), mood: 'bad' };
  const full = fullest(run.net, state);
  if (full !== undefined) return { status: said('status.server.full', { whom: full }), mood: 'waiting' };
  const n = run.net.queue(node).length;
  return n > 0
    ? { status: said('status.server', { n }), mood: n > run.plan.nodes ? 'bad' : 'waiting' }
    : { status: said('status.server.calm'), mood: 'good' };
}

function peerStatus(run: Run, node: NodeId, state: PeerState): Status {
  if (!run.node(node).up) return { status: said('status.down'), mood: 'bad' };
  const direct = state.carried.find(({ letter }) => state.friends.includes(letter.to));
  if (direct !== undefined) return { status: said('status.direct', { whom: direct.letter.to }), mood: 'waiting' };
  const n = state.carried.length;
  return n > 0 ? { status: said('status.carrying', { n }), mood: 'waiting' } : restingStatus(run, state.desk);
}

function restingStatus(run: Run, desk: Desk): Status {
  const [first] = desk.drafts;
  if (first !== undefined) return { status: said('status.ready', { whom: first.to }), mood: 'good' };
  const done = desk.got.length >= mailParams(run.plan.params).letters;
  return { status: said(done ? 'status.done' : 'status.idle'), mood: 'good' };
}

function job(run: Run, desk: Desk): PlayerView['job'] {
  const { letters } = mailParams(run.plan.params);
  const done = Math.min(letters, desk.got.length);
  return { label: said('job', { done, total: letters }), done, total: letters };
}
