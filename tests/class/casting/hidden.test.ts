import { describe, expect, test } from 'vitest';
import { sipHash } from '../../../shared/class/casting/sip-hash.ts';
import type { Scenario } from '../../../shared/scenarios/scenario.ts';
import { LESSON, SCENARIO } from '../sample.ts';
import { World } from '../world.ts';

const SEATS = ['a', 'b', 'c', 'd'];
const MACHINES = 12;
const HIDDEN = 3;

/** Three of the eleven machines that could be are poisoners; nobody has work enough to be done. */
const POISONED: Scenario = {
  ...SCENARIO,
  params: { items: 20 },
  machines: MACHINES,
  stresses: [
    { id: 'slow-links', at: 1, params: { target: 'any:3', for: 5 } },
    { id: 'poison', at: 2, params: { target: `others:${HIDDEN}` } },
  ],
};

/** 32 hexadecimal digits, others for each number. */
const secretOf = (number: number): string => number.toString(16).padStart(32, '0');

function classOf(scenario: Scenario, options: { readonly seed?: number; readonly secret?: string } = {}): World {
  const world = new World({ lesson: { ...LESSON, rounds: [scenario] }, ...options });
  for (const seat of SEATS) world.join(seat);
  return world;
}

/** Machines with a hidden role as the desk alone sees them, once all have it. */
function hiddenNow(world: World): readonly number[] {
  world.pass(4);
  return world.room
    .deskView()
    .secrets.map(({ node }) => node)
    .sort((one, other) => one - other);
}

function hiddenIn(world: World, run: 0 | 1): readonly number[] {
  world.skipTo('play', run);
  return hiddenNow(world);
}

const common = (one: readonly number[], other: readonly number[]): number =>
  one.filter((node) => other.includes(node)).length;

/** What everybody can see: the board's and the public view, and who has which machine. */
function seenByAll(world: World): string {
  return JSON.stringify([world.view(), world.room.roster(), world.room.scene(), world.room.frame(null)?.frame]);
}

describe('Hidden roles of the second run', () => {
  const CLASSES = 300;
  const runs = Array.from({ length: CLASSES }, (_, number) => {
    const world = classOf(POISONED, { seed: 7, secret: secretOf(number) });
    return [hiddenIn(world, 0), hiddenIn(world, 1)] as const;
  });

  test('are as many as in the first, and of the same kind', () => {
    for (const [first, second] of runs) expect([first.length, second.length]).toEqual([HIDDEN, HIDDEN]);
  });

  test('can’t be told from the first reveal: who was one is one again as often as anybody else', () => {
    const again = runs.reduce((sum, [first, second]) => sum + common(first, second), 0) / (CLASSES * HIDDEN);
    expect(again).toBeCloseTo(HIDDEN / (MACHINES - 1), 1);
  });

  test('fall on every machine alike, so that no place or name is a better guess', () => {
    const times = new Array<number>(MACHINES).fill(0);
    for (const run of runs) for (const node of run.flat()) times[node] = (times[node] ?? 0) + 1;
    expect(times[0], 'the machine with the original is never one').toBe(0);
    const mean = (2 * CLASSES * HIDDEN) / (MACHINES - 1);
    for (const time of times.slice(1)) expect(Math.abs(time - mean)).toBeLessThan(4 * Math.sqrt(mean));
  });

  test('are drawn where the instructor had named machines in the first', () => {
    const drawn = Array.from({ length: 20 }, (_, number) => {
      const world = classOf({ ...POISONED, stresses: [] }, { secret: secretOf(number) });
      world.skipTo('play', 0);
      world.desk({ type: 'stress', id: 'poison', params: { target: 'node:1+2' } });
      expect(hiddenNow(world)).toEqual([1, 2]);
      return hiddenIn(world, 1);
    });
    for (const nodes of drawn) expect(nodes).toHaveLength(2);
    expect(new Set(drawn.map(String)).size).toBeGreaterThan(10);
  });
});

describe('Hidden roles', () => {
  test('rule secrecy 3.2: don’t follow from the class’s seed: all else that anybody sees does', () => {
    const worlds = Array.from({ length: 12 }, (_, number) => classOf(POISONED, { seed: 3, secret: secretOf(number) }));
    for (const world of worlds) {
      world.skipTo('play', 0);
      world.pass(1.75);
    }
    expect(new Set(worlds.map(seenByAll)).size).toBe(1);
    expect(new Set(worlds.map((world) => String(hiddenNow(world)))).size).toBeGreaterThan(8);
  });

  test('rule secrecy 3.2: are others when the instructor goes back to a run whose roles were revealed', () => {
    const tries = Array.from({ length: 12 }, (_, number) => {
      const world = classOf(POISONED, { secret: secretOf(number) });
      const first = hiddenIn(world, 0);
      world.skipTo('reveal');
      world.desk({ type: 'back' });
      return [first, hiddenNow(world)];
    });
    expect(tries.filter(([first, second]) => String(first) !== String(second)).length).toBeGreaterThan(8);
  });

  test('are the same in a class that is rebuilt from its journal', () => {
    const world = classOf(POISONED);
    for (const run of [0, 1] as const) {
      const hidden = hiddenIn(world, run);
      expect(
        world
          .rebuilt()
          .deskView()
          .secrets.map(({ node }) => node),
      ).toEqual(hidden);
    }
  });

  test('are revealed also when they have ended by themselves', () => {
    const world = classOf({ ...POISONED, stresses: [{ id: 'poison', at: 2, params: { target: 'others:3', for: 2 } }] });
    world.skipTo('play', 0);
    world.pass(10);
    expect(world.room.deskView().secrets).toEqual([]);
    world.skipTo('reveal');
    expect(world.view().result?.revealed.map(({ key }) => key)).toEqual(new Array(3).fill('revealed.poisoner'));
  });

  test('rule secrecy 3.5: don’t show in which bot a newcomer takes over', () => {
    for (let number = 0; number < 8; number++) {
      const nodes = [POISONED, { ...POISONED, stresses: POISONED.stresses.slice(0, 1) }].map((scenario) => {
        const world = classOf(scenario, { seed: number, secret: secretOf(number) });
        world.skipTo('play', 0);
        world.pass(3);
        world.join('late');
        return world.seat('late').node;
      });
      expect(nodes[0]).toBe(nodes[1]);
    }
  });
});

test('rule secrecy 2.6: No board or desk has the scene of a run that has not begun', () => {
  const world = classOf(POISONED);
  for (const run of [0, 1] as const) {
    for (const phase of run === 0 ? (['lobby', 'brief', 'predict'] as const) : (['brief'] as const)) {
      world.skipTo(phase, run);
      expect(world.room.scene(), phase).toBeNull();
      expect(world.room.frame(null), phase).toBeNull();
    }
    world.skipTo('play', run);
    expect(world.room.scene()?.nodes).toHaveLength(MACHINES);
  }
});

test('The draw is SipHash-2-4 as its authors published it', () => {
  const key = '000102030405060708090a0b0c0d0e0f';
  const counting = (length: number) => String.fromCharCode(...Array.from({ length }, (_, index) => index));
  expect(sipHash(key, counting(0))).toBe(0x726fdb47dd0e0e31n);
  expect(sipHash(key, counting(1))).toBe(0x74f839c593dc67fdn);
  expect(sipHash(key, counting(15))).toBe(0xa129ca6149be45e5n);
  expect(() => sipHash('too short', '')).toThrow('32 hexadecimal digits');
});
