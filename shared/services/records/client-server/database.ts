import {
  type Action,
  type Job,
  type Json,
  type Message,
  type Net,
  type NodeId,
  type Refusal,
  type Said,
  seconds,
} from '../../../sim/index.ts';
import { recordsParams } from '../params.ts';
import { note } from '../tasks.ts';
import { type Answer, Kind, type Query, type ReplicaCall } from './wire.ts';

export const CALL_TIMER = 0;

/** A client's request under way among the replicas. */
interface Call {
  readonly id: number;
  readonly client: number;
  readonly query: Query;
  readonly needs: number;
  /** The newest version whose change was answered before this request began: an older one is stale. */
  readonly expects: number;
  replies: number;
  version: number;
}

export interface DatabaseState {
  readonly type: 'server';
  /** How often each record was changed: the front orders all changes. */
  latest: Record<string, number>;
  /** The newest version of each record that enough replicas have confirmed. */
  settled: Record<string, number>;
  readonly replicas: number[];
  readonly calls: Call[];
  nextCall: number;
  /** Clients whose requests are refused, and badges that open nothing any more. */
  readonly refused: number[];
  readonly revoked: number[];
  /** Requests of each client so far, and those made with a badge that was used in two places. */
  readonly asked: Record<string, number>;
  readonly odd: Record<string, number>;
  /** When each client's own person showed the badge again after it was revoked. */
  recent: readonly Said[];
}

export function newDatabase(replicas: readonly number[]): DatabaseState {
  return {
    type: 'server',
    latest: {},
    settled: {},
    replicas: [...replicas],
    calls: [],
    nextCall: 1,
    refused: [],
    revoked: [],
    asked: {},
    odd: {},
    recent: [],
  };
}

export function databaseMessage(net: Net, self: NodeId, state: DatabaseState, message: Message): void {
  switch (message.kind) {
    case Kind.query:
      return receiveQuery(net, self, state, message);
    case Kind.version:
    case Kind.written:
      return replicaAnswered(net, self, state, message.body as unknown as ReplicaCall);
    default:
      return;
  }
}

/** A worker has looked at the request: it goes to as many replicas as the quorum says, chosen at random. */
export function startCall(net: Net, self: NodeId, state: DatabaseState, { message }: Job): void {
  const query = message.body as unknown as Query;
  const { readQuorum, writeQuorum, recordBytes, controlBytes, timeout } = recordsParams(net.plan.params);
  const quorum = Math.min(query.change ? writeQuorum : readQuorum, state.replicas.length);
  const version = query.change ? (state.latest[query.record] ?? 0) + 1 : 0;
  if (query.change) state.latest[query.record] = version;
  const call: Call = {
    id: state.nextCall++,
    client: message.from,
    query,
    needs: quorum,
    expects: state.settled[query.record] ?? 0,
    replies: 0,
    version,
  };
  state.calls.push(call);
  const body: ReplicaCall = { call: call.id, record: query.record, version };
  for (const replica of net.random('quorum', self).sample(state.replicas, quorum)) {
    const kind = query.change ? Kind.write : Kind.read;
    net.send(self, replica as NodeId, kind, query.change ? recordBytes : controlBytes, body as unknown as Json);
  }
  net.after(self, seconds(timeout), CALL_TIMER, call.id);
}

/** A replica that does not answer in time fails the call; the client will ask again. */
export function callExpires(state: DatabaseState, id: number): void {
  const index = state.calls.findIndex((call) => call.id === id);
  if (index >= 0) state.calls.splice(index, 1);
}

/** What was under way when the machine fell is forgotten; what the replicas have is still there. */
export function forgetCalls(state: DatabaseState): void {
  state.calls.length = 0;
}

export function databaseAction(net: Net, self: NodeId, state: DatabaseState, action: Action): Refusal | undefined {
  const who = Number(action.who);
  switch (action.type) {
    case 'refuse':
    case 'allow':
      return setList(
        net,
        self,
        state,
        state.refused,
        who,
        action.type === 'refuse',
        action.type === 'refuse' ? 'refused' : 'allowed',
      );
    case 'revoke':
      return setList(net, self, state, state.revoked, who, true, 'revoked');
    case 'renew':
      return setList(net, self, state, state.revoked, who, false, 'renewed');
    case 'add-replica':
      return addReplica(net, self, state);
    default:
      return { code: 'wrong-role', said: { key: 'records.refusal.wrong-role' } };
  }
}

/** Takes a badge away that somebody else uses too, and gives its owner a new one a little later. */
export function databaseAutopilot(net: Net, self: NodeId, state: DatabaseState): Action | undefined {
  const stolen = Object.entries(state.odd).find(([who, n]) => n >= 3 && !state.revoked.includes(Number(who)));
  if (stolen !== undefined) return { type: 'revoke', who: Number(stolen[0]) };
  const [revoked] = state.revoked;
  return revoked !== undefined && net.random('renew', self).chance(0.1) ? { type: 'renew', who: revoked } : undefined;
}

function receiveQuery(net: Net, self: NodeId, state: DatabaseState, message: Message): void {
  const query = message.body as unknown as Query;
  const { from } = message;
  if (!query.badge) state.odd[from] = (state.odd[from] ?? 0) + 1;
  else state.asked[from] = (state.asked[from] ?? 0) + 1;
  const why = state.revoked.includes(from) ? 'no-badge' : state.refused.includes(from) ? 'refused' : undefined;
  net.fact('decided', self, from, query.record, why === undefined ? 1 : 0);
  if (why !== undefined) return reply(net, self, from, { task: query.task, record: query.record, version: 0, why });
  if (!net.enqueue(self, message, seconds(recordsParams(net.plan.params).work))) {
    reply(net, self, from, { task: query.task, record: query.record, version: 0, why: 'busy' });
  }
}

function replicaAnswered(net: Net, self: NodeId, state: DatabaseState, answer: ReplicaCall): void {
  const index = state.calls.findIndex(({ id }) => id === answer.call);
  const call = state.calls[index];
  if (call === undefined) return;
  call.replies++;
  call.version = Math.max(call.version, answer.version);
  if (call.replies < call.needs) return;
  state.calls.splice(index, 1);
  const { query, client, version } = call;
  if (query.change) state.settled[query.record] = Math.max(state.settled[query.record] ?? 0, version);
  else {
    const behind = Math.max(0, call.expects - version);
    net.fact(behind > 0 ? 'read-stale' : 'read-fresh', self, client as NodeId, query.record, behind);
  }
  if (!query.badge) net.fact('exposed', self, client as NodeId, query.record);
  reply(net, self, client as NodeId, { task: query.task, record: query.record, version, why: 'ok' });
}

function reply(net: Net, self: NodeId, client: NodeId, answer: Answer): void {
  const { recordBytes, controlBytes } = recordsParams(net.plan.params);
  net.send(self, client, Kind.answer, answer.why === 'ok' ? recordBytes : controlBytes, answer as unknown as Json);
}

function setList(
  net: Net,
  self: NodeId,
  state: DatabaseState,
  list: number[],
  who: number,
  on: boolean,
  happened: string,
): Refusal | undefined {
  if (!Number.isInteger(who) || who < 1 || who >= net.plan.nodes) {
    return { code: 'unknown-node', said: { key: 'refusal.unknown-node' } };
  }
  const index = list.indexOf(who);
  if (index >= 0 === on) return { code: 'already', said: { key: 'records.refusal.already' } };
  if (on) list.push(who);
  else list.splice(index, 1);
  if (!on) delete state.odd[who];
  net.fact('rule-made', self, who as NodeId, who, on ? 1 : 0);
  net.fact('rule-kept', self, who as NodeId, who, on ? 1 : 0);
  note(state, happened, { who });
  return undefined;
}

/** The first spare is switched on and gets a copy of everything; then it takes its part. */
function addReplica(net: Net, self: NodeId, state: DatabaseState): Refusal | undefined {
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
  note(state, 'replica');
  return undefined;
}
