import { type NodeId, type Refusal, seconds } from '../../../sim/index.ts';
import { hasBit } from '../bits.ts';
import { contentOf, discard } from '../download.ts';
import { isTrue } from '../piece-content.ts';
import { no, pieceName, remember } from '../texts.ts';
import { reconsider } from './interest.ts';
import { neighbourOf } from './neighbour-list.ts';
import type { Peer, PeerSight } from './terms.ts';

interface About {
  readonly piece: number | null;
}

/** A hash takes a machine so long to compute. */
const CHECK_TAKES = seconds(1);

/** Computes the hash of a piece that lies here; a corrupt one is thrown away and its giver remembered. */
export const check = {
  whyNot({ state, now, settings }: PeerSight, { piece }: About): Refusal | undefined {
    const { download, checkedAt } = state;
    if (piece !== null && piece >= settings.allPieces) return no('no-such-piece');
    if (settings.hashCheck) return no('checked-by-itself');
    if (piece === null || !hasBit(download.held, piece)) return no('not-held');
    if (download.checked.includes(piece)) return no('checked-already', { piece: pieceName(piece) });
    return checkedAt >= 0 && now - checkedAt < CHECK_TAKES ? no('checking') : undefined;
  },
  do(me: Peer, { piece }: About): void {
    if (piece === null) return;
    const { state } = me;
    const { download } = state;
    state.checkedAt = me.now;
    if (!isTrue(piece, contentOf(download, piece))) return throwAway(me, piece);
    download.checked.push(piece);
    remember(state, 'peer.sound', { piece: pieceName(piece) });
  },
};

function throwAway(me: Peer, piece: number): void {
  const { state } = me;
  const giver = (state.download.givers[piece] ?? -1) as NodeId;
  discard(me, state.download, piece);
  remember(state, 'peer.found-corrupt', { piece: pieceName(piece), who: giver });
  const guilty = neighbourOf(state, giver);
  if (guilty !== undefined) guilty.spoilt++;
  reconsider(me);
}
