import { describe, expect, it } from 'vitest';
import {
  type Action,
  type Input,
  LogType,
  type Micros,
  type NodeId,
  type NodeSpec,
  type Plan,
  type Protocol,
  Recording,
  Run,
  type StressUse,
  seconds,
} from '../../shared/sim/index.ts';
import { STRESS_BY_ID } from '../../shared/stresses/index.ts';

const SPEC: NodeSpec = { role: 'peer', up: 1000, down: 500, latency: 0 as Micros, workers: 1, places: null };

/** Sends what it is told to: `{type: 'send', to, bytes}`. Its autopilot sends a byte to node 0 whenever it has the trait `eager`. */
const parrot: Protocol<{ sent: number }> = {
  nodes: [SPEC, SPEC, SPEC],
  kinds: [{ name: 'word', use: 'useful' }],
  verbs: ['send'],
  init: () => ({ sent: 0 }),
  message: () => {},
  action: (net, self, state, action) => {
    state.sent++;
    net.send(self, Number(action['to']) as NodeId, 0, Number(action['bytes']), null);
    return undefined;
  },
  autopilot: (net, self, { sent }) =>
    self > 0 && sent < 5 && net.hasTrait(self, 'free-rider') ? { type: 'send', to: 0, bytes: 1 } : undefined,
};

interface Told {
  readonly inputs?: readonly (readonly [at: number, node: number, action: Action])[];
  readonly stresses?: readonly StressUse[];
  readonly pace?: Plan['pace'];
  readonly until?: number;
}

const NEVER = { bot: 1000, person: 1000 };

function run({ inputs = [], stresses = [], pace = NEVER, until = 60 }: Told): Recording {
  const plan: Plan = {
    service: 'parrot',
    architecture: 'peer-to-peer',
    params: {},
    nodes: 3,
    stresses,
    seed: 1,
    durations: { play: until },
    pace,
  };
  const reader = new Recording();
  const made = Run.create({ plan, protocol: parrot, stresses: STRESS_BY_ID, reader });
  for (const [at, node, action] of inputs) made.input({ time: seconds(at), node: node as Input['node'], action });
  made.advance(seconds(until));
  return reader;
}

/** Seconds at which entries of a type are about a node. */
const times = (log: Recording, type: LogType, node: number): readonly number[] =>
  [...log.entries()].filter((entry) => entry.type === type && entry.node === node).map(({ time }) => time / 1e6);

const send = (to: number, bytes: number): Action => ({ type: 'send', to, bytes });
const crash = (node: number, at: number, lasts: number): StressUse => ({
  id: 'crash',
  at,
  params: { target: `node:${node}`, for: lasts },
});
const eager = (at: number): StressUse => ({ id: 'free-riders', at, params: { target: 'node:1', for: 0 } });

describe('the rules by example', () => {
  it('rule 4.6: a faster downlink than uplink delivers with the last byte, a slower one by its own rate from the first', () => {
    const slow = run({ inputs: [[1, 0, send(1, 1000)]] });
    expect(times(slow, LogType.delivered, 1)).toEqual([3]);
    const small = run({
      inputs: [
        [1, 0, send(1, 100)],
        [1, 2, send(1, 100)],
      ],
    });
    expect(times(small, LogType.delivered, 1)).toEqual([1.2, 1.4]);
  });

  it('rule 4.7: what a machine was taking in when it fell is lost, even if it is up again by then', () => {
    const log = run({ inputs: [[1, 0, send(1, 2000)]], stresses: [crash(1, 4, 0.5)] });
    expect(times(log, LogType.delivered, 1)).toEqual([]);
    expect([...log.entries()].find(({ type }) => type === LogType.lost)).toMatchObject({
      time: 5e6,
      reason: 'receiver-down',
    });
  });

  it('rule 4.9: what was leaving is lost, what waited expires, what had left arrives', () => {
    const inputs = [0.1, 0.1, 0.1].map((at) => [at, 0, send(1, 1000)] as const);
    const log = run({ inputs, stresses: [crash(0, 1.5, 10)] });
    expect(times(log, LogType.delivered, 1)).toEqual([2.1]);
    const ends = [...log.entries()].filter(({ type }) => type === LogType.lost || type === LogType.expired);
    expect(ends.map(({ type, ref, reason }) => [type, ref, reason])).toEqual([
      [LogType.lost, 2, 'sender-down'],
      [LogType.expired, 3, 'sender-down'],
    ]);
  });

  it('rule 4.9: a downlink that was busy before a fall is free after it', () => {
    const log = run({
      inputs: [
        [1, 0, send(1, 5000)],
        [9, 2, send(1, 100)],
      ],
      stresses: [crash(1, 7, 1)],
    });
    expect(times(log, LogType.delivered, 1)).toEqual([9.2]);
  });

  it('rule 9.3: a stress that was ended early does not end again when its time is over', () => {
    const end: Action = { type: 'stress-end', index: 0 };
    const log = run({ inputs: [[5, -1, end]], stresses: [crash(1, 2, 10), crash(1, 8, 30)] });
    expect(times(log, LogType.up, 1)).toEqual([5, 38]);
  });

  it('rule 3.5: a bot acts at its pace, a person’s machine only after the person has rested', () => {
    const stresses = [eager(0)];
    const pace = { bot: 1, person: 10 };
    const bot = times(run({ stresses, pace }), LogType.acted, 1);
    expect(bot.length).toBe(5);
    expect(bot[4]).toBeLessThan(7.5);
    const held: Action = { type: 'pilot', node: 1, mode: 'person' };
    const person = times(
      run({
        stresses,
        pace,
        inputs: [
          [0, -1, held],
          [8, 1, send(0, 1)],
        ],
      }),
      LogType.acted,
      1,
    );
    expect(person[0]).toBe(8);
    expect(person[1]).toBeGreaterThanOrEqual(18);
    expect(person[2]).toBeGreaterThanOrEqual(28);
  });

  it('rule 3.5: with pace 0 machines act until nothing is left to do, also after a stress', () => {
    const log = run({ stresses: [eager(7)], pace: { bot: 0, person: 0 } });
    expect(times(log, LogType.acted, 1)).toEqual([7, 7, 7, 7, 7]);
  });

  it('rule 3.1: what the instructor can’t do is refused, and so is a machine that is not there', () => {
    const plan: Plan = {
      service: 'parrot',
      architecture: 'peer-to-peer',
      params: {},
      nodes: 3,
      stresses: [],
      seed: 1,
      durations: { play: 1 },
      pace: NEVER,
    };
    const made = Run.create({ plan, protocol: parrot, stresses: STRESS_BY_ID });
    const code = (node: number, action: Action): string | undefined =>
      made.input({ time: made.now, node: node as NodeId, action })?.code;
    expect(code(-1, { type: 'stress', id: 'fire' })).toBe('unknown-stress');
    expect(code(-1, { type: 'stress-end', index: 3 })).toBe('unknown-stress');
    expect(code(-1, { type: 'pilot', node: 9 })).toBe('unknown-node');
    expect(code(-1, { type: 'dance' })).toBe('unknown-verb');
    expect(code(3, send(0, 1))).toBe('unknown-node');
    expect(code(1, { type: 'dance' })).toBe('unknown-verb');
    expect(code(1, send(0, 1))).toBeUndefined();
  });
});
