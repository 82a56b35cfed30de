import { z } from 'zod';
import { MEASURE_WORDS } from '../measures/index.ts';
import { completeParams, MOST_FILLED, type Service } from '../services/contract.ts';
import { ARCHITECTURES } from '../sim/index.ts';
import { completeStress, type StressCard } from '../stresses/index.ts';
import { list, named, number, object, oneOf, pattern, problemsIn, sentences, setting, text, whole } from './fields.ts';
import type { Lesson, Scenario } from './scenario.ts';

/** What scenarios are made of. */
export interface Ground {
  readonly services: readonly Service[];
  readonly stresses: ReadonlyMap<string, StressCard>;
}

/** What was read, or every problem, each as `file: field: what is allowed`. */
export type Reading<T> = { readonly value: T } | { readonly problems: readonly string[] };

const id = pattern(/^[a-z][a-z0-9-]{1,40}$/, 'use small letters, digits and hyphens');
const settings = named(setting);

const SCENARIO = object({
  id,
  title: text(40),
  story: sentences(2, 300),
  service: text(40),
  params: settings,
  perMachine: named(z.number('use a number')),
  machines: whole(4, 300, 'machines'),
  seconds: object({
    brief: number(5, 600, 's'),
    predict: number(5, 600, 's'),
    play: number(30, 300, 's'),
    reveal: number(5, 600, 's'),
    again: number(5, 600, 's'),
    compare: number(5, 900, 's'),
  }),
  pace: object({ bot: number(0.5, 30, 's'), person: number(2, 60, 's') }),
  first: oneOf(ARCHITECTURES),
  stresses: list(object({ id: text(40), at: number(0, 300, 's'), params: settings }), 0, 12),
  roles: text(300),
  question: text(200),
  lookFor: text(300),
  discuss: list(text(200), 3, 3),
  goal: object({
    says: text(200),
    architecture: oneOf(ARCHITECTURES),
    measure: oneOf(['progress', ...Object.keys(MEASURE_WORDS)]),
    atLeast: number(-1e9, 1e9, 'in the measure’s unit').optional(),
    atMost: number(-1e9, 1e9, 'in the measure’s unit').optional(),
  }),
  mechanism: object({
    says: text(300),
    without: object({ architecture: oneOf(ARCHITECTURES).optional(), params: settings.optional() }),
  }),
});

/** Reads a scenario from a file's content. */
export function readScenario(file: string, json: unknown, ground: Ground): Reading<Scenario> {
  const read = SCENARIO.safeParse(json);
  if (!read.success) return refused(file, problemsIn(read.error));
  const problems = meaningProblems(read.data, ground);
  return problems.length === 0 ? { value: read.data } : refused(file, problems);
}

/** Reads a lesson from a file's content; `scenarios` are the ids that its rounds may name. */
export function readLesson(file: string, json: unknown, scenarios: readonly string[]): Reading<Lesson> {
  const rounds = list(oneOf(scenarios), 1, 12);
  const read = object({ id, title: text(40), about: text(300), rounds }).safeParse(json);
  return read.success ? { value: read.data } : refused(file, problemsIn(read.error));
}

function refused(file: string, problems: readonly string[]): { readonly problems: readonly string[] } {
  return { problems: problems.map((problem) => `${file}: ${problem}`) };
}

/** What a form alone can't say: names that the catalogue must know, and values in their ranges. */
function meaningProblems(scenario: Scenario, ground: Ground): readonly string[] {
  const { goal, mechanism } = scenario;
  const service = ground.services.find((one) => one.id === scenario.service);
  if (service === undefined) {
    return [`service: unknown ${scenario.service}; use one of ${ground.services.map((one) => one.id).join(', ')}`];
  }
  const goals =
    (goal.atLeast === undefined) === (goal.atMost === undefined) ? ['goal: use one of atLeast, atMost'] : [];
  const change =
    Object.keys(mechanism.without).length === 0 ? ['mechanism.without: use architecture, params or both'] : [];
  return [
    ...paramProblems(service, scenario.params, 'params'),
    ...paramProblems(service, mechanism.without.params ?? {}, 'mechanism.without.params'),
    ...sizeProblems(service, scenario.perMachine),
    ...fillProblems(service, scenario.machines),
    ...scenario.stresses.flatMap((_, index) => stressProblems(scenario, index, service, ground)),
    ...goals,
    ...change,
  ];
}

function paramProblems(service: Service, params: Scenario['params'], place: string): readonly string[] {
  const completed = completeParams(service, params);
  return 'problem' in completed ? [`${place}: ${completed.problem}`] : [];
}

function sizeProblems(service: Service, perMachine: Scenario['perMachine']): readonly string[] {
  const numbers = service.params.filter(({ kind }) => kind === 'number').map(({ id }) => id);
  return Object.entries(perMachine).flatMap(([param, power]) => {
    const place = `perMachine.${param}`;
    if (!numbers.includes(param)) return [`${place}: unknown; use one of ${numbers.join(', ')}`];
    return power === 1 || power === -1 ? [] : [`${place}: use 1 (in proportion) or -1 (in inverse proportion)`];
  });
}

function fillProblems({ id, fillsUpTo = MOST_FILLED }: Service, machines: number): readonly string[] {
  return machines <= fillsUpTo ? [] : [`machines: use at most ${fillsUpTo}, up to which bots fill a class with ${id}`];
}

function stressProblems(scenario: Scenario, index: number, service: Service, { stresses }: Ground): readonly string[] {
  const place = `stresses[${index}]`;
  const use = scenario.stresses[index] as Scenario['stresses'][number];
  const card = stresses.get(use.id);
  if (card === undefined || !service.stresses.includes(use.id)) {
    return [`${place}.id: unknown ${use.id}; ${service.id} has ${service.stresses.join(', ')}`];
  }
  const roles = commonRoles(service);
  const completed = completeStress(card, use.params, { roles, nodes: scenario.machines });
  const problems = 'problem' in completed ? [`${place}.params: ${completed.problem}`] : [];
  const { play } = scenario.seconds;
  return use.at < play ? problems : [...problems, `${place}.at: use a time before the end of play (${play} s)`];
}

/** Both runs have the same stresses, so a target must mean something in both. */
function commonRoles(service: Service): readonly string[] {
  const [one, other] = ARCHITECTURES.map((architecture) => service.sides[architecture].roles.map((role) => role.id));
  return (one ?? []).filter((role) => other?.includes(role));
}
