import { ErrorCode, Room } from '@colyseus/sdk';
import type { ServerMessages } from '../../shared/protocol/messages.ts';
import type { StateFields } from '../../shared/protocol/public-state.ts';
import { ownPlace } from './base.ts';
import { type Reservation, type Socket, type SocketEvents, SocketFailure } from './contract.ts';

const KINDS: readonly (keyof ServerMessages)[] = ['seat', 'seat-part', 'desk', 'roster', 'scene', 'frame', 'goodbye'];

/**
 * The only door to the SDK; pages load it after their first screen works. The SDK's own way in is not used: it would put the claim into the
 * WebSocket's address, where proxies log it, and it can't give up a socket that never opens.
 */
export async function openSocket(reservation: Reservation, events: SocketEvents, signal: AbortSignal): Promise<Socket> {
  const room = new Room<unknown, StateFields>(reservation.name);
  // The SDK's own reconnection handles neither short-lived connections nor restarted servers; the session rejoins with its claim instead.
  room.reconnection.enabled = false;
  room.onLeave((code) => events.closed(code));
  for (const kind of KINDS) room.onMessage(kind, (message) => events.message(kind, message));
  const joined = firstState(room);
  room.onStateChange((state) => events.state(state));
  room.connect(addressOf(reservation), {});
  const close = (): void => room.connection.close();
  if (signal.aborted) close();
  signal.addEventListener('abort', close);
  await joined;
  return { request: (type, payload) => room.request(type, payload), ping: () => ping(room) };
}

/** The address of a live connection has nothing in it that would open the class again. */
function addressOf({ processId, roomId, sessionId }: Reservation): string {
  const place = ownPlace().replace(/^http/, 'ws');
  return `${place}/${processId}/${roomId}?sessionId=${encodeURIComponent(sessionId)}`;
}

/** A client that is let in gets the state first. */
function firstState(room: Room<unknown, StateFields>): Promise<void> {
  return new Promise((resolve, reject) => {
    // The SDK's `once` skips the next listener.
    room.onStateChange(() => resolve());
    room.onError((code, message) => reject(new SocketFailure(code === ErrorCode.AUTH_FAILED ? message : undefined)));
  });
}

function ping(room: Room<unknown, StateFields>): Promise<number> {
  return new Promise((resolve) => room.ping(resolve));
}
