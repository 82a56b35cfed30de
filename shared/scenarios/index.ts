import { SERVICES } from '../services/index.ts';
import { STRESS_BY_ID } from '../stresses/index.ts';
import bankHoliday from './bank-holiday.json' with { type: 'json' };
import firstLesson from './lessons/first-lesson.json' with { type: 'json' };
import originDown from './origin-down.json' with { type: 'json' };
import paidTwice from './paid-twice.json' with { type: 'json' };
import powerCut from './power-cut.json' with { type: 'json' };
import releaseDay from './release-day.json' with { type: 'json' };
import type { Lesson, Scenario } from './scenario.ts';
import { type Ground, type Reading, readLesson, readScenario } from './schema.ts';
import spoiledCopies from './spoiled-copies.json' with { type: 'json' };
import ticketSale from './ticket-sale.json' with { type: 'json' };

const GROUND: Ground = { services: SERVICES, stresses: STRESS_BY_ID };

/** Every scenario of the catalogue. A new one is a file and a line here. */
export const SCENARIOS: readonly Scenario[] = [
  sound(readScenario('release-day.json', releaseDay, GROUND)),
  sound(readScenario('spoiled-copies.json', spoiledCopies, GROUND)),
  sound(readScenario('origin-down.json', originDown, GROUND)),
  sound(readScenario('ticket-sale.json', ticketSale, GROUND)),
  sound(readScenario('bank-holiday.json', bankHoliday, GROUND)),
  sound(readScenario('paid-twice.json', paidTwice, GROUND)),
  sound(readScenario('power-cut.json', powerCut, GROUND)),
];

/** Every lesson, the first one offered first. */
export const LESSONS: readonly Lesson[] = [
  sound(
    readLesson(
      'lessons/first-lesson.json',
      firstLesson,
      SCENARIOS.map(({ id }) => id),
    ),
  ),
];

/** A catalogue with a mistake in it is a bug: it says where and does not load. */
function sound<T>(reading: Reading<T>): T {
  if ('problems' in reading) throw new Error(reading.problems.join('\n'));
  return reading.value;
}
