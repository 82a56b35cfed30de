import type { NodeId, Run } from '../../../sim/index.ts';
import type { NodePicture, PlayerView } from '../../contract.ts';
import { say } from '../saying.ts';
import { readSettings } from '../settings.ts';
import { originView } from './origin-view.ts';
import { readerView } from './reader-view.ts';
import type { PeerState } from './state.ts';

/** What the person at a machine may know. */
export function view(run: Run, node: NodeId): PlayerView {
  const state = run.net.state(node) as PeerState;
  const settings = readSettings(run.plan.params);
  const seen =
    state.role === 'origin' ? originView(run, node, state, settings) : readerView(run, node, state, settings);
  if (run.net.isUp(node)) return seen;
  return { ...seen, status: say(`status.${seen.role}.down`), mood: 'bad' };
}

export function picture(run: Run, node: NodeId): NodePicture {
  const state = run.net.state(node) as PeerState;
  const queue = run.net.queue(node).length;
  if (state.role === 'origin') return { progress: null, queue };
  return { progress: Math.min(1, state.reading.got / Number(run.plan.params.quota)), queue };
}
