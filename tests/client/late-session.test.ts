import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Reservation, Session } from '../../client/connection/contract.ts';
import type { Answer } from '../../client/connection/request.ts';
import { joinClass } from '../../client/connection/session.ts';
import type { Surroundings } from '../../client/connection/surroundings.ts';
import { newWorld } from './session-world.ts';

const PLACE: Answer<Reservation> = {
  ok: true,
  value: { name: 'class', processId: 'p', roomId: 'K7MQ2', sessionId: 's' },
};
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
let world: ReturnType<typeof newWorld>;
let session: Session;

function join(rest: Partial<Surroundings> = {}): void {
  session = joinClass('K7MQ2', { kind: 'seat', token: 'secret' }, { ...world.surroundings, ...rest });
}

/** A promise that the test answers. */
function waiting<Value>() {
  let answer: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((resolve) => {
    answer = resolve;
  });
  return { promise, answer };
}

beforeEach(() => {
  vi.useFakeTimers();
  world = newWorld();
});
afterEach(() => {
  session.close();
  vi.useRealTimers();
});

describe('What comes after an attempt was given up:', () => {
  it('a place opens no socket', async () => {
    const place = waiting<Answer<Reservation>>();
    join({ reserve: () => place.promise });
    await vi.advanceTimersByTimeAsync(13_000);
    expect(session.link.value).toEqual({ state: 'connecting', trouble: 'silent' });
    place.answer(PLACE);
    await settled();
    expect(world.sockets).toHaveLength(0);
  });

  it('the answer to a hello connects nobody', async () => {
    const hello = waiting<unknown>();
    world.staging.answers = hello.promise;
    join();
    await vi.advanceTimersByTimeAsync(7_000);
    expect(session.link.value).toEqual({ state: 'connecting', trouble: 'late' });
    hello.answer({ ok: true });
    await settled();
    expect(session.link.value).toEqual({ state: 'connecting', trouble: 'late' });
    expect(session.roundTrip.value).toBeNull();
  });

  it('no ping is sent, and no timer is left', async () => {
    join();
    await settled();
    session.close();
    await settled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('the page that left gets no connection either, though it left before its code was there', async () => {
    const ready = waiting<void>();
    join({ ready: () => ready.promise });
    session.close();
    ready.answer();
    await settled();
    expect(world.asked).toEqual([]);
  });
});

describe('A refusal after the socket is open', () => {
  it('that is for good ends the session with its reason', async () => {
    world.staging.answers = { ok: false, refusal: world.refuse('seat-moved') };
    join();
    await settled();
    expect(session.link.value).toMatchObject({ state: 'over', refusal: { code: 'seat-moved' } });
    expect(world.sockets[0]?.signal.aborted).toBe(true);
    expect(world.pauses).toEqual([]);
  });

  it('that can pass is said, and the page tries again', async () => {
    world.staging.answers = { ok: false, refusal: world.refuse('too-fast') };
    join();
    await settled();
    expect(session.link.value).toMatchObject({ state: 'connecting', trouble: { code: 'too-fast' } });
    world.staging.answers = { ok: true };
    world.pauses.at(-1)?.end();
    await settled();
    expect(session.link.value).toEqual({ state: 'connected', trouble: 'none' });
  });
});

describe('A connection that is up', () => {
  it('stays longer than any of the waits that led to it', async () => {
    join();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(world.sockets).toHaveLength(1);
    expect(session.link.value.state).toBe('connected');
  });

  it('is asked every three seconds for a sign of life', async () => {
    let pings = 0;
    const open: Surroundings['open'] = async (...how) => {
      const socket = await world.surroundings.open(...how);
      return { ...socket, ping: () => Promise.resolve(++pings) };
    };
    join({ open });
    await settled();
    expect(pings).toBe(1);
    await vi.advanceTimersByTimeAsync(2_900);
    expect(pings).toBe(1);
    await vi.advanceTimersByTimeAsync(12_100);
    expect(pings).toBe(6);
    expect(session.roundTrip.value).toBe(6);
  });

  it('is given up no sooner than five seconds after the question, and a state is a sign of life, too', async () => {
    join();
    await settled();
    const [socket] = world.sockets;
    if (socket !== undefined) socket.pings = false;
    await vi.advanceTimersByTimeAsync(7_900);
    expect(session.link.value.state).toBe('connected');
    socket?.events.state({ version: 0, code: '' } as never);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(session.link.value.state).toBe('connected');
    await vi.advanceTimersByTimeAsync(200);
    expect(session.link.value.state).toBe('away');
  });

  it('that broke says since when it is away, however often coming back fails', async () => {
    join();
    await vi.advanceTimersByTimeAsync(10_000);
    const since = performance.now();
    world.staging.reserves = world.refusalFor('unreachable');
    world.sockets[0]?.events.closed(1006);
    await settled();
    await vi.advanceTimersByTimeAsync(5_000);
    world.pauses.at(-1)?.end();
    await settled();
    expect(session.link.value).toEqual({ state: 'away', since, trouble: 'unreachable' });
  });

  it('that breaks within five seconds makes the page wait longer each time', async () => {
    join();
    const waits: (number | undefined)[] = [];
    for (const lasted of [4_999, 4_999, 5_000]) {
      await settled();
      await vi.advanceTimersByTimeAsync(lasted);
      world.sockets.at(-1)?.events.closed(1006);
      await settled();
      waits.push(world.pauses.at(-1)?.ms);
      world.pauses.at(-1)?.end();
    }
    expect(waits).toEqual([600, 1_200, 300]);
  });

  it('shows a scene at once to who asks for it late, and nothing to who has stopped', async () => {
    join();
    await settled();
    const [socket] = world.sockets;
    const [first, second] = [{ n: 1 }, { n: 2 }] as never[];
    socket?.events.message('scene', first as never);
    const seen: unknown[] = [];
    const stop = session.onScene((scene) => seen.push(scene));
    const stopFrames = session.onFrame((frame) => seen.push(frame));
    socket?.events.message('frame', second as never);
    stop();
    stopFrames();
    socket?.events.message('scene', second as never);
    socket?.events.message('frame', first as never);
    expect(seen).toEqual([first, second]);
  });
});
