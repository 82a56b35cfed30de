import type { Message, NodeId, Reason } from '../../../sim/index.ts';
import type { Role } from '../../kit/index.ts';
import { type Bits, hasBit } from '../bits.ts';
import { newDownload } from '../download.ts';
import { outgoing } from '../piece-message.ts';
import { remember } from '../texts.ts';
import type { Source, SourceSide, SourceState, Waiting } from './terms.ts';

/** What a server and a mirror do alike. */
export const SOURCE = {
  on: {
    request: takeRequest,
    cancel({ state: { queue } }, client, piece) {
      const at = queue.findIndex((waiting) => waiting.client === client && waiting.piece === piece);
      if (at >= 0) queue.splice(at, 1);
    },
    ping: answerPing,
  },
  /** The uplink is idle: the request at the head of the queue is served. */
  free(me: Source) {
    const { state } = me;
    const next = state.queue.shift();
    if (next === undefined) return;
    if (next.client < state.served.length) state.served[next.client] = servedTo(state, next.client) + 1;
    me.send.piece(next.client, outgoing(me, state.download, next.piece));
  },
  down({ state }: Source) {
    state.queue.length = 0;
  },
} satisfies Partial<Role<SourceSide>>;

export function newSource(
  { people, settings, now }: Pick<Source, 'people' | 'settings' | 'now'>,
  bits: (size: number) => Bits,
): SourceState {
  return {
    download: newDownload(settings, bits(settings.allPieces)),
    queue: [],
    served: new Array<number>(people).fill(0),
    throttled: [],
    boots: 0,
    mirrors: [],
    started: [],
    copying: [],
    copiedAt: now,
    recent: [],
  };
}

export function refuse(me: Source, client: NodeId, piece: number, reason: Reason): void {
  me.send.refusal(client, { piece, reason });
  if (client < me.state.served.length) remember(me.state, `server.refused.${reason}`, { who: client });
}

export function waitingOf({ queue }: SourceState, client: NodeId): number {
  return queue.reduce((count, waiting) => count + (waiting.client === client ? 1 : 0), 0);
}

export function servedTo({ served }: SourceState, client: NodeId): number {
  return served[client] ?? 0;
}

/** A request has come: it gets a place in the queue, or a refusal with the reason. */
function takeRequest(me: Source, client: NodeId, piece: number, message: Message): void {
  const { queue } = me.state;
  const reason = whyNotServe(me, client, piece);
  me.fact('decided', client, piece, reason === undefined ? 1 : 0, reason ?? 'none');
  if (reason !== undefined) {
    me.refuse(message, reason);
    return refuse(me, client, piece, reason);
  }
  const waiting: Waiting = { client, piece, since: me.now };
  // A mirror's copy comes first: the sooner it is complete, the sooner it takes load.
  if (isMirror(me, client)) queue.unshift(waiting);
  else queue.push(waiting);
  if (me.uplinkLength === 0) me.poke();
}

function answerPing(me: Source, client: NodeId): void {
  const { boots, queue, mirrors } = me.state;
  const ahead = queue.findIndex((waiting) => waiting.client === client);
  me.send.pong(client, { boots, ahead, mirrors: [...mirrors] });
}

function whyNotServe(me: Source, client: NodeId, piece: number): Reason | undefined {
  const { download, queue, throttled } = me.state;
  if (!hasBit(download.held, piece)) return 'not-here';
  if (isMirror(me, client)) return undefined;
  if (throttled.includes(client) && waitingOf(me.state, client) > 0) return 'throttled';
  return queue.length >= me.settings.places ? 'queue-full' : undefined;
}

function isMirror({ people }: Source, node: NodeId): boolean {
  return node >= people;
}
