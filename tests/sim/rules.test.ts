import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../server/launch/project.mjs';
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
import { Randomness, Stream } from '../../shared/sim/random.ts';
import { EventKind } from '../../shared/sim/schedule.ts';
import { STRESS_BY_ID } from '../../shared/stresses/index.ts';

const SPEC: NodeSpec = { role: 'peer', up: 1000, down: null, latency: 0 as Micros, workers: 1, places: null };
const UNLIMITED: NodeSpec = { ...SPEC, up: null };
const SPARE: NodeSpec = { ...SPEC, role: 'spare', startsDown: true };

/** Sends what it is told to, `{type: 'send', to, bytes}`, or asks for `idle` three times, `{type: 'poke'}`; counts how often it was idle. */
function teller(first: NodeSpec): Protocol<{ idle: number }> {
  return {
    nodes: [first, SPEC, SPEC, SPARE],
    kinds: [{ name: 'word', use: 'useful' }],
    verbs: ['send', 'poke'],
    init: () => ({ idle: 0 }),
    message: () => {},
    idle: (_net, _self, state) => {
      state.idle++;
    },
    action: (net, self, _state, action) => {
      if (action.type === 'poke') for (let times = 0; times < 3; times++) net.poke(self);
      else net.send(self, Number(action['to']) as NodeId, 0, Number(action['bytes']), null);
      return undefined;
    },
    autopilot: () => undefined,
  };
}

interface Told {
  readonly first?: NodeSpec;
  readonly inputs?: readonly (readonly [at: number, action: Action])[];
  readonly stresses?: readonly StressUse[];
  readonly hidden?: NonNullable<Plan['hidden']>;
  readonly seed?: number;
}

/** What node 0 is told to do, for half a minute. */
function play({ first = SPEC, inputs = [], stresses = [], hidden, seed = 1 }: Told) {
  const plan: Plan = {
    service: 'teller',
    architecture: 'peer-to-peer',
    params: {},
    nodes: 3,
    stresses,
    seed,
    durations: { play: 30 },
    pace: { bot: 1000, person: 1000 },
    ...(hidden === undefined ? {} : { hidden }),
  };
  const log = new Recording();
  const run = Run.create({ plan, protocol: teller(first), stresses: STRESS_BY_ID, reader: log });
  for (const [at, action] of inputs) run.input({ time: seconds(at), node: 0 as Input['node'], action });
  run.advance(seconds(30));
  return { run, log };
}

const send = (to: number, bytes: number): Action => ({ type: 'send', to, bytes });
const delivered = (log: Recording): readonly (readonly [ref: number, seconds: number])[] =>
  [...log.entries()].filter(({ type }) => type === LogType.delivered).map(({ ref, time }) => [ref, time / 1e6]);
/** Streams that were drawn from, by their purposes, of a run with the seed 1. */
const drawnFrom = (run: Run): readonly string[] => {
  const fresh = new Randomness(1);
  const drawn = run
    .checkpoint()
    .streams.filter(([purpose, node, words]) => words.join() !== fresh.stream(purpose, node).words().join());
  return drawn.map(([purpose]) => purpose);
};
const traitors = (run: Run): readonly number[] =>
  [0, 1, 2].filter((node) => run.node(node as NodeId).traits.length > 0);
const freeRiders: StressUse = { id: 'free-riders', at: 1, params: { target: 'any:1', for: 0 } };

describe('the rules by further examples', () => {
  it('rule 1.3: the kinds of events that the rule names are those that there are', () => {
    const [, rule = ''] = /^3\. Kinds of events: ([\s\S]*?)\n4\./m.exec(
      readFileSync(join(ROOT, 'shared', 'sim', 'SPEC.md'), 'utf8'),
    ) ?? ['', ''];
    expect([...rule.matchAll(/`(\w+)`/g)].map(([, name]) => name)).toEqual(Object.keys(EventKind));
  });

  it('rule 2.1: the generator gives the numbers that its authors’ program gives', () => {
    const stream = new Stream([1, 2, 3, 4]);
    const numbers = Array.from({ length: 10 }, () => stream.bits());
    expect(numbers).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it('rule 2.4: the engine draws for autopilots, the targets of a stress and messages on lossy links, and for nothing else', () => {
    const inputs = [[2, send(1, 100)]] as const;
    expect(drawnFrom(play({ inputs }).run)).toEqual(['pilot', 'pilot', 'pilot']);
    const slow = (target: string, loss: number): StressUse => ({
      id: 'slow-links',
      at: 1,
      params: { target, for: 20, rate: 0.5, latency: 0, loss },
    });
    const drawn = (target: string, loss: number) => drawnFrom(play({ inputs, stresses: [slow(target, loss)] }).run);
    expect(drawn('all', 0)).not.toContain('targets');
    expect(drawn('any:1', 0)).toContain('targets');
    expect(drawn('all', 0)).not.toContain('loss');
    expect(drawn('all', 0.5)).toContain('loss');
  });

  it('rule 2.5: hidden roles follow the plan’s own words where it has them, and the seed where it has none', () => {
    const who = (told: Told) => traitors(play({ ...told, stresses: [freeRiders] }).run).join();
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
    expect(new Set(seeds.map((seed) => who({ seed, hidden: [1, 2, 3, 4] }))).size).toBe(1);
    expect(new Set(seeds.map((seed) => who({ seed }))).size).toBeGreaterThan(1);
    expect(
      new Set(seeds.map((word) => who({ hidden: [7, Math.imul(word, 0x9e3779b9), 77, 777] }))).size,
    ).toBeGreaterThan(1);
  });

  it('rule 4.4: a message of 0 bytes waits for no other, and on an unlimited uplink nobody waits', () => {
    const inputs = [
      [1, send(1, 3000)],
      [1, send(1, 2000)],
      [1, send(1, 0)],
    ] as const;
    expect(delivered(play({ inputs }).log)).toEqual([
      [3, 1],
      [1, 4],
      [2, 6],
    ]);
    expect(delivered(play({ first: UNLIMITED, inputs }).log).map(([, at]) => at)).toEqual([1, 1, 1]);
  });

  it('rule 4.10: idle runs when the uplink has run empty, and once for any number of pokes in an instant', () => {
    const idle = (inputs: Told['inputs'] & object) => {
      const { run } = play({ inputs });
      return (run.net.state(0 as NodeId) as { idle: number }).idle;
    };
    const before = idle([]);
    expect(
      idle([
        [1, send(1, 3000)],
        [2, send(1, 2000)],
      ]),
    ).toBe(before + 1);
    expect(idle([[1, { type: 'poke' }]])).toBe(before + 1);
  });

  it('rule 9.5: a machine that starts down is down, and the log has no word of it', () => {
    const { run, log } = play({});
    expect(run.node(3 as NodeId).up).toBe(false);
    expect([...log.entries()].filter(({ node }) => node === 3)).toEqual([]);
  });
});
