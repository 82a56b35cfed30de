import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '../../client/connection/contract.ts';
import { joinClass } from '../../client/connection/session.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import { NO_ANSWER, newWorld } from './session-world.ts';

const LONG_MS = 60_000;
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
let world: ReturnType<typeof newWorld>;
let session: Session;

function join(): void {
  session = joinClass('K7MQ2', { kind: 'seat', token: 'secret' }, world.surroundings);
}

/** Lets the next attempt begin. */
async function again(): Promise<void> {
  world.pauses.at(-1)?.end();
  await settled();
}

/** ms until it is as wanted. @throws when that takes a minute */
async function waited(holds: () => boolean): Promise<number> {
  const from = performance.now();
  while (!holds()) {
    if (performance.now() - from > LONG_MS) throw new Error('never');
    await vi.advanceTimersByTimeAsync(100);
  }
  return performance.now() - from;
}

beforeEach(() => {
  vi.useFakeTimers();
  world = newWorld();
});
afterEach(() => {
  session.close();
  vi.useRealTimers();
});

describe('an attempt that was given up', () => {
  it('is closed before the next one begins, so that no browser lets that one wait for it', async () => {
    world.staging.opens = 'by hand';
    join();
    await settled();
    expect(await waited(() => world.sockets[0]?.signal.aborted === true)).toBeLessThanOrEqual(7_100);
    expect(world.sockets).toHaveLength(1);
    await again();
    expect(world.sockets).toHaveLength(2);
    expect(world.sockets[1]?.signal.aborted).toBe(false);
  });

  it('says no hello when it opens late after all', async () => {
    world.staging.opens = 'by hand';
    join();
    await settled();
    await vi.advanceTimersByTimeAsync(LONG_MS);
    world.sockets[0]?.open();
    await settled();
    expect(world.sockets[0]?.requests).toEqual([]);
  });

  it.each([
    ['a goodbye', (at: number) => world.sockets[at]?.events.message('goodbye', world.refuse('other-tab'))],
    ['that another tab has the seat', (at: number) => world.sockets[at]?.events.closed(CLOSE.replaced)],
    ['that the class is over', (at: number) => world.sockets[at]?.events.closed(CLOSE.over)],
    ['a broken line', (at: number) => world.sockets[at]?.events.closed(1006)],
    ['a refusal', (at: number) => world.sockets[at]?.fail('not-yours')],
  ])('can’t harm the one that follows: %s', async (_, happens) => {
    world.staging.opens = 'by hand';
    join();
    await settled();
    await vi.advanceTimersByTimeAsync(LONG_MS);
    world.staging.opens = 'at once';
    await again();
    expect(session.link.value.state).toBe('connected');
    happens(0);
    await settled();
    expect(session.link.value).toEqual({ state: 'connected', trouble: 'none' });
    expect(world.sockets[1]?.signal.aborted).toBe(false);
  });

  it('shows nothing of what still arrives of it', async () => {
    join();
    await settled();
    const [first] = world.sockets;
    if (first !== undefined) first.pings = false;
    await waited(() => session.link.value.state === 'away');
    first?.events.message('frame', { lines: [] } as never);
    first?.events.message('desk', { stale: true } as never);
    await again();
    first?.events.message('desk', { stale: true } as never);
    expect(session.desk.value).toBeNull();
  });

  it('is the last when the page leaves the class', async () => {
    join();
    await settled();
    session.close();
    await settled();
    expect(world.sockets[0]?.signal.aborted).toBe(true);
    expect(world.pauses).toEqual([]);
  });
});

describe('every wait of a session has an end:', () => {
  it('that for a place', async () => {
    world.staging.reserves = 'never';
    join();
    expect(await waited(() => world.pauses.length > 0)).toBeLessThanOrEqual(12_100);
    expect(session.link.value).toEqual({ state: 'connecting', trouble: 'silent' });
  });

  it('that for a socket', async () => {
    world.staging.opens = 'by hand';
    join();
    expect(await waited(() => world.pauses.length > 0)).toBeLessThanOrEqual(7_100);
    expect(session.link.value).toEqual({ state: 'connecting', trouble: 'late' });
  });

  it('that for the answer to its hello', async () => {
    world.staging.answers = NO_ANSWER;
    join();
    expect(await waited(() => world.pauses.length > 0)).toBeLessThanOrEqual(6_100);
    expect(world.sockets[0]?.signal.aborted).toBe(true);
    expect(session.link.value).toEqual({ state: 'connecting', trouble: 'late' });
  });

  it('that for the answer to a command', async () => {
    join();
    await settled();
    world.staging.answers = NO_ANSWER;
    let answer: unknown;
    void session.act({ type: 'vote', better: 'same', epoch: 7 }).then((came) => {
      answer = came;
    });
    expect(await waited(() => answer !== undefined)).toBeLessThanOrEqual(10_100);
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'no-answer' } });
  });

  it('that for an answer which the connection takes with it', async () => {
    join();
    await settled();
    world.staging.answers = NO_ANSWER;
    const answer = session.act({ type: 'vote', better: 'same', epoch: 7 });
    world.sockets[0]?.events.closed(1006);
    expect(await answer).toMatchObject({ ok: false, refusal: { code: 'no-answer' } });
  });
});

describe('a connection that says nothing any more', () => {
  it('is found out within ten seconds, and closed', async () => {
    join();
    await vi.advanceTimersByTimeAsync(30_000);
    const [socket] = world.sockets;
    if (socket !== undefined) socket.pings = false;
    expect(await waited(() => session.link.value.state === 'away')).toBeLessThanOrEqual(10_000);
    expect(socket?.signal.aborted).toBe(true);
  });

  it('is kept as long as anything comes in, though an answer is slow', async () => {
    join();
    await settled();
    const [socket] = world.sockets;
    if (socket !== undefined) socket.pings = false;
    for (let second = 0; second < 60; second++) {
      await vi.advanceTimersByTimeAsync(1_000);
      socket?.events.message('frame', { lines: [] } as never);
    }
    expect(session.link.value.state).toBe('connected');
  });

  it('is not what a page takes it for that stood still itself', async () => {
    join();
    await settled();
    // As in a hidden tab, whose timers run once a minute: the answer to the ping is there before the next of them.
    for (let minute = 0; minute < 5; minute++) {
      world.standStill(LONG_MS);
      await vi.advanceTimersToNextTimerAsync();
    }
    expect(session.link.value.state).toBe('connected');
    expect(world.sockets).toHaveLength(1);
  });
});
