import { type Core, nodeAt, plan, write } from './core.ts';
import { type Message, Place } from './message.ts';
import { EventKind } from './schedule.ts';
import { type Json, type MessageId, type Micros, type NodeId, transferTime } from './units.ts';
import type { Reason } from './vocabulary.ts';
import { LogType } from './vocabulary.ts';

/** Rule 4: a message joins its sender's uplink and leaves at once if nothing waits before it. */
export function send(core: Core, from: NodeId, to: NodeId, kind: number, bytes: number, body: Json): MessageId {
  const sender = nodeAt(core, from);
  nodeAt(core, to);
  if (from === to) throw new Error(`node ${from} sends to itself`);
  if (!sender.up) throw new Error(`node ${from} is down and sends`);
  if (!Number.isInteger(bytes) || bytes < 0) throw new RangeError(`a message of ${bytes} bytes`);
  core.messages++;
  const id = core.messages as MessageId;
  const message: Message = { id, from, to, kind, bytes, body, sentAt: core.now, departedAt: -1, place: Place.waiting };
  write(core, LogType.sent, from, to, kind, bytes, id);
  if (bytes === 0 || sender.spec.up === null) depart(core, message, 0 as Micros);
  else if (sender.leaving === null) leave(core, message);
  else sender.waiting.push(message);
  return id;
}

/** Takes back a message that waits for its sender's uplink; false once its first byte has left. */
export function cancel(core: Core, sender: NodeId, id: MessageId, reason: Reason): boolean {
  const { waiting } = nodeAt(core, sender);
  for (const message of waiting) {
    if (message.id !== id) continue;
    waiting.remove(message);
    expire(core, message, reason);
    return true;
  }
  return false;
}

/** The last byte of the leaving message is out: the next one leaves, or the node is idle. */
export function uplinkFree(core: Core, node: number, epoch: number): void {
  const sender = nodeAt(core, node);
  if (sender.epoch !== epoch) return;
  sender.leaving = null;
  const next = sender.waiting.shift();
  if (next === undefined) return poke(core, node);
  leave(core, next);
}

/** Schedules the node's `idle` handler behind all that is due at this instant. */
export function poke(core: Core, node: number): void {
  const idle = nodeAt(core, node);
  if (core.protocol.idle === undefined || idle.idleAsked || !idle.up || idle.leaving !== null) return;
  idle.idleAsked = true;
  plan(core, core.now, EventKind.idle, node, idle.epoch);
}

/** The last byte reaches the receiver's downlink: node state, cuts and loss take effect here, then the downlink's capacity. */
export function tailArrives(core: Core, message: Message, uplinkTime: number): void {
  if (message.place !== Place.travelling) return;
  const receiver = nodeAt(core, message.to);
  if (!receiver.up) return lose(core, message, 'receiver-down');
  // Without a reason to, the sender's record is not looked at: with ten thousand machines that is a wait for the memory.
  if (core.isFaulty) {
    if (nodeAt(core, message.from).part !== receiver.part) return lose(core, message, 'link-cut');
    if (lossStrikes(core, message)) return lose(core, message, 'link-loss');
  }
  const taken = message.bytes === 0 ? 0 : transferTime(message.bytes, capacity(receiver.spec.down, receiver.rate));
  if (taken === 0) return land(core, message, receiver.epoch);
  // Cut-through: the downlink could begin with the first byte, but neither end before the last byte is here nor carry two at once.
  const free = Math.max(receiver.downlinkFree, core.now - uplinkTime) + taken;
  const landsAt = Math.max(core.now, free) as Micros;
  receiver.downlinkFree = landsAt;
  if (landsAt === core.now) return land(core, message, receiver.epoch);
  plan(core, landsAt, EventKind.lands, message.to, receiver.epoch, 0, message);
}

/** The last byte is out of the downlink: the protocol gets the message, unless its receiver fell since the epoch it began to take it in. */
export function land(core: Core, message: Message, epoch: number): void {
  if (message.place !== Place.travelling) return;
  const receiver = nodeAt(core, message.to);
  if (!receiver.up || receiver.epoch !== epoch) return lose(core, message, 'receiver-down');
  core.ledger.travelling -= message.bytes;
  core.ledger.arrived += message.bytes;
  message.place = Place.delivered;
  write(core, LogType.delivered, message.to, message.from, message.kind, message.bytes, message.id);
  core.protocol.message(core.net, message.to, core.states[message.to], message);
}

/** A fallen node's uplink: what was leaving is lost, what waited never left. */
export function emptyUplink(core: Core, node: number): void {
  const fallen = nodeAt(core, node);
  // With no latency a message can have landed while its uplink is about to be free; then it is out already.
  if (fallen.leaving?.place === Place.travelling) lose(core, fallen.leaving, 'sender-down');
  fallen.leaving = null;
  for (let next = fallen.waiting.shift(); next !== undefined; next = fallen.waiting.shift()) {
    expire(core, next, 'sender-down');
  }
}

/** A link's rate under a stress; null stays unlimited. */
export function capacity(rate: number | null, factor: number): number | null {
  return rate === null ? null : Math.max(1, rate * factor);
}

function leave(core: Core, message: Message): void {
  const sender = nodeAt(core, message.from);
  sender.leaving = message;
  const uplinkTime = transferTime(message.bytes, capacity(sender.spec.up, sender.rate));
  // The arrival is scheduled before the uplink's end: of two things at one instant, what arrives is known before the next is chosen.
  depart(core, message, uplinkTime);
  plan(core, (core.now + uplinkTime) as Micros, EventKind.uplinkFree, message.from, sender.epoch);
}

function depart(core: Core, message: Message, uplinkTime: Micros): void {
  const sender = nodeAt(core, message.from);
  const receiver = nodeAt(core, message.to);
  const arrival = (core.now + uplinkTime + sender.latency + receiver.latency) as Micros;
  message.departedAt = core.now;
  message.place = Place.travelling;
  core.ledger.departed += message.bytes;
  core.ledger.travelling += message.bytes;
  write(core, LogType.departed, message.from, message.to, message.kind, arrival, message.id);
  plan(core, arrival, EventKind.tailArrives, message.to, uplinkTime, 0, message);
}

function lossStrikes(core: Core, message: Message): boolean {
  const senderLoss = nodeAt(core, message.from).loss;
  const receiverLoss = nodeAt(core, message.to).loss;
  const p = 1 - (1 - senderLoss) * (1 - receiverLoss);
  return p > 0 && core.randomness.stream('loss', message.to).chance(p);
}

function lose(core: Core, message: Message, reason: Reason): void {
  core.ledger.travelling -= message.bytes;
  core.ledger.lost += message.bytes;
  message.place = Place.lost;
  write(core, LogType.lost, message.to, message.from, message.kind, message.bytes, message.id, reason);
}

function expire(core: Core, message: Message, reason: Reason): void {
  message.place = Place.expired;
  write(core, LogType.expired, message.from, message.to, message.kind, message.bytes, message.id, reason);
}
