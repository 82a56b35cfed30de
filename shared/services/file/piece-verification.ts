import type { Micros, NodeId } from '../../sim/index.ts';
import { hasBit } from './bits.ts';
import {
  type Ballot,
  ballotOf,
  type Download,
  noteNeed,
  removeBallot,
  removeRequest,
  requestOf,
  store,
  votesNeeded,
} from './download.ts';
import { isTrue } from './piece-content.ts';
import type { Machine } from './settings.ts';

/** What became of a piece that arrived. `blamed`: who sent content that was found wrong or outvoted. */
export type Verification =
  | { readonly kind: 'stored' }
  /** It waits for the copies of other sources. */
  | { readonly kind: 'voting' }
  /** It had been there already. */
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'corrupt' }
  /** The sources disagree and none has the majority: asked for again. */
  | { readonly kind: 'tied' }
  | { readonly kind: 'outvoted'; readonly blamed: readonly NodeId[] };

/** Takes in a piece: checks it, or waits for the majority, or trusts it. */
export function arrive(me: Machine, download: Download, piece: number, content: number, giver: NodeId): Verification {
  const { settings } = me;
  const request = requestOf(download, piece, giver) ?? requestOf(download, piece);
  const arrival = judge(me, download, { piece, content, giver, since: request?.since ?? (-1 as Micros) });
  if (request?.from === giver && download.requests.includes(request)) removeRequest(download, request);
  if (arrival.kind === 'corrupt') {
    me.fact('corrupt-rejected', giver, piece);
    me.fact('defence', giver, piece, settings.pieceBytes);
  }
  const endsNeed = arrival.kind === 'tied' || (arrival.kind === 'corrupt' && request !== undefined);
  if (endsNeed && requestOf(download, piece) === undefined) me.fact('failed', giver, piece, 0, 'corrupt');
  noteNeed(me, download, piece);
  return arrival;
}

interface Copy {
  readonly piece: number;
  readonly content: number;
  readonly giver: NodeId;
  /** -1: nobody had asked for it. */
  readonly since: Micros;
}

function judge(me: Machine, download: Download, copy: Copy): Verification {
  const { settings } = me;
  if (hasBit(download.held, copy.piece)) return { kind: 'duplicate' };
  if (settings.hashCheck && !isTrue(copy.piece, copy.content)) return { kind: 'corrupt' };
  if (settings.votes > 1 && !settings.hashCheck) return vote(me, download, copy);
  // It was given up and came all the same: a need that ends as it begins keeps asked = got + failed.
  if (copy.since < 0) me.fact('asked', copy.giver, copy.piece);
  store(me, download, copy.since < 0 ? { ...copy, since: me.now } : copy);
  return { kind: 'stored' };
}

/** Counts a copy; with the last one the strict majority decides. */
function vote(me: Machine, download: Download, { piece, content, giver }: Copy): Verification {
  const ballot = ballotOf(download, piece);
  if (ballot === undefined || ballot.givers.includes(giver)) return { kind: 'duplicate' };
  ballot.contents.push(content);
  ballot.givers.push(giver);
  if (ballot.contents.length < votesNeeded(me, download, piece)) return { kind: 'voting' };
  removeBallot(download, piece);
  const winner = ballot.contents.find((one) => 2 * countOf(ballot.contents, one) > ballot.contents.length);
  if (winner === undefined) return { kind: 'tied' };
  return elect(me, download, ballot, winner);
}

function elect(me: Machine, download: Download, ballot: Ballot, winner: number): Verification {
  const { settings } = me;
  const { piece, since, contents, givers } = ballot;
  const giver = givers[contents.indexOf(winner)] as NodeId;
  me.fact('defence', giver, piece, (contents.length - 1) * settings.pieceBytes);
  const blamed = givers.filter((_, index) => contents[index] !== winner);
  contents.forEach((content, index) => {
    if (content !== winner && !isTrue(piece, content)) me.fact('corrupt-rejected', givers[index], piece);
  });
  store(me, download, { piece, content: winner, giver, since });
  return blamed.length === 0 ? { kind: 'stored' } : { kind: 'outvoted', blamed };
}

function countOf(contents: readonly number[], content: number): number {
  return contents.reduce((count, one) => count + (one === content ? 1 : 0), 0);
}
