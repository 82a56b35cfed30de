import { SERVICES } from '../services/index.ts';
import { STRESS_BY_ID } from '../stresses/index.ts';
import bankHoliday from './bank-holiday.json' with { type: 'json' };
import behindFirewalls from './behind-firewalls.json' with { type: 'json' };
import bigFamilyCall from './big-family-call.json' with { type: 'json' };
import junkFlood from './junk-flood.json' with { type: 'json' };
import firstLesson from './lessons/first-lesson.json' with { type: 'json' };
import sevenServices from './lessons/seven-services.json' with { type: 'json' };
import sixQuestions from './lessons/six-questions.json' with { type: 'json' };
import oldPhoneNumber from './old-phone-number.json' with { type: 'json' };
import originDown from './origin-down.json' with { type: 'json' };
import paidTwice from './paid-twice.json' with { type: 'json' };
import powerCut from './power-cut.json' with { type: 'json' };
import relayDown from './relay-down.json' with { type: 'json' };
import releaseDay from './release-day.json' with { type: 'json' };
import rushHourOnTheWall from './rush-hour-on-the-wall.json' with { type: 'json' };
import type { Lesson, Scenario } from './scenario.ts';
import { type Ground, type Reading, readLesson, readScenario } from './schema.ts';
import serversBadDay from './servers-bad-day.json' with { type: 'json' };
import somebodyListens from './somebody-listens.json' with { type: 'json' };
import spoiledCopies from './spoiled-copies.json' with { type: 'json' };
import stolenKey from './stolen-key.json' with { type: 'json' };
import strangersAtTheDoor from './strangers-at-the-door.json' with { type: 'json' };
import theCut from './the-cut.json' with { type: 'json' };
import ticketSale from './ticket-sale.json' with { type: 'json' };

const GROUND: Ground = { services: SERVICES, stresses: STRESS_BY_ID };

/** Every scenario of the catalogue. A new one is a file and a line here. */
export const SCENARIOS: readonly Scenario[] = [
  sound(readScenario('release-day.json', releaseDay, GROUND)),
  sound(readScenario('spoiled-copies.json', spoiledCopies, GROUND)),
  sound(readScenario('origin-down.json', originDown, GROUND)),
  sound(readScenario('ticket-sale.json', ticketSale, GROUND)),
  sound(readScenario('servers-bad-day.json', serversBadDay, GROUND)),
  sound(readScenario('junk-flood.json', junkFlood, GROUND)),
  sound(readScenario('somebody-listens.json', somebodyListens, GROUND)),
  sound(readScenario('bank-holiday.json', bankHoliday, GROUND)),
  sound(readScenario('paid-twice.json', paidTwice, GROUND)),
  sound(readScenario('power-cut.json', powerCut, GROUND)),
  sound(readScenario('stolen-key.json', stolenKey, GROUND)),
  sound(readScenario('strangers-at-the-door.json', strangersAtTheDoor, GROUND)),
  sound(readScenario('old-phone-number.json', oldPhoneNumber, GROUND)),
  sound(readScenario('big-family-call.json', bigFamilyCall, GROUND)),
  sound(readScenario('relay-down.json', relayDown, GROUND)),
  sound(readScenario('behind-firewalls.json', behindFirewalls, GROUND)),
  sound(readScenario('rush-hour-on-the-wall.json', rushHourOnTheWall, GROUND)),
  sound(readScenario('the-cut.json', theCut, GROUND)),
];

const IDS = SCENARIOS.map(({ id }) => id);

/** Every lesson, the first one offered first. */
export const LESSONS: readonly Lesson[] = [
  sound(readLesson('lessons/first-lesson.json', firstLesson, IDS)),
  sound(readLesson('lessons/six-questions.json', sixQuestions, IDS)),
  sound(readLesson('lessons/seven-services.json', sevenServices, IDS)),
];

/** A catalogue with a mistake in it is a bug: it says where and does not load. */
function sound<T>(reading: Reading<T>): T {
  if ('problems' in reading) throw new Error(reading.problems.join('\n'));
  return reading.value;
}
