import type { NodeId, Run } from '../../sim/index.ts';
import type { NodePicture, PlayerView, VerbOffer } from '../contract.ts';
import { namingOf } from '../naming.ts';
import type { ClientState } from './client-server/client.ts';
import type { State } from './client-server/protocol.ts';
import type { ServerState } from './client-server/server.ts';
import { REGIONS, SERVER } from './client-server/wire.ts';
import { canvasParams } from './params.ts';
import { conflicts, type PeerState } from './peer-to-peer/peer.ts';
import type { Wish, Wishes } from './wishes.ts';

const { said } = namingOf('canvas');

const MOST_OFFERS = 5;
const MOST_NEIGHBOURS = 8;

/** The screen of a server's or a client's player. */
export function viewClientServer(run: Run, node: NodeId): PlayerView {
  const state = run.net.state(node) as State;
  return state.type === 'server' ? serverView(run, node, state) : clientView(run, node, state);
}

/** The screen of a peer's player. */
export function viewPeer(run: Run, node: NodeId): PlayerView {
  const state = run.net.state(node) as PeerState;
  const open = conflicts(state, node);
  const choices = open.flatMap(({ cell, register }) =>
    register.values.map(
      (value, which): VerbOffer => ({
        id: `keep-${cell}-${value.dot.join('-')}`,
        label: said('offer.keep', { cell, who: value.dot[0], colour: `canvas.colour.${value.colour}` }),
        effect: said('offer.keep.effect'),
        action: { type: 'keep', cell, which },
      }),
    ),
  );
  return {
    role: 'peer',
    ...peerStatus(run, node, state, open.length),
    job: job(run, state.wishes),
    verbs: [...paintVerbs(state.wishes.open, 'peer'), ...syncVerbs(state)].slice(0, 4),
    offers: choices.slice(0, MOST_OFFERS),
    neighbours: state.neighbours.slice(0, MOST_NEIGHBOURS).map((neighbour) => {
      const since = state.apartSince[neighbour] ?? -1;
      const apart = { seconds: Math.round((run.now - since) / 1e6) };
      return {
        node: neighbour as NodeId,
        note: since < 0 ? said('neighbour.linked') : said('neighbour.apart', apart),
        mood: since < 0 ? ('neutral' as const) : ('bad' as const),
      };
    }),
    recent: state.recent,
  };
}

/** What the board shows of a node on either architecture. */
export function picture(run: Run, node: NodeId): NodePicture {
  const state = run.net.state(node) as State | PeerState;
  if ('type' in state && state.type === 'server') return { progress: null, queue: run.net.queue(node).length };
  const { strokes } = canvasParams(run.plan.params);
  return { progress: state.wishes.saved / strokes, queue: state.wishes.open.length };
}

function clientView(run: Run, node: NodeId, state: ClientState): PlayerView {
  return {
    role: 'client',
    ...clientStatus(run, node, state),
    job: job(run, state.wishes),
    verbs: paintVerbs(state.wishes.open, 'client'),
    offers: [],
    neighbours: [{ node: SERVER, note: said('neighbour.server'), mood: state.serverSilent ? 'bad' : 'good' }],
    recent: state.recent,
  };
}

function serverView(run: Run, node: NodeId, state: ServerState): PlayerView {
  const waiting = run.net.queue(node).length;
  const status = waiting > 0 ? 'status.server' : 'status.server.calm';
  const down = !run.node(node).up;
  return {
    role: 'server',
    status: down ? said('status.down') : said(status, { n: waiting, unsaved: state.unsaved }),
    mood: down ? 'bad' : waiting > run.plan.nodes ? 'waiting' : 'good',
    job: {
      label: said('job.server'),
      done: Object.keys(state.tiles).length,
      total: canvasParams(run.plan.params).cells,
    },
    verbs: serverVerbs(state),
    offers: lockOffers(state),
    neighbours: state.clients.slice(0, MOST_NEIGHBOURS).map((client) => ({
      node: client as NodeId,
      note: said('neighbour.client'),
      mood: 'neutral',
    })),
    recent: state.recent,
  };
}

function serverVerbs(state: ServerState): VerbOffer[] {
  const undoable = state.latest.find(({ cell }) => (state.tiles[cell]?.before ?? -1) >= 0);
  return [
    {
      id: 'snapshot',
      label: said('verb.snapshot'),
      effect: said('verb.snapshot.effect'),
      action: { type: 'snapshot' },
      ...(state.unsaved === 0 ? { blocked: said('verb.snapshot.blocked') } : {}),
    },
    ...(undoable === undefined
      ? []
      : [
          {
            id: 'undo',
            label: said('verb.undo', { who: undoable.author }),
            effect: said('verb.undo.effect', { cell: undoable.cell }),
            action: { type: 'undo', cell: undoable.cell },
          },
        ]),
  ];
}

function lockOffers(state: ServerState): VerbOffer[] {
  return Array.from({ length: REGIONS }, (_, region) => {
    const verb = state.locked.includes(region) ? 'unlock' : 'lock';
    return {
      id: `lock-${region}`,
      label: said(`verb.${verb}`, { region: region + 1 }),
      effect: said(`verb.${verb}.effect`),
      action: { type: verb, region },
    };
  });
}

function paintVerbs(open: readonly Wish[], role: 'client' | 'peer'): VerbOffer[] {
  return open.slice(0, 3).map((wish) => ({
    id: `paint-${wish.number}`,
    label: said('verb.paint', { cell: wish.cell, colour: `canvas.colour.${wish.colour}` }),
    effect: said(`verb.paint.effect.${role}`),
    action: { type: 'paint', wish: wish.number },
  }));
}

/** The neighbour that differs longest comes first. */
function syncVerbs(state: PeerState): VerbOffer[] {
  const since = (neighbour: number): number => {
    const at = state.apartSince[neighbour] ?? -1;
    return at < 0 ? Number.POSITIVE_INFINITY : at;
  };
  const [first] = [...state.neighbours].sort((a, b) => since(a) - since(b));
  if (first === undefined) return [];
  return [
    {
      id: 'sync',
      label: said('verb.sync', { whom: first }),
      effect: said('verb.sync.effect'),
      action: { type: 'sync', whom: first },
    },
  ];
}

type Status = Pick<PlayerView, 'status' | 'mood'>;

function clientStatus(run: Run, node: NodeId, state: ClientState): Status {
  if (!run.node(node).up) return { status: said('status.down'), mood: 'bad' };
  const n = state.sent.length;
  if (n > 0 && state.serverSilent) return { status: said('status.silent', { n }), mood: 'bad' };
  if (n > 0) return { status: said('status.waiting', { n }), mood: 'waiting' };
  return restingStatus(run, state.wishes);
}

function peerStatus(run: Run, node: NodeId, state: PeerState, n: number): Status {
  if (!run.node(node).up) return { status: said('status.down'), mood: 'bad' };
  if (n > 0) return { status: said('status.conflict', { n }), mood: 'waiting' };
  if (state.unsaved.length > 0) return { status: said('status.alone', { n: state.unsaved.length }), mood: 'waiting' };
  return restingStatus(run, state.wishes);
}

function restingStatus(run: Run, wishes: Wishes): Status {
  if (wishes.open.length > 0) return { status: said('status.ready'), mood: 'good' };
  const { strokes } = canvasParams(run.plan.params);
  return { status: said(wishes.saved >= strokes ? 'status.done' : 'status.idle'), mood: 'good' };
}

function job(run: Run, wishes: Wishes): PlayerView['job'] {
  const { strokes } = canvasParams(run.plan.params);
  return { label: said('job', { done: wishes.saved, total: strokes }), done: wishes.saved, total: strokes };
}
