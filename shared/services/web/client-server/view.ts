import type { NodeId, Run } from '../../../sim/index.ts';
import type { NodePicture, PlayerView } from '../../contract.ts';
import { say } from '../saying.ts';
import { readSettings } from '../settings.ts';
import { clientView } from './client-view.ts';
import { serverView } from './server-view.ts';
import type { WebState } from './state.ts';

/** What the person at a machine may know. Nobody plays a mirror. */
export function view(run: Run, node: NodeId): PlayerView {
  const state = run.net.state(node) as WebState;
  const settings = readSettings(run.plan.params);
  switch (state.role) {
    case 'client':
      return whenUp(run, node, clientView(run, state, settings));
    case 'server':
      return whenUp(run, node, serverView(run, node, state, settings));
    case 'mirror':
      throw new Error(`node ${node} is a mirror`);
  }
}

export function picture(run: Run, node: NodeId): NodePicture {
  const state = run.net.state(node) as WebState;
  const queue = run.net.queue(node).length;
  if (state.role !== 'client') return { progress: null, queue };
  return { progress: Math.min(1, state.reading.got / Number(run.plan.params.quota)), queue };
}

function whenUp(run: Run, node: NodeId, seen: PlayerView): PlayerView {
  if (run.net.isUp(node)) return seen;
  return { ...seen, status: say(`status.${seen.role}.down`), mood: 'bad' };
}
