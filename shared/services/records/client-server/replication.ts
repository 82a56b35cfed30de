import type { Net, NodeId, Refusal } from '../../../sim/index.ts';
import { recordsParams } from '../params.ts';
import { note } from '../tasks.ts';
import type { DatabaseState } from './state.ts';
import { Kind } from './wire.ts';

/** How many replicas a request goes to. Each added replica takes part in one more of the writes: quorums that overlapped go on doing so. */
export function quorumFor(net: Net, { replicas }: DatabaseState, change: boolean): number {
  const { readQuorum, writeQuorum, replicas: usual } = recordsParams(net.plan.params);
  const added = Math.max(0, replicas.length - usual);
  return Math.min(change ? writeQuorum + added : readQuorum, replicas.length);
}

/** A disk in the machine room is gone: the first replica's. It goes on with nothing, until another takes its place. */
export function loseDisk(net: Net, self: NodeId, state: DatabaseState): void {
  const [first] = state.replicas;
  if (first === undefined) return;
  net.send(self, first as NodeId, Kind.copy, 0, {});
  if (!state.empty.includes(first)) state.empty.push(first);
  note(state, 'replica-empty');
}

/** The first spare is switched on and gets a copy of everything; it takes the place of a replica that lost its disk, if there is one. */
export function addReplica(net: Net, self: NodeId, state: DatabaseState): Refusal | undefined {
  const { replicas, spares, recordBytes } = recordsParams(net.plan.params);
  const first = net.plan.nodes + replicas;
  const spare = Array.from({ length: spares }, (_, index) => first + index).find(
    (node) => !state.replicas.includes(node),
  );
  if (spare === undefined) return { code: 'no-spare', said: { key: 'records.refusal.no-spare' } };
  net.turnOn(spare as NodeId);
  const bytes = recordBytes * Object.keys(state.latest).length;
  net.send(self, spare as NodeId, Kind.copy, bytes, { ...state.latest });
  state.replicas.push(spare);
  const empty = state.empty.shift();
  if (empty !== undefined) state.replicas.splice(state.replicas.indexOf(empty), 1);
  note(state, 'replica');
  return undefined;
}
