import { once } from 'node:events';
import WebSocket from 'ws';
import { type Claim, claimText } from '../../../shared/protocol/claim.ts';

const JOIN_ROOM = 10;

/** A hand-made client: it sends whatever bytes it likes. */
export interface RawClient {
  readonly socket: WebSocket;
  /** Sends it as a frame of its own. */
  send(bytes: Uint8Array | string): void;
  /** The code that the server closed with. */
  readonly closed: Promise<number>;
}

/** @param acknowledges whether it says that it has heard that it was let in, as every page does */
export async function openRaw(url: string, code: string, claim: Claim, acknowledges = true): Promise<RawClient> {
  const response = await fetch(`${url}/matchmake/joinById/${code}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${claimText(claim)}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const { processId, roomId, sessionId } = (await response.json()) as Record<string, string>;
  const socket = new WebSocket(`${url.replace('http', 'ws')}/${processId}/${roomId}?sessionId=${sessionId}`);
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  socket.on('error', () => undefined);
  await once(socket, 'message');
  if (acknowledges) {
    socket.send(Uint8Array.of(JOIN_ROOM));
    await once(socket, 'message');
  }
  return { socket, send: (bytes) => socket.send(bytes), closed };
}
