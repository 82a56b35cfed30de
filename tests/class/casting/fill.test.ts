import { expect, test } from 'vitest';
import { Classroom, openClass } from '../../../shared/class/index.ts';
import { SCENARIOS } from '../../../shared/scenarios/index.ts';
import type { LessonPlan } from '../../../shared/scenarios/scenario.ts';
import { MOST_FILLED } from '../../../shared/services/contract.ts';
import { SERVICES } from '../../../shared/services/index.ts';
import { CATALOGUE, LESSON, SECRET } from '../sample.ts';
import { World } from '../world.ts';

const DESK = { kind: 'instructor' } as const;
const ALL = { ...CATALOGUE, services: new Map(SERVICES.map((service) => [service.id, service])) };

function classOf(catalogue: typeof CATALOGUE, lesson: LessonPlan): Classroom {
  return Classroom.rebuild(catalogue, openClass({ code: 'CDFGH', title: 'Room', lesson, seed: 1, secret: SECRET }, 0));
}

function lessonOf(...ids: readonly string[]): LessonPlan {
  return { ...LESSON, rounds: SCENARIOS.filter(({ id }) => ids.includes(id)) };
}

/** The most that the desk may ask for; one more is refused with it. */
function most(room: Classroom): number {
  const { mostToFill } = room.deskView();
  const asked = (fillTo: number) => room.decide({ type: 'bots', fillTo }, DESK, 0);
  expect(asked(mostToFill)).toMatchObject({ events: [{ type: 'bots-set', fillTo: mostToFill }] });
  expect(asked(mostToFill + 1)).toMatchObject({
    refusal: { code: 'too-many-machines', said: { key: 'refusal.too-many-machines', args: { most: mostToFill } } },
  });
  return mostToFill;
}

test('Bots fill a class up to what its service says, and no class beyond a bound for all', () => {
  expect(most(classOf(CATALOGUE, LESSON))).toBe(MOST_FILLED);
  const services = new Map([...CATALOGUE.services].map(([id, service]) => [id, { ...service, fillsUpTo: 20 }]));
  expect(most(classOf({ ...CATALOGUE, services }, LESSON))).toBe(20);
});

test('The blockchain, where every machine hears of every payment, is filled with fewer bots, and so is a lesson with it', () => {
  const chain = most(classOf(ALL, lessonOf('paid-twice')));
  expect(chain).toBeLessThanOrEqual(100);
  expect(most(classOf(ALL, lessonOf('release-day')))).toBeGreaterThan(chain);
  expect(most(classOf(ALL, lessonOf('release-day', 'paid-twice')))).toBe(chain);
});

test('People are as many as there are, whatever bots may be', () => {
  const services = new Map([...CATALOGUE.services].map(([id, service]) => [id, { ...service, fillsUpTo: 20 }]));
  expect(most(classOf({ ...CATALOGUE, services }, LESSON))).toBe(20);
  const world = new World({ catalogue: { ...CATALOGUE, services } });
  for (let seat = 0; seat < 40; seat++) world.join(`s${seat}`);
  world.skipTo('play', 0);
  expect(world.room.scene()?.nodes.filter(({ bot }) => !bot)).toHaveLength(40);
});
