import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '../../client/connection/contract.ts';
import { joinClass } from '../../client/connection/session.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import { newWorld } from './session-world.ts';

const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
let world: ReturnType<typeof newWorld>;
let session: Session;

function join(): void {
  session = joinClass('K7MQ2', { kind: 'seat', token: 'secret' }, world.surroundings);
}

beforeEach(() => {
  vi.useFakeTimers();
  world = newWorld();
});
afterEach(() => {
  session.close();
  vi.useRealTimers();
});

describe('a session', () => {
  it('says hello once it is open, and is connected when that is answered', async () => {
    join();
    expect(session.link.value).toEqual({ state: 'connecting', trouble: 'none' });
    await settled();
    expect(world.sockets[0]?.requests).toEqual([['hello', undefined]]);
    expect(session.link.value).toEqual({ state: 'connected', trouble: 'none' });
    expect(session.roundTrip.value).toBe(17);
  });

  it('has no place kept for it before what connections need is there, and blames nobody meanwhile', async () => {
    let come = (): void => undefined;
    const ready = (): Promise<void> =>
      new Promise((resolve) => {
        come = resolve;
      });
    session = joinClass('K7MQ2', { kind: 'board' }, { ...world.surroundings, ready });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(world.asked).toEqual([]);
    expect(session.link.value).toEqual({ state: 'connecting', trouble: 'none' });
    come();
    await settled();
    expect(session.link.value).toEqual({ state: 'connected', trouble: 'none' });
    expect(world.asked).toHaveLength(1);
  });

  it('comes back after every drop, for ever, each time with a longer wait', async () => {
    join();
    await settled();
    world.staging.reserves = world.refusalFor('unreachable');
    await vi.advanceTimersByTimeAsync(10_000);
    world.sockets[0]?.events.closed(1006);
    await settled();
    expect(session.link.value).toMatchObject({ state: 'away', trouble: 'none' });
    for (let attempt = 0; attempt < 12; attempt++) {
      world.pauses.at(-1)?.end();
      await settled();
    }
    expect(session.link.value).toMatchObject({ state: 'away', trouble: 'unreachable' });
    const waits = world.pauses.map(({ ms }) => ms);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBeLessThanOrEqual(8_000);
    world.staging.reserves = 'at once';
    world.pauses.at(-1)?.end();
    await settled();
    expect(session.link.value).toEqual({ state: 'connected', trouble: 'none' });
  });

  it('does not hurry back when its connections break off as soon as they are open', async () => {
    join();
    for (let attempt = 0; attempt < 6; attempt++) {
      await settled();
      world.sockets.at(-1)?.events.closed(1006);
      await settled();
      world.pauses.at(-1)?.end();
    }
    await settled();
    expect(world.pauses[0]?.ms).toBeLessThan(1_000);
    expect(world.pauses.at(-1)?.ms).toBeGreaterThan(4_000);
  });

  it('tells the server which page it is, and counts its attempts', async () => {
    world.staging.opens = 'refused';
    join();
    await settled();
    world.pauses.at(-1)?.end();
    await settled();
    expect(world.asked).toEqual([
      { page: 'this page', attempt: 0 },
      { page: 'this page', attempt: 1 },
    ]);
  });

  it.each(['unknown-class', 'kicked', 'wrong-key', 'ended'])(
    'ends with the server’s reason when it is one for good: %s',
    async (code) => {
      world.staging.reserves = world.refuse(code);
      join();
      await settled();
      expect(session.link.value).toMatchObject({ state: 'over', refusal: { code } });
      expect(world.pauses).toEqual([]);
    },
  );

  it.each(['too-many-screens', 'too-fast', 'set-aside', 'held', 'class-waits', 'broken'])(
    'says the server’s reason and keeps trying when it can pass: %s',
    async (code) => {
      world.staging.reserves = world.refuse(code);
      join();
      await settled();
      expect(session.link.value).toMatchObject({ state: 'connecting', trouble: { code } });
      world.staging.reserves = 'at once';
      world.pauses.at(-1)?.end();
      await settled();
      expect(session.link.value.state).toBe('connected');
    },
  );

  it('takes a reason that comes by the socket as it takes one that comes before', async () => {
    world.staging.opens = 'by hand';
    join();
    await settled();
    world.sockets[0]?.fail('too-many-screens');
    await settled();
    expect(session.link.value).toMatchObject({ state: 'connecting', trouble: { code: 'too-many-screens' } });
    world.pauses.at(-1)?.end();
    await settled();
    world.sockets[1]?.fail('not-yours');
    await settled();
    expect(session.link.value).toMatchObject({
      state: 'over',
      refusal: { code: 'not-yours', said: { key: 'refusal.not-yours.seat' } },
    });
  });

  it.each([
    [CLOSE.replaced, 'other-tab'],
    [CLOSE.kicked, 'kicked'],
    [CLOSE.over, 'class-over'],
  ])('does not come back after close code %i: %s', async (code, reason) => {
    join();
    await settled();
    world.sockets[0]?.events.closed(code);
    await settled();
    expect(session.link.value).toMatchObject({ state: 'over', refusal: { code: reason } });
    expect(world.sockets).toHaveLength(1);
  });

  it('keeps the words of a goodbye, whatever closes the connection after it', async () => {
    join();
    await settled();
    world.sockets[0]?.events.message('goodbye', { code: 'kicked', said: { key: 'refusal.kicked' } });
    world.sockets[0]?.events.closed(1006);
    await settled();
    expect(session.link.value).toEqual({
      state: 'over',
      refusal: { code: 'kicked', said: { key: 'refusal.kicked' } },
    });
  });

  it('refuses what is asked of it while it is away', async () => {
    world.staging.reserves = world.refusalFor('unreachable');
    join();
    await settled();
    expect(await session.act({ type: 'vote', better: 'same', epoch: 7 })).toMatchObject({
      ok: false,
      refusal: { code: 'not-connected' },
    });
  });
});
