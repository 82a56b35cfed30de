import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Session, SocketEvents } from '../../client/connection/contract.ts';
import { joinClass } from '../../client/connection/session.ts';
import type { Numbered } from '../../shared/protocol/commands.ts';
import type { StateFields } from '../../shared/protocol/public-state.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import type { SeatView } from '../../shared/protocol/views.ts';
import { newWorld } from './session-world.ts';

const state: StateFields = {
  version: PROTOCOL_VERSION,
  code: 'K7MQ2',
  title: 'Release day',
  phase: 'lobby',
  epoch: 0,
  round: 0,
  rounds: 1,
  run: 0,
  service: '',
  scenario: '',
  architecture: '',
  clockAt: 5_000,
  clockEndsAt: -1,
  paused: false,
  clockRevision: 0,
  locked: false,
  suggestedNames: false,
  joined: 1,
  connected: 1,
  acted: 0,
  bots: 0,
  instructor: true,
  meters: '[]',
  banner: 'null',
  notice: 'null',
  brief: 'null',
  result: 'null',
  pace: 100,
};

const SEAT: SeatView = {
  seat: 'ada',
  code: null,
  name: 'Ada',
  mark: { shape: 0, colour: 0, initials: 'AD' },
  node: -1,
  role: null,
  secret: null,
  taken: 0,
  points: 0,
  prediction: null,
  vote: null,
  outage: null,
  play: null,
  names: {},
  pilot: 'you',
  praise: [],
};

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
  it('hands commands to the server under the name of who may give them', async () => {
    join();
    await settled();
    expect(await session.act({ type: 'vote', better: 'same', epoch: 7 })).toEqual({ ok: true });
    await session.instruct({ type: 'pause', revision: 3 });
    expect(world.sockets[0]?.requests.slice(1)).toEqual([
      ['student', { type: 'vote', better: 'same', epoch: 7, id: 'this page-1', number: 1 }],
      ['instructor', { type: 'pause', revision: 3 }],
    ]);
  });

  it('numbers what its student does: on from what was taken from other pages, and each with an id of its own', async () => {
    join();
    await settled();
    const [socket] = world.sockets;
    const vote = () => session.act({ type: 'vote', better: 'same', epoch: 7 });
    await vote();
    socket?.events.message('seat', { ...SEAT, taken: 7 });
    await vote();
    await vote();
    socket?.events.message('seat', { ...SEAT, taken: 8 });
    await vote();
    const sent = (socket?.requests.slice(1) ?? []).map((request) => (request as [string, Numbered])[1]);
    expect(sent.map(({ number }) => number)).toEqual([1, 8, 9, 10]);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(4);
  });

  it('shows the state as it arrives, with the moment by its own clock', async () => {
    join();
    await vi.advanceTimersByTimeAsync(1_000);
    world.sockets[0]?.events.state(state);
    expect(session.view.value).toMatchObject({
      code: 'K7MQ2',
      phase: 'lobby',
      service: null,
      meters: [],
      banner: null,
      notice: null,
    });
    expect(session.clock.value).toEqual({
      clock: { at: 5_000, endsAt: null, paused: false, revision: 0, pace: 1 },
      arrived: 1_000,
    });
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
