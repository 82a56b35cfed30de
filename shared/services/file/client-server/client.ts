import { type Action, type Micros, micros, type NodeId, type Reason, seconds } from '../../../sim/index.ts';
import type { Role } from '../../kit/index.ts';
import { noBits } from '../bits.ts';
import { giveUp, markLate, newDownload, type Request, requestOf } from '../download.ts';
import type { NoPiece, Piece } from '../piece-message.ts';
import { arrive } from '../piece-verification.ts';
import { pieceName, remember } from '../texts.ts';
import { cancel, nextPiece, request, resend, retry } from './client-actions.ts';
import { clientView } from './client-view.ts';
import { contactOf, hear, isSilent, meet, pingQuiet } from './contacts.ts';
import { type Client, type ClientSide, type ClientSight, type Contact, type Pong, SERVER } from './terms.ts';

/** How often a client looks at its clock. */
const CLIENT_PERIOD = seconds(1);
const LONGEST_REST = 8;

/** Fetches the file, piece by piece, from the server and its mirrors. */
export const client: Role<ClientSide> = {
  init: ({ settings, now }) => ({
    download: newDownload(settings, noBits(settings.allPieces)),
    contacts: [{ node: SERVER, heard: now, pinged: -1, boots: -1, ahead: -1 }],
    strikes: 0,
    restUntil: now,
    recent: [],
  }),
  start: startClock,
  up: startClock,
  down(me, reason) {
    // What it had asked for comes to nobody.
    const { download } = me.state;
    for (const open of [...download.requests]) giveUp(me, download, open, reason);
  },
  on: {
    piece: heard(takePiece),
    refusal: heard((me, contact, { piece, reason }: NoPiece) =>
      refused(me, requestOf(me.state.download, piece, contact.node), reason),
    ),
    pong: heard(takePong),
    mirrors: heard((me, _contact, mirrors: readonly NodeId[]) => {
      remember(me.state, 'client.mirror');
      meet(me, mirrors);
    }),
  },
  timers: { look },
  actions: { request, cancel, retry },
  autopilot,
  view: clientView,
  picture: ({ state, settings }) => ({ progress: state.download.count / settings.pieces, queue: 0 }),
};

/** Keeps half of the window open, repeats what is late with longer and longer pauses, rests after a refusal. */
function autopilot(me: ClientSight): Action | undefined {
  const { now, settings, state } = me;
  if (now < state.restUntil) return undefined;
  const { requests } = state.download;
  const due = requests.find(({ late, sent, tries }) => late && now - sent >= settings.timeout * 2 ** (tries - 1));
  if (due !== undefined) return { type: 'retry', piece: due.piece };
  const target = settings.ideal ? settings.window : Math.ceil(settings.window / 2);
  return requests.length < target && nextPiece(me) >= 0 ? { type: 'request' } : undefined;
}

/** Without a timeout it never needs its clock. */
function startClock(me: Client): void {
  if (me.settings.timeout > 0) me.after.look(micros(CLIENT_PERIOD * me.random('clock').unit()));
}

function look(me: Client): void {
  const { state } = me;
  me.after.look(CLIENT_PERIOD);
  const late = markLate(me, state.download);
  if (late > 0) remember(state, 'client.late', { n: late });
  const silent = silentOnes(me);
  pingQuiet(me);
  if (silent < silentOnes(me)) remember(state, 'client.silence');
}

function silentOnes({ state, now }: Client): number {
  return state.contacts.filter((contact) => isSilent(contact, now)).length;
}

/** Words of a source that it knows. */
function heard<Body>(handle: (me: Client, contact: Contact, body: Body) => void) {
  return (me: Client, from: NodeId, body: Body): void => {
    const contact = contactOf(me.state, from);
    if (contact === undefined) return;
    if (isSilent(contact, me.now)) remember(me.state, 'client.back', { who: contact.node });
    hear(me, contact);
    handle(me, contact, body);
  };
}

function takePiece(me: Client, { node: who }: Contact, { piece, content }: Piece): void {
  const { state } = me;
  const { kind } = arrive(me, state.download, piece, content, who);
  if (kind === 'stored') state.strikes = 0;
  const args = { piece: pieceName(piece) };
  if (kind === 'duplicate') remember(state, 'client.twice', args);
  else if (kind === 'corrupt') remember(state, 'client.corrupt', { ...args, who });
  else if (state.download.done) remember(state, 'client.all');
  else remember(state, 'client.got', { ...args, who });
}

function refused(me: Client, request: Request | undefined, reason: Reason): void {
  const { state } = me;
  if (request === undefined) return;
  giveUp(me, state.download, request, reason);
  state.strikes++;
  const rest = Math.min(LONGEST_REST, 2 ** (state.strikes - 1)) * (0.75 + 0.5 * me.random('rest').unit());
  state.restUntil = (me.now + seconds(rest)) as Micros;
  remember(state, `client.refused.${reason}`, { piece: pieceName(request.piece) });
}

/** A source that has started again has forgotten what I asked it: I ask once more. */
function takePong(me: Client, contact: Contact, { boots, ahead, mirrors }: Pong): void {
  const isNew = contact.boots >= 0 && boots !== contact.boots;
  contact.boots = boots;
  contact.ahead = ahead;
  meet(me, mirrors);
  if (!isNew) return;
  for (const request of [...me.state.download.requests]) {
    if (request.from === contact.node) resend(me, request, contact.node);
  }
}
