import { type Reservation, type SocketEvents, SocketFailure } from '../../client/connection/contract.ts';
import { type Answer, refusalFor } from '../../client/connection/request.ts';
import type { Surroundings } from '../../client/connection/surroundings.ts';
import type { PageAttempt } from '../../shared/protocol/messages.ts';
import type { Refusal } from '../../shared/sim/index.ts';

/** One attempt as the network sees it; how each step goes is up to the test. */
export interface StagedSocket {
  readonly from: PageAttempt;
  readonly signal: AbortSignal;
  readonly requests: unknown[];
  events: SocketEvents;
  /** Answers the opening that `opens: 'by hand'` has left waiting. */
  open: () => void;
  fail: (code?: string) => void;
  pings: boolean;
}

export interface Staging {
  /** What becomes of requests for a place. */
  reserves: 'at once' | 'never' | Refusal;
  /** What becomes of sockets. */
  opens: 'at once' | 'refused' | 'by hand';
  /** How requests on a socket are answered. */
  answers: unknown;
}

const PLACE: Reservation = { name: 'class', processId: 'p', roomId: 'K7MQ2', sessionId: 's' };
export const NO_ANSWER = new Promise<never>(() => undefined);
const unused = (): never => {
  throw new Error('not there yet');
};

/** A world in which a test decides what the network does; time is that of fake timers. `pauses` holds the waits that a session asked for. */
export function newWorld() {
  const pauses: { readonly ms: number; readonly end: () => void }[] = [];
  const sockets: StagedSocket[] = [];
  const asked: PageAttempt[] = [];
  const staging: Staging = { reserves: 'at once', opens: 'at once', answers: { ok: true } };
  let outdated = 0;
  let stoodStill = 0;
  const reserve = async (_code: string, _claim: unknown, from: PageAttempt): Promise<Answer<Reservation>> => {
    asked.push(from);
    if (staging.reserves === 'never') return NO_ANSWER;
    return staging.reserves === 'at once' ? { ok: true, value: PLACE } : { ok: false, refusal: staging.reserves };
  };
  const open: Surroundings['open'] = (_place, events, signal) => {
    const socket: StagedSocket = {
      from: asked.at(-1) ?? { page: '', attempt: -1 },
      signal,
      requests: [],
      events,
      open: unused,
      fail: unused,
      pings: true,
    };
    sockets.push(socket);
    const opened = {
      request: async (type: string, payload?: object) => {
        socket.requests.push([type, payload]);
        return staging.answers;
      },
      ping: () => (socket.pings ? Promise.resolve(17) : NO_ANSWER),
    };
    if (staging.opens === 'at once') return Promise.resolve(opened);
    if (staging.opens === 'refused') return Promise.reject(new SocketFailure());
    return new Promise((resolve, reject) => {
      socket.open = () => resolve(opened);
      socket.fail = (code) => reject(new SocketFailure(code));
    });
  };
  const surroundings: Surroundings = {
    reserve,
    open,
    now: () => performance.now() + stoodStill,
    chance: () => 0.5,
    newPage: () => 'this page',
    pause: (ms) => new Promise((end) => pauses.push({ ms, end })),
    outdated: () => {
      outdated += 1;
    },
  };
  const refuse = (code: string): Refusal => ({ code, said: { key: `refusal.${code}` } });
  /** Time passes, and none of the page's timers runs. */
  const standStill = (ms: number): void => {
    stoodStill += ms;
  };
  return { surroundings, staging, pauses, sockets, asked, refuse, refusalFor, standStill, outdated: () => outdated };
}
