import type { NodeId, Run } from '../../sim/index.ts';
import type { NodePicture } from '../contract.ts';
import type { BankState } from './client-server/state.ts';
import type { PeerState } from './peer-to-peer/state.ts';
import type { Purchases } from './purchases.ts';

/** What the board shows of a node: payments that wait at the bank, in a peer's pool, or for a client's goods. */
export function picture(run: Run, node: NodeId): NodePicture {
  const state = run.net.state(node) as BankState | PeerState;
  if ('pool' in state) return { progress: progressOf(run, state.purchases), queue: state.pool.length };
  if (state.role === 'server') return { progress: null, queue: run.net.queue(node).length + state.held.length };
  const waiting = state.purchases.open.filter(({ stage }) => stage === 'paid').length;
  return { progress: progressOf(run, state.purchases), queue: waiting };
}

function progressOf({ plan }: Run, { got }: Purchases): number {
  const wanted = Number(plan.params.payments);
  return wanted === 0 ? 1 : Math.min(1, got / wanted);
}
