import { ConnectFailure, type Socket, type SocketEvents } from '../../client/connection/contract.ts';
import type { Probed, Surroundings } from '../../client/connection/surroundings.ts';

/** A world in which a test decides what the network does; `pauses` holds the waits that a session asked for. */
export function newWorld() {
  const pauses: { readonly ms: number; readonly end: () => void }[] = [];
  const sockets: { readonly events: SocketEvents; readonly requests: unknown[]; closed: boolean; pings: boolean }[] =
    [];
  let failure: ConnectFailure | undefined;
  let found: Probed = 'known';
  let outdated = 0;
  const open = async (_code: string, _claim: string, events: SocketEvents): Promise<Socket> => {
    if (failure !== undefined) throw failure;
    const socket = { events, requests: [] as unknown[], closed: false, pings: true };
    sockets.push(socket);
    return {
      request: async (type, payload) => {
        socket.requests.push([type, payload]);
        return { ok: true };
      },
      ping: () => (socket.pings ? Promise.resolve(17) : Promise.reject(new Error('silence'))),
      close: () => {
        socket.closed = true;
      },
    };
  };
  const surroundings: Surroundings = {
    open,
    now: () => 1_000,
    chance: () => 0.5,
    pause: (ms) => new Promise((end) => pauses.push({ ms, end })),
    probe: async () => found,
    outdated: () => {
      outdated += 1;
    },
  };
  return {
    surroundings,
    pauses,
    sockets,
    outdated: () => outdated,
    fail: (why: ConnectFailure['why'] | undefined, probe: typeof found = 'known') => {
      failure = why === undefined ? undefined : new ConnectFailure(why);
      found = probe;
    },
  };
}
