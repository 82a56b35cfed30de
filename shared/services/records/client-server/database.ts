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
import { accessAction, accessAutopilot, noteCopy, whyNot } from './access.ts';
import { changeLocks, INTRUDER_TIMER, type Intruder, intruderReads, nobody, pilotSeesIntruder } from './intruder.ts';
import { addReplica, quorumFor } from './replication.ts';
import { type Answer, Kind, type Query, type ReplicaCall } from './wire.ts';

const CALL_TIMER = 0;

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
  /** Replicas that have lost their disk. */
  readonly empty: number[];
  readonly calls: Call[];
  nextCall: number;
  /** Clients whose requests are refused, and badges that open nothing any more. */
  readonly refused: number[];
  readonly revoked: number[];
  /** Requests of each client so far, those made with a badge that was used in two places; which copies of it were shown, and up to which they are void. */
  readonly asked: Record<string, number>;
  readonly odd: Record<string, number>;
  readonly copies: Record<string, number>;
  readonly voided: Record<string, number>;
  readonly intruder: Intruder;
  /** While locks are changed, nothing is taken in. */
  closedUntil: number;
  recent: readonly Said[];
}

export function newDatabase(replicas: readonly number[]): DatabaseState {
  return {
    type: 'server',
    latest: {},
    settled: {},
    replicas: [...replicas],
    empty: [],
    calls: [],
    nextCall: 1,
    refused: [],
    revoked: [],
    asked: {},
    odd: {},
    copies: {},
    voided: {},
    intruder: nobody(),
    closedUntil: 0,
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
  const { recordBytes, controlBytes, timeout } = recordsParams(net.plan.params);
  const quorum = quorumFor(net, state, query.change);
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

export function databaseTimer(net: Net, self: NodeId, state: DatabaseState, timer: number, arg: Json): void {
  if (timer === INTRUDER_TIMER) intruderReads(net, self, state);
  else callExpires(state, Number(arg));
}

/** A replica that does not answer in time fails the call; the client will ask again. */
function callExpires(state: DatabaseState, id: number): void {
  const index = state.calls.findIndex((call) => call.id === id);
  if (index >= 0) state.calls.splice(index, 1);
}

/** What was under way when the machine fell is forgotten; what the replicas have is still there. */
export function forgetCalls(state: DatabaseState): void {
  state.calls.length = 0;
}

export function databaseAction(net: Net, self: NodeId, state: DatabaseState, action: Action): Refusal | undefined {
  switch (action.type) {
    case 'add-replica':
      return addReplica(net, self, state);
    case 'change-locks':
      return changeLocks(net, self, state);
    default:
      return accessAction(net, self, state, action);
  }
}

/** What the autopilot does: it shuts strangers out, late. */
export function databaseAutopilot(net: Net, self: NodeId, state: DatabaseState): Action | undefined {
  return pilotSeesIntruder(net, state) ? { type: 'change-locks' } : accessAutopilot(net, self, state);
}

function receiveQuery(net: Net, self: NodeId, state: DatabaseState, message: Message): void {
  const query = message.body as unknown as Query;
  const { from } = message;
  if (query.copy === 0) state.asked[from] = (state.asked[from] ?? 0) + 1;
  else noteCopy(state, from, query.copy);
  const why = whyNot(state, from, query.copy);
  net.fact('decided', self, from, query.record, why === undefined ? 1 : 0);
  if (why !== undefined) return reply(net, self, from, { task: query.task, record: query.record, version: 0, why });
  const closed = net.now < state.closedUntil;
  if (closed || !net.enqueue(self, message, seconds(recordsParams(net.plan.params).work))) {
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
  if (query.copy > 0) net.fact('exposed', self, client as NodeId, query.record);
  reply(net, self, client as NodeId, { task: query.task, record: query.record, version, why: 'ok' });
}

function reply(net: Net, self: NodeId, client: NodeId, answer: Answer): void {
  const { recordBytes, controlBytes } = recordsParams(net.plan.params);
  net.send(self, client, Kind.answer, answer.why === 'ok' ? recordBytes : controlBytes, answer as unknown as Json);
}
