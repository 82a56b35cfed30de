import type { Message, NodeId, Reason } from '../../../sim/index.ts';
import { hasBit } from '../bits.ts';
import { type Machine, remember } from '../machine.ts';
import { noBody, sendPiece } from '../pieces.ts';
import { KIND, type SourceState, type Waiting } from './state.ts';

/** A request has come: it gets a place in the queue, or a refusal with the reason. */
export function takeRequest(machine: Machine, source: SourceState, message: Message): void {
  const { net, self } = machine;
  const client = message.from;
  const piece = message.body as number;
  const reason = whyNot(machine, source, client, piece);
  net.fact('decided', self, client, piece, reason === undefined ? 1 : 0, reason ?? 'none');
  if (reason !== undefined) {
    net.refuse(message, reason);
    refuse(machine, source, client, piece, reason);
    return;
  }
  const waiting: Waiting = { client, piece, since: net.now };
  // A mirror's copy comes first: the sooner it is complete, the sooner it takes load.
  if (isMirror(machine, client)) source.queue.unshift(waiting);
  else source.queue.push(waiting);
  if (net.uplinkLength(self) === 0) net.poke(self);
}

/** The uplink is idle: the request at the head of the queue is served. */
export function serveNext(machine: Machine, source: SourceState): void {
  const next = source.queue.shift();
  if (next === undefined) return;
  if (next.client < source.served.length) source.served[next.client] = servedTo(source, next.client) + 1;
  sendPiece(machine, source.download, next.client, KIND.piece, next.piece);
}

/** The client does not want it any more. */
export function forget({ queue }: SourceState, client: NodeId, piece: number): void {
  const at = queue.findIndex((waiting) => waiting.client === client && waiting.piece === piece);
  if (at >= 0) queue.splice(at, 1);
}

export function answerPing({ net, self, settings }: Machine, source: SourceState, client: NodeId): void {
  const ahead = source.queue.findIndex((waiting) => waiting.client === client);
  net.send(self, client, KIND.pong, settings.controlBytes, [source.boots, ahead, ...source.mirrors]);
}

export function refuse(machine: Machine, source: SourceState, client: NodeId, piece: number, reason: Reason): void {
  const { net, self, settings } = machine;
  net.send(self, client, KIND.refusal, settings.controlBytes, noBody(piece, reason));
  if (client < source.served.length) remember(source.recent, `server.refused.${reason}`, { who: client });
}

export function waitingOf({ queue }: SourceState, client: NodeId): number {
  return queue.reduce((count, waiting) => count + (waiting.client === client ? 1 : 0), 0);
}

export function servedTo({ served }: SourceState, client: NodeId): number {
  return served[client] ?? 0;
}

function whyNot(machine: Machine, source: SourceState, client: NodeId, piece: number): Reason | undefined {
  if (!hasBit(source.download.held, piece)) return 'not-here';
  if (isMirror(machine, client)) return undefined;
  if (source.throttled.includes(client) && waitingOf(source, client) > 0) return 'throttled';
  return source.queue.length >= machine.settings.places ? 'queue-full' : undefined;
}

function isMirror({ net }: Machine, node: NodeId): boolean {
  return node >= net.plan.nodes;
}
