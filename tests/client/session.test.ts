import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectFailure, type Session, type Socket, type SocketEvents } from '../../client/connection/contract.ts';
import type { StateFields } from '../../client/connection/public-view.ts';
import { joinClass } from '../../client/connection/session.ts';
import type { Surroundings } from '../../client/connection/surroundings.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';

/** A world in which a test decides what the network does; `pauses` holds the waits that a session asked for. */
function newWorld() {
  const pauses: { readonly ms: number; readonly end: () => void }[] = [];
  const sockets: { readonly events: SocketEvents; readonly requests: unknown[]; closed: boolean; pings: boolean }[] =
    [];
  let failure: ConnectFailure | undefined;
  let found: 'known' | 'unknown-class' | 'unreachable' = 'known';
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

const state: StateFields = {
  version: PROTOCOL_VERSION,
  code: 'K7MQ2',
  title: 'Release day',
  phase: 'lobby',
  round: 0,
  rounds: 1,
  run: 0,
  service: '',
  scenario: '',
  architecture: '',
  clockAt: 5_000,
  clockEndsAt: -1,
  paused: false,
  locked: false,
  suggestedNames: false,
  joined: 1,
  connected: 1,
  acted: 0,
  bots: 0,
  instructor: true,
  meters: '[]',
  banner: 'null',
  brief: 'null',
  result: 'null',
} as StateFields;

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

  it('ends with the reason when the class is gone', async () => {
    world.fail('failed', 'unknown-class');
    join();
    await settled();
    expect(session.link.value).toMatchObject({ state: 'over', refusal: { code: 'unknown-class' } });
    expect(world.pauses).toEqual([]);
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

  it('hands commands to the server under the name of who may give them', async () => {
    join();
    await settled();
    expect(await session.act({ type: 'vote', better: 'same' })).toEqual({ ok: true });
    await session.instruct({ type: 'pause' });
    expect(world.sockets[0]?.requests.slice(1)).toEqual([
      ['student', { type: 'vote', better: 'same' }],
      ['instructor', { type: 'pause' }],
    ]);
  });

  it('shows the state as it arrives, with the moment by its own clock', async () => {
    join();
    await settled();
    world.sockets[0]?.events.state(state);
    expect(session.view.value).toMatchObject({
      code: 'K7MQ2',
      phase: 'lobby',
      service: null,
      meters: [],
      banner: null,
    });
    expect(session.clock.value).toEqual({ clock: { at: 5_000, endsAt: null, paused: false }, arrived: 1_000 });
  });

  it('keeps what did not change, so that it is not drawn again', async () => {
    join();
    await settled();
    const events = world.sockets[0]?.events as SocketEvents;
    events.state({ ...state, brief: '{"title":"x"}' });
    const before = session.view.value?.brief;
    events.state({ ...state, brief: '{"title":"x"}', joined: 2 });
    expect(session.view.value?.counts.joined).toBe(2);
    expect(session.view.value?.brief).toBe(before);
  });

  it('has the page renewed when the server speaks another version', async () => {
    join();
    await settled();
    world.sockets[0]?.events.state({ ...state, version: PROTOCOL_VERSION + 1 });
    expect(world.outdated()).toBe(1);
  });

  it('starts its roster over when it comes back: who left meanwhile is not on it', async () => {
    const line = { seat: 'a', name: 'Ana', mark: { shape: 0, colour: 0, initials: 'An' }, connected: true } as const;
    const lines = [line, { ...line, seat: 'b' }].map((each) => ({ ...each, acted: false, node: -1, role: null }));
    join();
    await settled();
    world.sockets[0]?.events.message('roster', { lines, gone: [] });
    world.sockets[0]?.events.closed(1006);
    await settled();
    world.pauses.at(-1)?.end();
    await settled();
    world.sockets[1]?.events.message('roster', { lines: lines.slice(1), gone: [] });
    expect(session.roster.value.map(({ seat }) => seat)).toEqual(['b']);
    world.sockets[1]?.events.message('roster', { lines: lines.slice(0, 1), gone: ['b'] });
    expect(session.roster.value.map(({ seat }) => seat)).toEqual(['a']);
  });
});
