import { type NodeId, seconds } from '../../../sim/index.ts';
import type { Role } from '../../kit/index.ts';
import { addBit, hasBit, noBits } from '../bits.ts';
import { isTrue } from '../piece-content.ts';
import type { Piece } from '../piece-message.ts';
import { wantedPieces } from '../settings.ts';
import { serverView } from './server-view.ts';
import { newSource, SOURCE } from './source.ts';
import { SERVER, type Source, type SourceSide } from './terms.ts';

/** How often a mirror says that it is there, and asks again for what did not come. */
const MIRROR_PERIOD = seconds(3);

/** A spare machine: copies the file from the server, then takes requests. */
export const mirror: Role<SourceSide> = {
  ...SOURCE,
  init: (me) => newSource(me, noBits),
  up(me) {
    // The queue was lost with the fall; who waits learns it from the new number of starts.
    me.state.boots++;
    me.state.copying.length = 0;
    look(me);
  },
  on: { ...SOURCE.on, piece: copied },
  timers: { look },
  actions: {},
  view: serverView,
  picture: ({ state, settings }) => ({
    progress: state.download.count / settings.pieces,
    queue: state.queue.length,
  }),
};

/** The server may have been away: whatever did not come is asked for once more. */
function look(me: Source): void {
  const { copying, copiedAt } = me.state;
  me.after.look(MIRROR_PERIOD);
  if (copying.length > 0 && me.now - copiedAt < MIRROR_PERIOD) return;
  copying.length = 0;
  copyOn(me);
}

/** Copies what is missing over the server's uplink, a window of pieces at a time. */
function copyOn(me: Source): void {
  const { download, copying } = me.state;
  const wanted = wantedPieces(me);
  for (let piece = 0; piece < wanted && copying.length < me.settings.window; piece++) {
    if (hasBit(download.held, piece) || copying.includes(piece)) continue;
    copying.push(piece);
    me.send.request(SERVER, piece);
  }
  if (copying.length === 0) me.send.ready(SERVER);
}

/** A piece of the copy is here. A corrupt one that is found out is asked for again at the next period. */
function copied(me: Source, _from: NodeId, { piece, content }: Piece): void {
  const { state, settings } = me;
  const { download, copying } = state;
  if (hasBit(download.held, piece)) return;
  state.copiedAt = me.now;
  if (settings.hashCheck && !isTrue(piece, content)) {
    me.fact('corrupt-rejected', SERVER, piece);
    return;
  }
  copying.splice(copying.indexOf(piece), 1);
  addBit(download.held, piece);
  if (!isTrue(piece, content)) download.corrupt.push(piece);
  if (piece < settings.pieces) download.count++;
  me.fact('stored', SERVER, piece);
  copyOn(me);
}
