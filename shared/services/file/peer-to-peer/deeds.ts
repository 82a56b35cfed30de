import { type Action, type NodeId, type Refusal, seconds } from '../../../sim/index.ts';
import { hasBit } from '../bits.ts';
import { corrupt, isTrue, trueContent } from '../content.ts';
import { discard, giveUp, isCorrupt, isOpen, requestOf } from '../download.ts';
import { remember } from '../machine.ts';
import { indexIn, isRefusal, no, nodeIn } from '../refusal.ts';
import { askFor, type Choice, chooseNext, openSourceOf, rarestOf } from './ask.ts';
import { reconsider } from './interest.ts';
import { askTracker, ban } from './neighbours.ts';
import { givesAnything, pin } from './slots.ts';
import { KIND, type Neighbour, neighbourOf, type Peer, sendControl } from './state.ts';

/** A hash takes a machine so long to compute; the tracker is asked no more often than that. */
export const CHECK_TAKES = seconds(1);
export const FIND_EVERY = seconds(5);

/** The verbs of a peer. */
export function deed(peer: Peer, action: Action): Refusal | undefined {
  switch (action.type) {
    case 'request':
      return request(peer, action);
    case 'cancel':
      return cancel(peer, action);
    case 'upload':
      return upload(peer, action);
    case 'check':
      return check(peer, action);
    case 'ban':
      return banFor(peer, action);
    case 'find':
      return find(peer);
    default:
      return no('not-your-role');
  }
}

/** Keeps half of the window open, and looks for neighbours when nobody serves it. */
export function peerAutopilot(peer: Peer): Action | undefined {
  const { state, settings } = peer;
  const { download } = state;
  const target = settings.ideal ? settings.window : Math.ceil(settings.window / 2);
  if (download.requests.length < target && chooseNext(peer) !== undefined) return { type: 'request' };
  const isLonely = !settings.ideal && !download.done && download.requests.length === 0;
  return isLonely && whyNotFind(peer) === undefined ? { type: 'find' } : undefined;
}

export function whyNotFind({ state, net, settings }: Peer): Refusal | undefined {
  if (state.download.done) return no('have-all');
  if (state.neighbours.length >= 2 * settings.neighbours) return no('enough-neighbours');
  if (state.trackerAsked >= 0 && net.now - state.trackerAsked < FIND_EVERY) return no('asked-tracker');
  return undefined;
}

function request(peer: Peer, action: Action): Refusal | undefined {
  const { state, settings } = peer;
  const { download } = state;
  const piece = indexIn(action, 'piece', settings.allPieces);
  if (isRefusal(piece)) return piece;
  const from = neighbourIn(peer, action, 'from');
  if (isRefusal(from)) return from;
  if (from !== undefined && !from.open) return no('choked-by', { who: from.id });
  if (piece >= 0 && hasBit(download.held, piece)) return no('have-it', { piece: piece + 1 });
  if (piece >= 0 && !isOpen(peer, download, piece)) return no('asked-already', { piece: piece + 1 });
  if (download.requests.length >= settings.window) return no('window-full', { n: settings.window });
  if (piece < 0 && from === undefined) return requestSome(peer);
  const choice = chooseGiven(peer, piece, from);
  if (isRefusal(choice)) return choice;
  askFor(peer, choice);
  return undefined;
}

/** As many as one tap sends. */
function requestSome(peer: Peer): Refusal | undefined {
  const { state, settings } = peer;
  const first = chooseNext(peer);
  if (first === undefined)
    return no(state.download.done ? 'have-all' : state.openCount === 0 ? 'choked' : 'nothing-left');
  askFor(peer, first);
  for (let sent = 1; sent < settings.atOnce && state.download.requests.length < settings.window; sent++) {
    const next = chooseNext(peer);
    if (next === undefined) break;
    askFor(peer, next);
  }
  return undefined;
}

function chooseGiven(peer: Peer, piece: number, from: Neighbour | undefined): Choice | Refusal {
  if (from === undefined) {
    const neighbour = openSourceOf(peer, piece);
    return neighbour === undefined ? no('nobody-gives', { piece: piece + 1 }) : { neighbour, piece };
  }
  const chosen = piece < 0 ? rarestOf(peer, from) : piece;
  if (chosen < 0) return no('nothing-from', { who: from.id });
  return hasBit(from.held, chosen)
    ? { neighbour: from, piece: chosen }
    : no('not-there', { who: from.id, piece: chosen + 1 });
}

function cancel(peer: Peer, action: Action): Refusal | undefined {
  const { state, settings } = peer;
  const piece = indexIn(action, 'piece', settings.allPieces);
  if (isRefusal(piece)) return piece;
  const open = requestOf(state.download, piece);
  if (open === undefined) return no('not-asked');
  sendControl(peer, open.from, KIND.cancel, piece);
  giveUp(peer, state.download, open, 'cancelled');
  remember(state.download.recent, 'peer.cancelled', { piece: piece + 1 });
  reconsider(peer);
  return undefined;
}

function upload(peer: Peer, action: Action): Refusal | undefined {
  const neighbour = neighbourIn(peer, action, 'peer');
  if (isRefusal(neighbour)) return neighbour;
  if (neighbour === undefined) return no('no-such-machine');
  if (!givesAnything(peer)) return no('gives-nothing');
  if (!neighbour.wants) return no('wants-nothing', { who: neighbour.id });
  if (neighbour.pinnedUntil > peer.net.now) return no('has-slot', { who: neighbour.id });
  pin(peer, neighbour);
  return undefined;
}

function check(peer: Peer, action: Action): Refusal | undefined {
  const { state, net, settings } = peer;
  const { download } = state;
  const piece = indexIn(action, 'piece', settings.allPieces);
  if (isRefusal(piece)) return piece;
  if (settings.hashCheck) return no('checked-by-itself');
  if (piece < 0 || !hasBit(download.held, piece)) return no('not-held');
  if (download.checked.includes(piece)) return no('checked-already', { piece: piece + 1 });
  if (state.checkedAt >= 0 && net.now - state.checkedAt < CHECK_TAKES) return no('checking');
  state.checkedAt = net.now;
  const content = isCorrupt(download, piece) ? corrupt(trueContent(piece)) : trueContent(piece);
  if (isTrue(piece, content)) {
    download.checked.push(piece);
    remember(download.recent, 'peer.sound', { piece: piece + 1 });
    return undefined;
  }
  const giver = (download.givers[piece] ?? -1) as NodeId;
  discard(peer, download, piece);
  remember(download.recent, 'peer.found-corrupt', { piece: piece + 1, who: giver });
  const guilty = neighbourOf(state, giver);
  if (guilty !== undefined) guilty.spoilt++;
  reconsider(peer);
  return undefined;
}

function banFor(peer: Peer, action: Action): Refusal | undefined {
  const id = nodeIn(action, 'peer', peer.net.plan.nodes);
  if (isRefusal(id)) return id;
  if (id === peer.self) return no('thats-you');
  if (peer.state.banned.includes(id)) return no('banned-already', { who: id });
  if (neighbourOf(peer.state, id) === undefined) return no('not-a-neighbour', { who: id });
  ban(peer, id);
  return undefined;
}

function find(peer: Peer): Refusal | undefined {
  const refusal = whyNotFind(peer);
  if (refusal !== undefined) return refusal;
  askTracker(peer);
  remember(peer.state.download.recent, 'peer.asked-tracker');
  return undefined;
}

function neighbourIn(peer: Peer, action: Action, name: string): Neighbour | undefined | Refusal {
  const id = indexIn(action, name, peer.net.plan.nodes);
  if (isRefusal(id)) return id;
  if (id === -1) return undefined;
  if (id === peer.self) return no('thats-you');
  if (peer.state.banned.includes(id as NodeId)) return no('banned', { who: id });
  return neighbourOf(peer.state, id as NodeId) ?? no('not-a-neighbour', { who: id });
}
