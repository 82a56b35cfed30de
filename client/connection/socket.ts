import { Client, ErrorCode, MatchMakeError, type Room } from '@colyseus/sdk';
import type { ServerMessages } from '../../shared/protocol/messages.ts';
import { ConnectFailure, type Socket, type SocketEvents } from './contract.ts';
import type { StateFields } from './public-view.ts';

const KINDS: readonly (keyof ServerMessages)[] = ['seat', 'seat-part', 'desk', 'roster', 'scene', 'frame', 'goodbye'];
const PATIENCE_MS = 8_000;

/** The only door to the SDK; pages load it after their first screen works. */
export async function openSocket(code: string, claim: string, events: SocketEvents): Promise<Socket> {
  const room = await join(code, claim);
  // Its own reconnection knows neither short-lived connections nor restarted servers: the session comes back by the claim instead.
  room.reconnection.enabled = false;
  room.onStateChange((state) => events.state(state));
  room.onLeave((code) => events.closed(code));
  for (const kind of KINDS) room.onMessage(kind, (message) => events.message(kind, message));
  return {
    request: (type, payload) => room.request(type, payload),
    ping: () => ping(room),
    close: () => void room.leave(),
  };
}

async function join(code: string, claim: string): Promise<Room<unknown, StateFields>> {
  const client = new Client(location.origin);
  client.auth.token = claim;
  try {
    return await client.joinById<StateFields>(code);
  } catch (error) {
    throw new ConnectFailure(reasonOf(error), error);
  }
}

function reasonOf(error: unknown): ConnectFailure['why'] {
  const code = error instanceof MatchMakeError ? error.code : 0;
  if (code === ErrorCode.MATCHMAKE_INVALID_ROOM_ID) return 'unknown-class';
  return code === ErrorCode.AUTH_FAILED ? 'refused' : 'failed';
}

function ping(room: Room): Promise<number> {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => reject(new Error('no answer to a ping')), PATIENCE_MS);
    room.ping((ms) => {
      clearTimeout(patience);
      resolve(ms);
    });
  });
}
