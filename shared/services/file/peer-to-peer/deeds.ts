import { type Action, type NodeId, type Refusal, seconds } from '../../../sim/index.ts';
import { hasBit } from '../bits.ts';
import { isTrue } from '../content.ts';
import { contentOf, discard, giveUp, isOpen, requestOf } from '../download.ts';
import { remember } from '../machine.ts';
import { type Deed, indexIn, isRefusal, no, nodeIn } from '../refusal.ts';
import { wantedPieces } from '../settings.ts';
import { askFor, type Choice, chooseNext, hasChoice, mayAsk, openSourceOf, rarestOf } from './ask.ts';
import { reconsider } from './interest.ts';
import { askTracker, ban } from './neighbours.ts';
import { isWaiting, putFirst } from './serve.ts';
import { givesAnything, pin } from './slots.ts';
import { KIND, type Neighbour, neighbourOf, type Peer, sendControl } from './state.ts';

/** A hash takes a machine so long to compute; the tracker is asked no more often than that. */
export const CHECK_TAKES = seconds(1);
export const FIND_EVERY = seconds(5);

/** The verbs of a peer. */
export function deed(peer: Peer, action: Action): Refusal | Deed {
  switch (action.type) {
    case 'request':
      return request(peer, action);
    case 'cancel':
      return cancel(peer, action);
    case 'upload':
      return upload(peer, action);
    case 'send-next':
      return sendNext(peer, action);
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

/** Keeps half of the window open, and looks for neighbours while it has few and nobody serves it. */
export function peerAutopilot(peer: Peer): Action | 'rest' | undefined {
  const { state, settings, net } = peer;
  const { download } = state;
  if (download.done && net.load <= 1) return 'rest';
  const target = settings.ideal ? settings.window : Math.ceil(settings.window / 2);
  if (download.requests.length < target && hasChoice(peer)) return { type: 'request' };
  const isAlone = state.neighbours.length < settings.neighbours && download.requests.length === 0;
  if (!isAlone || settings.ideal) return 'rest';
  return whyNotFind(peer) === undefined ? { type: 'find' } : undefined;
}

export function whyNotFind({ state, net, settings }: Peer): Refusal | undefined {
  if (state.download.done) return no('have-all');
  if (state.neighbours.length >= 2 * settings.neighbours) return no('enough-neighbours');
  if (state.trackerAsked >= 0 && net.now - state.trackerAsked < FIND_EVERY) return no('asked-tracker');
  return undefined;
}

function request(peer: Peer, action: Action): Refusal | Deed {
  const { state, settings, net } = peer;
  const { download } = state;
  const piece = indexIn(action, 'piece', wantedPieces(settings, net.load));
  if (isRefusal(piece)) return piece;
  const from = neighbourIn(peer, action, 'from');
  if (isRefusal(from)) return from;
  if (from !== undefined && !from.open) return no('choked-by', { who: from.id });
  if (piece >= 0 && hasBit(download.held, piece)) return no('have-it', { piece: piece + 1 });
  if (piece >= 0 && !isOpen(peer, download, piece)) return no('asked-already', { piece: piece + 1 });
  if (download.requests.length >= settings.window) return no('window-full', { n: settings.window });
  const asksFreely = piece < 0 && from === undefined;
  const choice = asksFreely ? undefined : choose(peer, piece, from);
  if (isRefusal(choice)) return choice;
  if (asksFreely && !hasChoice(peer)) return whyNothing(peer);
  return () => (choice === undefined ? askSome(peer) : askFor(peer, choice));
}

/** What one tap asks for. */
function askSome(peer: Peer): void {
  const { state, settings } = peer;
  for (let sent = 0; sent < settings.atOnce && state.download.requests.length < settings.window; sent++) {
    const next = chooseNext(peer);
    if (next === undefined) return;
    askFor(peer, next);
  }
}

/** What a person has chosen in part: the piece, or the neighbour, or both. */
function choose(peer: Peer, piece: number, from: Neighbour | undefined): Choice | Refusal {
  if (from === undefined) {
    const neighbour = openSourceOf(peer, piece);
    return neighbour === undefined ? no('nobody-gives', { piece: piece + 1 }) : { neighbour, piece };
  }
  const chosen = piece < 0 ? rarestOf(peer, from, 'first') : piece;
  if (chosen < 0) return no('nothing-from', { who: from.id });
  if (!mayAsk(peer, from, chosen)) return no('not-there', { who: from.id, piece: chosen + 1 });
  return { neighbour: from, piece: chosen };
}

function whyNothing({ state }: Peer): Refusal {
  if (state.download.done) return no('have-all');
  if (state.neighbours.length === 0) return no('no-neighbours');
  return no(state.open.length === 0 ? 'choked' : 'nothing-now');
}

function cancel(peer: Peer, action: Action): Refusal | Deed {
  const { state, settings } = peer;
  const piece = indexIn(action, 'piece', settings.allPieces);
  if (isRefusal(piece)) return piece;
  const open = requestOf(state.download, piece);
  if (open === undefined) return no('not-asked');
  return () => {
    sendControl(peer, open.from, KIND.cancel, piece);
    giveUp(peer, state.download, open, 'cancelled');
    remember(state.download.recent, 'peer.cancelled', { piece: piece + 1 });
    reconsider(peer);
  };
}

function upload(peer: Peer, action: Action): Refusal | Deed {
  const neighbour = neighbourIn(peer, action, 'peer');
  if (isRefusal(neighbour)) return neighbour;
  if (neighbour === undefined) return no('nobody-wants');
  if (!givesAnything(peer)) return no('gives-nothing');
  if (!neighbour.wants) return no('wants-nothing', { who: neighbour.id });
  if (neighbour.pinnedUntil > peer.net.now) return no('has-slot', { who: neighbour.id });
  return () => pin(peer, neighbour);
}

/** Which of the waiting requests gets the uplink next. Done by nobody, they take turns. */
function sendNext(peer: Peer, action: Action): Refusal | Deed {
  if (peer.state.queue.length === 0) return no('no-request');
  const to = nodeIn(action, 'to', peer.net.plan.nodes);
  if (isRefusal(to)) return to;
  const piece = indexIn(action, 'piece', peer.settings.allPieces);
  if (isRefusal(piece)) return piece;
  if (!isWaiting(peer, to, piece)) return no('no-request');
  return () => putFirst(peer, to, piece);
}

function check(peer: Peer, action: Action): Refusal | Deed {
  const { state, net, settings } = peer;
  const { download } = state;
  const piece = indexIn(action, 'piece', settings.allPieces);
  if (isRefusal(piece)) return piece;
  if (settings.hashCheck) return no('checked-by-itself');
  if (piece < 0 || !hasBit(download.held, piece)) return no('not-held');
  if (download.checked.includes(piece)) return no('checked-already', { piece: piece + 1 });
  if (state.checkedAt >= 0 && net.now - state.checkedAt < CHECK_TAKES) return no('checking');
  return () => checkNow(peer, piece);
}

/** Computes the hash of a piece that lies here; a corrupt one is thrown away and its giver remembered. */
function checkNow(peer: Peer, piece: number): void {
  const { state, net } = peer;
  const { download } = state;
  state.checkedAt = net.now;
  if (isTrue(piece, contentOf(download, piece))) {
    download.checked.push(piece);
    remember(download.recent, 'peer.sound', { piece: piece + 1 });
    return;
  }
  const giver = (download.givers[piece] ?? -1) as NodeId;
  discard(peer, download, piece);
  remember(download.recent, 'peer.found-corrupt', { piece: piece + 1, who: giver });
  const guilty = neighbourOf(state, giver);
  if (guilty !== undefined) guilty.spoilt++;
  reconsider(peer);
}

function banFor(peer: Peer, action: Action): Refusal | Deed {
  const id = nodeIn(action, 'peer', peer.net.plan.nodes);
  if (isRefusal(id)) return id;
  if (id === peer.self) return no('thats-you');
  if (peer.state.banned.includes(id)) return no('banned', { who: id });
  if (neighbourOf(peer.state, id) === undefined) return no('not-a-neighbour', { who: id });
  return () => ban(peer, id);
}

function find(peer: Peer): Refusal | Deed {
  return (
    whyNotFind(peer) ??
    (() => {
      askTracker(peer);
      remember(peer.state.download.recent, 'peer.asked-tracker');
    })
  );
}

function neighbourIn(peer: Peer, action: Action, name: string): Neighbour | undefined | Refusal {
  const id = indexIn(action, name, peer.net.plan.nodes);
  if (isRefusal(id)) return id;
  if (id === -1) return undefined;
  if (id === peer.self) return no('thats-you');
  if (peer.state.banned.includes(id as NodeId)) return no('banned', { who: id });
  return neighbourOf(peer.state, id as NodeId) ?? no('not-a-neighbour', { who: id });
}
