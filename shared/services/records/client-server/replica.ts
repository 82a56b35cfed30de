import type { Json, Message, Net, NodeId } from '../../../sim/index.ts';
import { recordsParams } from '../params.ts';
import { Kind, type ReplicaCall } from './wire.ts';

/** One copy of the database: the version of each record that it was told to write, 0 = never written. */
export interface ReplicaState {
  readonly type: 'replica';
  versions: Record<string, number>;
}

export function newReplica(): ReplicaState {
  return { type: 'replica', versions: {} };
}

/** Reads and writes what the front asks for. An older version never replaces a newer one. */
export function replicaMessage(net: Net, self: NodeId, state: ReplicaState, message: Message): void {
  const { recordBytes, controlBytes } = recordsParams(net.plan.params);
  if (message.kind === Kind.copy) {
    state.versions = { ...(message.body as Record<string, number>) };
    return;
  }
  const asked = message.body as unknown as ReplicaCall;
  const known = state.versions[asked.record] ?? 0;
  if (message.kind === Kind.read) {
    const answer: ReplicaCall = { ...asked, version: known };
    net.send(self, message.from, Kind.version, recordBytes, answer as unknown as Json);
    return;
  }
  state.versions[asked.record] = Math.max(known, asked.version);
  net.fact('stored', self, message.from, asked.record, asked.version);
  net.send(self, message.from, Kind.written, controlBytes, asked as unknown as Json);
}
