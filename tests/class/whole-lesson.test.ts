import { expect, test } from 'vitest';
import { type Actor, type Catalogue, type ClassEvent, Classroom, openClass } from '../../shared/class/index.ts';
import { createCounter } from '../../shared/measures/index.ts';
import { SCENARIOS } from '../../shared/scenarios/index.ts';
import type { LessonPlan } from '../../shared/scenarios/scenario.ts';
import { SERVICES } from '../../shared/services/index.ts';
import { Randomness } from '../../shared/sim/index.ts';
import { STRESS_BY_ID } from '../../shared/stresses/index.ts';
import { parFor } from '../../shared/theory/index.ts';
import { SECRET } from './sample.ts';
import { commandOf, everything, type Press } from './world.ts';

const CATALOGUE: Catalogue = {
  services: new Map(SERVICES.map((service) => [service.id, service])),
  stresses: STRESS_BY_ID,
  counter: (_facts, state) => createCounter(state),
  par: parFor,
};
const SERVER: Actor = { kind: 'server' };
const STUDENTS = 20;
/** In one lesson, when it is folded from checkpoints. */
const RESTARTS = 24;

/** Each scenario as a lesson of its own. */
const lessons: readonly (readonly [string, LessonPlan])[] = SCENARIOS.map((scenario) => [
  scenario.id,
  { id: scenario.id, title: scenario.title, rounds: [scenario] },
]);

/** A class whose students tap whatever they are offered, by chance, until the lesson is over. */
function play(lesson: LessonPlan): {
  readonly room: Classroom;
  readonly journal: readonly ClassEvent[];
  readonly at: number;
  readonly answers: ReadonlyMap<string, number>;
} {
  let at = 0;
  const journal = [...openClass({ code: 'ABCDE', title: 'Room 7', lesson, seed: 11, secret: SECRET }, at)];
  const room = Classroom.rebuild(CATALOGUE, journal);
  const random = new Randomness(4).stream('students', -1);
  const answers = new Map<string, number>();
  const step = (press: Press, actor: Actor): void => {
    room.advance(at);
    const decision = room.decide(commandOf(press, room, at), actor, at);
    let answer = 'refusal' in decision ? decision.refusal.code : 'ok';
    for (const event of 'events' in decision ? decision.events : []) {
      journal.push(JSON.parse(JSON.stringify(event)));
      answer = room.apply(event)?.code ?? answer;
    }
    if (actor.kind === 'student') answers.set(answer, (answers.get(answer) ?? 0) + 1);
  };
  const seats = Array.from({ length: STUDENTS }, (_, index) => `s${index}`);
  for (const seat of seats) {
    step({ type: 'join', seat, device: `device-${seat}`, name: `Pupil ${seat}` }, SERVER);
    step({ type: 'connected', seat }, SERVER);
  }
  step({ type: 'start' }, { kind: 'instructor' });
  for (let second = 1; second < 1000 && room.publicView(at).phase !== 'end'; second++) {
    const playing = room.publicView(at).phase === 'play';
    at = playing ? at + 1000 : (room.due() ?? at);
    step({ type: 'tick' }, SERVER);
    for (const seat of playing ? seats.slice(0, 12) : []) {
      if (!random.chance(0.5)) continue;
      const play = room.seatView(seat)?.play;
      const open = [...(play?.verbs ?? []), ...(play?.offers ?? [])].filter(({ blocked }) => blocked === undefined);
      if (open.length === 0) continue;
      const { action } = random.pick(open);
      step({ type: 'act', id: `${seat}-${second}`, number: second, action }, { kind: 'student', seat });
    }
  }
  return { room, journal, at, answers };
}

/** The journal folded with so many restarts on the way, each from a checkpoint. */
function foldedFromCheckpoints(journal: readonly ClassEvent[], restarts: number): Classroom {
  const [opened, ...rest] = journal;
  let room = Classroom.rebuild(CATALOGUE, opened === undefined ? [] : [opened]);
  const every = Math.ceil(rest.length / restarts);
  for (const [index, event] of rest.entries()) {
    if (index % every === 0) room = Classroom.restore(CATALOGUE, room.checkpoint(Number.POSITIVE_INFINITY) ?? '');
    room.apply(event);
  }
  return room;
}

test.each(lessons)('%s: a class plays it to its end, and is rebuilt to the letter', (_, lesson) => {
  const { room, journal, at, answers } = play(lesson);
  expect(room.publicView(at).phase).toBe('end');
  expect(answers.get('ok')).toBeGreaterThan(200);
  expect((answers.get('ok') ?? 0) / [...answers.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0.9);
  const { students, runs } = room.report();
  expect(students).toHaveLength(STUDENTS * 2 * lesson.rounds.length);
  expect(new Set(runs.map(({ architecture, round }) => `${round} ${architecture}`)).size).toBe(
    2 * lesson.rounds.length,
  );
  expect(Math.max(...students.map(({ points }) => points))).toBeLessThanOrEqual(100);
  const whole = everything(room, at);
  expect(everything(Classroom.rebuild(CATALOGUE, journal), at)).toEqual(whole);
  expect(everything(foldedFromCheckpoints(journal, RESTARTS), at)).toEqual(whole);
});

test('the players’ views name every machine that they speak of', () => {
  const [, lesson] = lessons[0] as (typeof lessons)[number];
  const journal = openClass({ code: 'ABCDE', title: 'Room 7', lesson, seed: 11, secret: SECRET }, 0);
  const room = Classroom.rebuild(CATALOGUE, journal);
  const step = (press: Press, actor: Actor, at: number): void => {
    room.advance(at);
    const decision = room.decide(commandOf(press, room, at), actor, at);
    for (const event of 'events' in decision ? decision.events : []) room.apply(event);
  };
  step({ type: 'join', seat: 'a', device: 'device-a', name: 'Ana' }, SERVER, 0);
  step({ type: 'connected', seat: 'a' }, SERVER, 0);
  for (const phase of ['start', 'next', 'next', 'next', 'next', 'next'] as const)
    step({ type: phase }, { kind: 'instructor' }, 10);
  expect(room.publicView(10)).toMatchObject({ phase: 'play', architecture: 'peer-to-peer' });
  let spoken = 0;
  for (let at = 1000; at < 40_000; at += 1000) {
    room.advance(at);
    const view = room.seatView('a');
    const nodes = JSON.stringify(view?.play).match(/"whom?":\d+/g) ?? [];
    for (const node of nodes) expect(view?.names).toHaveProperty(node.replace(/\D+/, ''));
    for (const { node } of view?.play?.neighbours ?? []) expect(view?.names).toHaveProperty(String(node));
    spoken += nodes.length;
  }
  expect(spoken).toBeGreaterThan(0);
});
