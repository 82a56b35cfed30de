import { describe, expect, test } from 'vitest';
import { EN } from '../../client/words/en/index.ts';
import { gapsOf } from '../../client/words/sentence.ts';
import type { Service, VerbOffer } from '../../shared/services/contract.ts';
import { SERVICES } from '../../shared/services/index.ts';
import {
  type Action,
  ARCHITECTURES,
  type Architecture,
  type NodeId,
  type Refusal,
  type Said,
  type StressUse,
} from '../../shared/sim/index.ts';
import { complete, planOf, restored, World } from './world.ts';

const SIDES = SERVICES.flatMap((service) => ARCHITECTURES.map((architecture) => ({ service, architecture })));
const NODES = 12;
const PEOPLE = 6;
const SECONDS = 80;
const FIRST_TROUBLE = 4;
const BETWEEN = 6;

interface Side {
  readonly service: Service;
  readonly architecture: Architecture;
}

/** Every trouble that the service knows, one after the other and overlapping. */
function troubleOf({ stresses }: Service): readonly StressUse[] {
  return stresses.map((id, index) => complete({ id, at: FIRST_TROUBLE + index * BETWEEN, params: {} }));
}

function troubled({ service, architecture }: Side, seed = 3): World {
  return new World({ service, architecture, nodes: NODES, seed, stresses: troubleOf(service), play: SECONDS });
}

interface Tap {
  readonly button: VerbOffer;
  readonly answer: Refusal | undefined;
}

/** People who each second press one button after the other, open or not, as they stand at that moment. */
function tapAll(world: World, look: (tap: Tap, node: number) => void = () => {}): World {
  for (let node = 0; node < PEOPLE; node++) world.person(node);
  for (let second = 1; second <= SECONDS; second++) {
    world.to(second);
    for (let node = 0; node < PEOPLE; node++) {
      const { verbs, offers } = world.view(node);
      const button = [...verbs, ...offers][(second + node) % (verbs.length + offers.length || 1)];
      if (button !== undefined) look({ button, answer: world.act(node, button.action) }, node);
    }
  }
  return world;
}

/** The sentences in a view, a button or an answer. */
function saidIn(value: unknown): Said[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'key' in value && typeof value.key === 'string' ? [value as Said] : [];
  return [...own, ...Object.values(value).flatMap(saidIn)];
}

function expectWords({ words }: Service, { key, args = {} }: Said): void {
  const text = { ...EN, ...words }[key];
  expect(text, key).toBeDefined();
  expect(Object.keys(args), key).toEqual(expect.arrayContaining([...gapsOf(text ?? '')]));
}

describe.each(SIDES)('$service.id, $architecture, has one rule for each button:', (side) => {
  test('an open button is accepted, and a closed one refused in the very words that it shows', () => {
    let taps = 0;
    tapAll(troubled(side), ({ button, answer }) => {
      taps++;
      expect(answer?.said, button.id).toEqual(button.blocked);
    });
    expect(taps).toBeGreaterThan(150);
  });
});

describe.each(SIDES)('$service.id, $architecture, keeps the contract of all services:', (side) => {
  const { service, architecture } = side;

  test('the same run twice is the same to the last event', () => {
    expect(tapAll(troubled(side)).run.hash).toBe(tapAll(troubled(side)).run.hash);
    expect(tapAll(troubled(side, 4)).run.hash).not.toBe(tapAll(troubled(side)).run.hash);
  });

  test('a run that is kept as text and taken up again goes on equal', () => {
    const world = troubled(side);
    const plan = planOf({ service, architecture, nodes: NODES, seed: 3, stresses: troubleOf(service), play: SECONDS });
    const goneOn: string[] = [];
    for (let second = 1; second < SECONDS; second += 7) {
      const again = restored(service, plan, world.to(second).run.checkpoint());
      again.advance((SECONDS * 1e6) as typeof again.now);
      goneOn.push(again.hash);
    }
    expect([...new Set(goneOn)]).toEqual([world.to(SECONDS).run.hash]);
  });

  test('rule 8.3: what a machine remembers is plain JSON', () => {
    const world = troubled(side);
    for (let second = 1; second <= SECONDS; second += 4) {
      world.to(second);
      for (let node = 0; node < world.run.net.size; node++) {
        const state = world.run.net.state(node as NodeId);
        expect(JSON.parse(JSON.stringify(state)), `${node}`).toEqual(state);
      }
    }
  });

  test('a screen has at most four verbs and five offers, each with an id of its own, and words for all that it says', () => {
    const said = new Map<string, Said>();
    const world = troubled(side);
    tapAll(world, (_, node) => {
      const view = world.view(node);
      expect(view.verbs.length).toBeLessThanOrEqual(4);
      expect(view.offers.length).toBeLessThanOrEqual(5);
      expect(view.recent.length).toBeLessThanOrEqual(3);
      const ids = [...view.verbs, ...view.offers].map(({ id }) => id);
      expect(ids).toEqual([...new Set(ids)]);
      for (const one of saidIn(view)) said.set(one.key, one);
    });
    for (const { name, brief } of service.sides[architecture].roles)
      for (const key of [name, brief]) said.set(key, { key });
    for (const { name } of service.sides[architecture].looks) said.set(name, { key: name });
    expect(said.size).toBeGreaterThan(10);
    for (const one of said.values()) expectWords(service, one);
  });

  test('nonsense is refused in words, and changes nothing', () => {
    const world = troubled(side);
    const other = troubled(side);
    const { verbs } = service.sides[architecture].protocol(world.run.plan);
    const nonsense = [Number.NaN, -1, 1.5, 1e308, '', 'constructor', null, [], {}, true];
    for (let second = 5; second <= 45; second += 20) {
      world.to(second);
      other.to(second);
      const fields = new Set(
        Array.from({ length: NODES }, (_, node) => world.view(node)).flatMap(({ verbs: all, offers }) =>
          [...all, ...offers].flatMap(({ action }) => Object.keys(action).filter((name) => name !== 'type')),
        ),
      );
      const whole = verbs.flatMap((type) =>
        nonsense.map(
          (value): Action => ({ type, ...Object.fromEntries([...fields].map((field) => [field, value])) }) as Action,
        ),
      );
      for (const action of whole) {
        const before = JSON.stringify(world.run.net.state(1 as NodeId));
        const refusal = world.act(1, action);
        if (refusal === undefined) continue;
        expectWords(service, refusal.said);
        expect(JSON.stringify(world.run.net.state(1 as NodeId)), JSON.stringify(action)).toBe(before);
      }
      expect(world.act(1, { type: 'toString' })?.code).toBe('unknown-verb');
    }
  });
});
