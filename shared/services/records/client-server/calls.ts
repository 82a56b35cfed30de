import type { Message, NodeId } from '../../../sim/index.ts';
import type { Me } from '../../kit/index.ts';
import { noteCopy, whyNotLetIn } from './access.ts';
import { quorumFor } from './replication.ts';
import type { Call, Query, ReplicaCall, ServerSide } from './terms.ts';

type Server = Me<ServerSide>;

/** A request joins the queue, unless its sender is not let in, no place is left, or locks are being changed. */
export function takeIn(me: Server, from: NodeId, query: Query, message: Message): void {
  const { state } = me;
  const { task, record, copy } = query;
  if (copy === 0) state.asked[from] = (state.asked[from] ?? 0) + 1;
  else noteCopy(state, from, copy);
  const why = whyNotLetIn(state, from, copy);
  me.fact('decided', from, record, why === undefined ? 1 : 0);
  if (why !== undefined) {
    me.send.answer(from, { task, record, version: 0, why });
    return;
  }
  const closed = me.now < state.closedUntil;
  if (closed || !me.enqueue(message, me.settings.work)) {
    me.send.answer(from, { task, record, version: 0, why: 'busy' });
  }
}

/** A worker has looked at the request: it goes to as many replicas as the quorum says, chosen at random. */
export function startCall(me: Server, client: NodeId, query: Query): void {
  const { state } = me;
  const { record, change } = query;
  const needs = quorumFor(me, change);
  const version = change ? (state.latest[record] ?? 0) + 1 : 0;
  if (change) state.latest[record] = version;
  const id = state.nextCall++;
  state.calls.push({ id, client, query, needs, expects: state.settled[record] ?? 0, replies: 0, version });
  const call = { call: id, record, version };
  for (const replica of me.random('quorum').sample(state.replicas, needs)) {
    if (change) me.send.write(replica, call);
    else me.send.read(replica, call);
  }
  me.after.call(me.settings.timeout, id);
}

/** A replica that does not answer in time fails the call; the client will ask again. */
export function callExpires({ state }: Server, id: number): void {
  takeCall(state.calls, id);
}

/** A call is answered once as many replicas have spoken as the quorum says; the newest version counts. */
export function replicaAnswered(me: Server, _from: NodeId, { call: id, version }: ReplicaCall): void {
  const { calls } = me.state;
  const call = calls.find((one) => one.id === id);
  if (call === undefined) return;
  call.replies++;
  call.version = Math.max(call.version, version);
  if (call.replies < call.needs) return;
  takeCall(calls, id);
  answer(me, call);
}

function answer(me: Server, { client, query, version, expects }: Call): void {
  const { task, record, change, copy } = query;
  const { settled } = me.state;
  if (change) settled[record] = Math.max(settled[record] ?? 0, version);
  else {
    const behind = Math.max(0, expects - version);
    me.fact(behind > 0 ? 'read-stale' : 'read-fresh', client, record, behind);
  }
  if (copy > 0) me.fact('exposed', client, record);
  me.send.answer(client, { task, record, version, why: 'ok' });
}

function takeCall(calls: Call[], id: number): void {
  const index = calls.findIndex((call) => call.id === id);
  if (index >= 0) calls.splice(index, 1);
}
