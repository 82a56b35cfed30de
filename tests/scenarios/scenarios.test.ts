import { describe, expect, test } from 'vitest';
import { LESSONS, SCENARIOS } from '../../shared/scenarios/index.ts';
import { paramsFor } from '../../shared/scenarios/params.ts';
import { minutesOf, type Scenario } from '../../shared/scenarios/scenario.ts';
import { readLesson, readScenario } from '../../shared/scenarios/schema.ts';
import { findService, SERVICES } from '../../shared/services/index.ts';
import { STRESS_BY_ID } from '../../shared/stresses/index.ts';

const GROUND = { services: SERVICES, stresses: STRESS_BY_ID };
const [SOUND] = SCENARIOS as [Scenario, ...Scenario[]];

function scenario(id: string): Scenario {
  const found = SCENARIOS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no scenario ${id}`);
  return found;
}

/** The problems of a sound scenario with some fields changed. */
function problems(change: object): readonly string[] {
  const read = readScenario('broken.json', { ...SOUND, ...change }, GROUND);
  return 'problems' in read ? read.problems : [];
}

describe('The catalogue', () => {
  test('has at least sixteen scenarios, two or more for each service, with ids of their own', () => {
    expect(SCENARIOS.length).toBeGreaterThanOrEqual(16);
    expect(new Set(SCENARIOS.map(({ id }) => id)).size).toBe(SCENARIOS.length);
    for (const { id } of SERVICES) {
      expect(SCENARIOS.filter((scenario) => scenario.service === id).length, id).toBeGreaterThanOrEqual(2);
    }
  });

  test.each([
    ['first-lesson', 15, 2],
    ['six-questions', 30, 4],
    ['seven-services', 50, 7],
  ])('has the lesson %s of %i minutes, with %i services', (id, minutes, services) => {
    const rounds = LESSONS.find((lesson) => lesson.id === id)?.rounds.map(scenario) ?? [];
    expect(minutesOf(rounds)).toBe(minutes);
    expect(new Set(rounds.map(({ service }) => service)).size).toBe(services);
  });

  test('offers the shortest lesson first', () => {
    const minutes = LESSONS.map(({ rounds }) => minutesOf(rounds.map(scenario)));
    expect(minutes).toEqual([...minutes].sort((one, other) => one - other));
  });
});

describe('A scenario with a mistake is refused by file, field and what is allowed', () => {
  test.each([
    ['a field that is missing', { title: undefined }, 'broken.json: title: missing'],
    [
      'a field that nobody knows',
      { colour: 'red' },
      /^broken\.json: colour: unknown field; there are id, title, story/,
    ],
    [
      'more machines than bots may fill',
      { service: 'bank', params: {}, perMachine: {}, stresses: [], machines: 120 },
      'broken.json: machines: use at most 100, up to which bots fill a class with bank',
    ],
    [
      'an unknown service',
      { service: 'post' },
      /^broken\.json: service: unknown post; use one of (web, file|file, web)/,
    ],
    ['an unknown setting', { params: { speed: 3 } }, /^broken\.json: params: file has no setting speed; it has pieces/],
    [
      'a setting that is a list',
      { params: { pieces: [3] } },
      'broken.json: params.pieces: use a number, true or false, or a text',
    ],
    [
      'a setting out of its range',
      { params: { pieces: 0 } },
      /^broken\.json: params: pieces=0: use a whole number from 1/,
    ],
    [
      'an unknown stress',
      { stresses: [{ id: 'quake', at: 1, params: {} }] },
      /stresses\[0\]\.id: unknown quake; file has crash/,
    ],
    [
      'a stress with an unknown target',
      { stresses: [{ id: 'crash', at: 1, params: { target: 'king' } }] },
      /stresses\[0\]\.params: crash: target king: use server/,
    ],
    [
      'a target that one architecture lacks',
      { stresses: [{ id: 'crash', at: 1, params: { target: 'client:1' } }] },
      /stresses\[0\]\.params: crash: target client:1/,
    ],
    [
      'a stress after the end',
      { stresses: [{ id: 'crash', at: 90, params: {} }] },
      'broken.json: stresses[0].at: use a time before the end of play (90 s)',
    ],
    [
      'a phase that is too short',
      { seconds: { ...SOUND.seconds, play: 5 } },
      'broken.json: seconds.play: use a number from 30 to 300 (s)',
    ],
    [
      'a story of one sentence',
      { story: 'Once upon a time.' },
      'broken.json: story: use 2 sentences of 300 characters at most; these are 1',
    ],
    ['two prompts', { discuss: ['a', 'b'] }, 'broken.json: discuss: use a list of 3'],
    ['an empty prompt', { discuss: ['a', ' ', 'c'] }, 'broken.json: discuss[1]: use a text of 1 to 200 characters'],
    ['machines by halves', { machines: 7.5 }, 'broken.json: machines: use a whole number from 4 to 300 (machines)'],
    [
      'an unknown measure',
      { goal: { ...SOUND.goal, measure: 'joy' } },
      /^broken\.json: goal\.measure: unknown "joy"; use one of progress, control/,
    ],
    [
      'a goal without a bound',
      { goal: { ...SOUND.goal, atLeast: undefined } },
      'broken.json: goal: use one of atLeast, atMost',
    ],
    [
      'a mechanism without a change',
      { mechanism: { says: 'x', without: {} } },
      /^broken\.json: mechanism\.without: use/,
    ],
    [
      'a size that follows nothing',
      { perMachine: { hashCheck: 1 } },
      /^broken\.json: perMachine\.hashCheck: unknown; use one of pieces/,
    ],
    [
      'an unknown architecture',
      { first: 'ring' },
      'broken.json: first: unknown "ring"; use one of client-server, peer-to-peer',
    ],
  ])('%s', (_, change, said) => {
    const [problem, ...more] = problems(change);
    expect(more).toEqual([]);
    expect(problem).toMatch(
      said instanceof RegExp ? said : new RegExp(`^${said.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`),
    );
  });

  test('and every mistake is told at once', () => {
    expect(problems({ title: '', machines: 1, first: 'ring' })).toHaveLength(3);
  });

  test.each([null, 7, [], 'text'])('what is no object at all: %j', (json) => {
    const read = readScenario('odd.json', json, GROUND);
    expect('problems' in read && read.problems[0]).toMatch(/^odd\.json: the file: use an object with id, title/);
  });

  test('a lesson with an unknown scenario', () => {
    const read = readLesson('lesson.json', { id: 'two', title: 'Two', about: 'x', rounds: ['nowhere'] }, [
      'here',
      'there',
    ]);
    expect(read).toEqual({ problems: ['lesson.json: rounds[0]: unknown "nowhere"; use one of here, there'] });
  });
});

test('settings that follow the class’s size do so in proportion or inverse proportion, within their range', () => {
  const service = findService('file');
  if (service === undefined) throw new Error('no file service');
  const scaled = (nodes: number) =>
    paramsFor(
      { machines: 10, params: { serverUplink: 8, pieces: 20 }, perMachine: { serverUplink: 1, pieces: -1 } },
      service,
      nodes,
    );
  expect(scaled(10)).toEqual({ serverUplink: 8, pieces: 20 });
  expect(scaled(25)).toEqual({ serverUplink: 20, pieces: 8 });
  expect(scaled(1000)).toEqual({ serverUplink: 800, pieces: 1 });
});
