import { describe, expect, test } from 'vitest';
import { classCatalogue } from '../../server/catalogue.ts';
import { newBudget } from '../../server/classes/budget.ts';
import { weightOf } from '../../server/classes/weights.ts';
import { lessonCatalogue } from '../../server/lessons.ts';
import { type Catalogue, Classroom, openClass } from '../../shared/class/index.ts';
import { paramsFor } from '../../shared/scenarios/params.ts';
import type { Scenario } from '../../shared/scenarios/scenario.ts';
import { completeParams, MOST_FILLED } from '../../shared/services/contract.ts';
import { ARCHITECTURES, Run, seconds } from '../../shared/sim/index.ts';
import { SECRET } from '../class/sample.ts';
import { commandOf, type Press } from '../class/world.ts';

const CATALOGUE = unbounded(classCatalogue());
const LESSONS = lessonCatalogue();
const DESK = { kind: 'instructor' } as const;
const HEAVY = 'paid-twice';

/** As if no service said how many bots fill a class: what is asked here is what the server bears. */
function unbounded(catalogue: Catalogue): Catalogue {
  const services = [...catalogue.services].map(
    ([id, service]) => [id, { ...service, fillsUpTo: MOST_FILLED }] as const,
  );
  return { ...catalogue, services: new Map(services) };
}

const all: Classroom[] = [];
const budget = newBudget(() => all);

function newClass(scenario = HEAVY): Classroom {
  const lesson = LESSONS.find({ scenario });
  if (lesson === undefined) throw new Error(scenario);
  const opened = openClass({ code: 'CDFGH', title: 'Class', lesson, seed: 1, secret: SECRET }, 0);
  const classroom = Classroom.rebuild(CATALOGUE, opened);
  all.push(classroom);
  return classroom;
}

/** @returns how many bots would fit where the command does not, undefined where it was carried out */
function ask(classroom: Classroom, press: Press): unknown {
  const command = commandOf(press, classroom, classroom.lastAt);
  const why = budget.refuses(classroom, command);
  if (why !== undefined) return why.said.args?.['bots'];
  const decision = classroom.decide(command, DESK, classroom.lastAt);
  if ('refusal' in decision) throw new Error(decision.refusal.code);
  for (const event of decision.events) classroom.apply(event);
  return undefined;
}

/** Classes that have taken nearly all of the room; the last of them. */
function fillTheServer(last = 230): Classroom {
  all.length = 0;
  const classes = [300, 300, 300, last].map((fillTo) => {
    const classroom = newClass();
    expect(ask(classroom, bots(fillTo))).toBeUndefined();
    expect(ask(classroom, START)).toBeUndefined();
    return classroom;
  });
  return classes[classes.length - 1] as Classroom;
}

const bots = (fillTo: number) => ({ type: 'bots', fillTo }) as const;
const START = { type: 'start' } as const;

describe('What a server can bear', () => {
  test('is a thousand bots of the heaviest service, or thousands of the others', () => {
    fillTheServer();
    all.length = 0;
    for (let classes = 0; classes < 8; classes++) {
      const classroom = newClass('release-day');
      expect(ask(classroom, bots(300))).toBeUndefined();
      expect(ask(classroom, START)).toBeUndefined();
    }
  });

  test('is said to those that ask for more: how many bots fit', () => {
    fillTheServer(80);
    const second = newClass();
    expect(ask(second, bots(250))).toSatisfy((fit: number) => fit > 100 && fit < 250);
    const fit = ask(second, bots(250)) as number;
    expect(ask(second, bots(fit))).toBeUndefined();
    expect(ask(second, START)).toBeUndefined();
    expect(ask(second, bots(fit + 1))).toBe(fit);
  });

  test('is asked for again at the start: what fitted before, others may have taken', () => {
    fillTheServer(1);
    const [first, second] = [newClass(), newClass()];
    for (const classroom of [first, second]) expect(ask(classroom, bots(220))).toBeUndefined();
    expect(ask(first, START)).toBeUndefined();
    expect(ask(second, START)).toBeTypeOf('number');
    expect(second.isInRound).toBe(false);
  });

  test('always has room for a class with the bots that its scenario brings', () => {
    fillTheServer();
    for (let classes = 0; classes < 20; classes++) expect(ask(newClass(), START)).toBeUndefined();
    expect(ask(newClass(), bots(40))).toBeUndefined();
  });

  test('never keeps people out: their machines count for nobody', () => {
    fillTheServer();
    const school = newClass();
    for (let pupil = 0; pupil < 200; pupil++) join(school, pupil);
    expect(ask(school, START)).toBeUndefined();
  });

  test('is not asked again for what goes on in a lesson, nor for fewer bots', () => {
    const last = fillTheServer();
    for (const command of [{ type: 'next' }, { type: 'next' }, bots(220), { type: 'back' }] as const)
      expect(ask(last, command)).toBeUndefined();
  });

  test('comes free again when a class is at its end', () => {
    const last = fillTheServer();
    const other = newClass();
    expect(ask(other, bots(220))).toBeTypeOf('number');
    expect(ask(last, { type: 'end' })).toBeUndefined();
    expect(ask(other, bots(220))).toBeUndefined();
  });
});

function join(classroom: Classroom, pupil: number): void {
  const command = { type: 'join', seat: `s${pupil}`, device: `device-${pupil}`, name: `Pupil ${pupil}` } as const;
  const decision = classroom.decide(command, { kind: 'server' }, classroom.lastAt);
  if ('refusal' in decision) throw new Error(decision.refusal.code);
  for (const event of decision.events) classroom.apply(event);
}

const SCENARIOS = LESSONS.lines
  .filter(({ kind }) => kind === 'scenario')
  .flatMap(({ id }) => LESSONS.find({ scenario: id })?.rounds ?? []);

describe('A run of so many machines causes no more events than it weighs', () => {
  test.each(SCENARIOS.map((scenario) => [scenario.id, scenario] as const))('%s', (_, scenario) => {
    for (const architecture of ARCHITECTURES) {
      for (const machines of [30, 100]) {
        const weight = weightOf({ service: scenario.service, architecture, machines });
        expect(eventsPerSecond(scenario, architecture, machines), `${architecture} ${machines}`).toBeLessThan(weight);
      }
    }
  });
});

const LONG_ENOUGH = 12;

function eventsPerSecond(scenario: Scenario, architecture: (typeof ARCHITECTURES)[number], nodes: number): number {
  const service = CATALOGUE.services.get(scenario.service);
  if (service === undefined) throw new Error(scenario.service);
  const completed = completeParams(service, paramsFor(scenario, service, nodes));
  if ('problem' in completed) throw new Error(completed.problem);
  const stresses = scenario.stresses.map((use) => ({
    ...use,
    params: { ...CATALOGUE.stresses.get(use.id)?.defaults, ...use.params },
  }));
  const { pace } = scenario;
  const durations = { play: scenario.seconds.play };
  const plan = {
    service: service.id,
    architecture,
    params: completed.params,
    nodes,
    stresses,
    seed: 7,
    durations,
    pace,
  };
  const run = Run.create({ plan, protocol: service.sides[architecture].protocol(plan), stresses: CATALOGUE.stresses });
  run.advance(seconds(LONG_ENOUGH));
  return run.events / LONG_ENOUGH;
}
