import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../../shared/scenarios/scenario.ts';
import { LESSON, SCENARIO } from '../sample.ts';
import { World } from '../world.ts';

const POISONED: Scenario = {
  ...SCENARIO,
  params: { items: 20 },
  stresses: [
    { id: 'poison', at: 2, params: { target: 'node:1+2' } },
    { id: 'free-riders', at: 3, params: { target: 'node:2' } },
  ],
};
const HONEST: Scenario = { ...POISONED, stresses: [] };
const SEATS = ['a', 'b', 'c', 'd'];

function lessonOf(scenario: Scenario): World {
  const world = new World({ lesson: { ...LESSON, rounds: [scenario] } });
  for (const seat of SEATS) world.join(seat);
  return world;
}

/** All that anybody but the desk and `without` gets, as text. */
function seenByOthers(world: World, without: readonly string[]): string {
  const others = SEATS.filter((seat) => !without.includes(seat)).map((seat) => world.room.seatView(seat));
  const { frame } = world.room.frame(null) ?? {};
  return JSON.stringify([world.view(), world.room.roster(), world.room.scene(), frame, others]);
}

const SECRET_WORDS = /poison|free-rider|flooder|corrupt|secret\.|revealed\./;

describe('A hidden role', () => {
  test('rule secrecy 3.1: is in no projection but its own seat’s and the desk’s, in every phase before the reveal', () => {
    const world = lessonOf(POISONED);
    const phases = new Set<string>();
    for (let second = 0; second < 60 && world.view().phase !== 'reveal'; second++) {
      const hidden = SEATS.filter((seat) => world.seat(seat).secret !== null);
      expect(seenByOthers(world, hidden)).not.toMatch(SECRET_WORDS);
      phases.add(world.view().phase);
      if (world.view().phase === 'lobby') world.desk({ type: 'start' });
      world.pass(1);
    }
    expect([...phases]).toEqual(['lobby', 'brief', 'predict', 'play']);
  });

  test('is told to the student who has it and to the desk', () => {
    const world = lessonOf(POISONED);
    world.skipTo('play');
    world.pass(4);
    const told = SEATS.filter((seat) => world.seat(seat).secret !== null);
    const nodes = told.map((seat) => world.seat(seat).node).sort();
    expect(nodes).toEqual([1, 2]);
    expect(
      world.room
        .deskView()
        .secrets.map(({ node, trait }) => `${node} ${trait}`)
        .sort(),
    ).toEqual(['1 poisoner', '2 free-rider', '2 poisoner']);
  });

  test('rule secrecy 3.3: leaves no trace: before it acts, what others see is to the letter what an honest class sees', () => {
    const [poisoned, honest] = [lessonOf(POISONED), lessonOf(HONEST)];
    for (const world of [poisoned, honest]) {
      world.skipTo('play');
      world.pass(4);
    }
    const hidden = SEATS.filter((seat) => poisoned.seat(seat).secret !== null);
    expect(hidden).toHaveLength(2);
    expect(seenByOthers(poisoned, hidden)).toBe(seenByOthers(honest, hidden));
  });

  test('rule secrecy 3.4: is revealed by name once the run is over', () => {
    const world = lessonOf(POISONED);
    world.skipTo('play');
    world.pass(4);
    const hidden = SEATS.filter((seat) => world.seat(seat).secret !== null);
    const names = hidden.map((seat) => world.seat(seat).name);
    world.skipTo('reveal');
    const revealed = world.view().result?.revealed ?? [];
    expect(new Set(revealed.map(({ args }) => args?.['name']))).toEqual(new Set(names));
    expect(revealed.map(({ key }) => key)).toContain('revealed.poisoner');
    const traits = world.room.frame(null)?.frame.nodes.map((node) => node.traits.length) ?? [];
    expect(traits).toEqual([0, 1, 2, 0, 0, 0]);
  });

  test('that was there in the first run is not told in the second before its reveal', () => {
    const world = lessonOf(POISONED);
    world.skipTo('play', 1);
    world.pass(4);
    const hidden = SEATS.filter((seat) => world.seat(seat).secret !== null);
    expect(hidden.length).toBeGreaterThan(0);
    expect(seenByOthers(world, hidden)).not.toMatch(SECRET_WORDS);
  });
});

test('rule secrecy 2.2: nobody’s view holds another’s prediction, vote or device', () => {
  const world = lessonOf(HONEST);
  world.skipTo('predict');
  world.student('a', { type: 'predict', prediction: { better: 'same', sure: 3, finish: 77 } });
  expect(seenByOthers(world, ['a'])).not.toMatch(/77|device-/);
  expect(seenByOthers(world, [])).toMatch(/77/);
});
