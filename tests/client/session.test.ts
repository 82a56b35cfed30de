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
    expect(session.link.value).toEqual({ state: 'connected' });
    expect(session.roundTrip.value).toBe(17);
  });

  it('comes back after every drop, for ever, each time with a longer wait', async () => {
    join();
    await settled();
    world.fail('failed', 'unreachable');
    world.sockets[0]?.events.closed(1006);
    await settled();
    expect(session.link.value).toEqual({ state: 'away', since: 1_000, trouble: 'none' });
    for (let attempt = 0; attempt < 12; attempt++) {
      world.pauses.at(-1)?.end();
      await settled();
    }
    expect(session.link.value).toEqual({ state: 'away', since: 1_000, trouble: 'unreachable' });
    const waits = world.pauses.map(({ ms }) => ms);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBeLessThanOrEqual(8_000);
    world.fail(undefined);
    world.pauses.at(-1)?.end();
    await settled();
    expect(session.link.value).toEqual({ state: 'connected' });
  });

  it('takes silence for a drop', async () => {
    join();
    await settled();
    const [socket] = world.sockets;
    if (socket !== undefined) socket.pings = false;
    await vi.advanceTimersByTimeAsync(4_000);
    expect(session.link.value.state).toBe('away');
    expect(socket?.closed).toBe(true);
  });

  it('says that the network blocks it when the server answers requests but no live connection comes about', async () => {
    world.fail('failed', 'known');
    join();
    for (let attempt = 0; attempt < 3; attempt++) {
      await settled();
      world.pauses.at(-1)?.end();
    }
    await settled();
    expect(session.link.value).toEqual({ state: 'connecting', trouble: 'blocked' });
  });

  it.each(['unknown-class', 'ended', 'set-aside'] as const)(
    'ends with the reason when the class is gone: %s',
    async (gone) => {
      world.fail('failed', gone);
      join();
      await settled();
      expect(session.link.value).toMatchObject({ state: 'over', refusal: { code: gone } });
      expect(world.pauses).toEqual([]);
    },
  );

  it('says that the server can not open the class just now, and goes on trying', async () => {
    world.fail('failed', 'waits');
    join();
    await settled();
    expect(session.link.value).toEqual({ state: 'connecting', trouble: 'waits' });
    expect(world.pauses).toHaveLength(1);
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
    world.fail('failed', 'unreachable');
    join();
    await settled();
    expect(await session.act({ type: 'vote', better: 'same' })).toMatchObject({
      ok: false,
      refusal: { code: 'not-connected' },
    });
  });
});
