import { afterAll, beforeAll, expect, test } from 'vitest';
import { classCatalogue } from '../../server/catalogue.ts';
import type { ResultView, SceneView } from '../../shared/protocol/views.ts';
import { SCENARIOS } from '../../shared/scenarios/index.ts';
import type { LessonPlan, Scenario } from '../../shared/scenarios/scenario.ts';
import { STRESS_BY_ID } from '../../shared/stresses/index.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { joinStudent, openDesk, Page } from './support/page.ts';
import { type Frame, listenIn } from './support/wiretap.ts';

const PLAY = 30;
const STUDENTS = ['Ada', 'Ben', 'Cem', 'Dea', 'Eli'];

/** Every scenario in which somebody is something in secret, with runs that are short and last until after the last of them begins. */
const ROUNDS: readonly Scenario[] = SCENARIOS.filter(({ stresses }) =>
  stresses.some(({ id }) => STRESS_BY_ID.get(id)?.hiddenRole !== undefined),
).map((scenario) => ({
  ...scenario,
  seconds: { brief: 600, predict: 600, play: PLAY, reveal: 600, again: 600, compare: 900 },
  stresses: scenario.stresses.map((use) => ({ ...use, at: Math.min(use.at, PLAY - 5) })),
}));
const LESSON: LessonPlan = { id: 'hidden-roles', title: 'Hidden roles', rounds: ROUNDS };

let game: TestApp;
beforeAll(async () => {
  game = await startTestApp({ catalogue: classCatalogue(), lesson: LESSON });
});
afterAll(() => game.close());

/** One machine that was something in secret: its name as the reveal gives it, without the marks that isolate it. */
interface Told {
  readonly name: string;
  readonly role: string;
}

/** All that somebody has who watches: what every reveal said, and the network of every run. */
interface Watched {
  readonly reveals: Reveal[];
}
interface Reveal {
  readonly round: number;
  readonly run: 0 | 1;
  readonly scene: SceneView;
  readonly told: readonly Told[];
}

interface Task {
  readonly round: number;
  readonly scene: SceneView;
}

/** A way to name machines before they are revealed: nodes, the best guess first. */
type Guess = (watched: Watched, task: Task) => readonly number[];

const nodesOf = ({ scene, told }: Reveal): readonly number[] =>
  scene.nodes.flatMap(({ node, name }) => (told.some((one) => one.name === name) ? [node] : []));
const nodesNamed = (scene: SceneView, names: readonly string[]): readonly number[] =>
  scene.nodes.flatMap(({ node, name }) => (names.includes(name) ? [node] : []));
const ofRound = ({ reveals }: Watched, round: number) => reveals.filter((reveal) => reveal.round === round);
/** Machines that people or bots play, but for the one with the original. */
const machines = ({ nodes }: SceneView): readonly number[] =>
  nodes.flatMap(({ node, bot, mark }) => (node > 0 && (bot || mark !== null) ? [node] : []));
const timesRevealed = ({ reveals }: Watched, node: number) =>
  reveals.filter((reveal) => nodesOf(reveal).includes(node)).length;

const GUESSES: Readonly<Record<string, Guess>> = {
  'the machines that the last reveal named': (watched) => watched.reveals.slice(-1).flatMap(nodesOf),
  'the machines that this round’s reveal named': (watched, { round }) => ofRound(watched, round).flatMap(nodesOf),
  'the students and bots that this round’s reveal named': (watched, { round, scene }) =>
    nodesNamed(
      scene,
      ofRound(watched, round).flatMap(({ told }) => told.map(({ name }) => name)),
    ),
  'anybody but those that this round’s reveal named': (watched, { round, scene }) => {
    const named = ofRound(watched, round).flatMap(nodesOf);
    return machines(scene).filter((node) => !named.includes(node));
  },
  'those that were revealed most often': (watched, { scene }) =>
    machines(scene).toSorted((a, b) => timesRevealed(watched, b) - timesRevealed(watched, a)),
  'those that were revealed least often': (watched, { scene }) =>
    machines(scene).toSorted((a, b) => timesRevealed(watched, a) - timesRevealed(watched, b)),
  'the first in order': (_, { scene }) => machines(scene),
  'the last in order': (_, { scene }) => machines(scene).toReversed(),
  'the first in the alphabet': (_, { scene }) =>
    machines(scene).toSorted((a, b) => nameOf(scene, a).localeCompare(nameOf(scene, b))),
};

function nameOf(scene: SceneView, node: number): string {
  return scene.nodes.find((one) => one.node === node)?.name ?? '';
}

/** Right guesses of one way, beside what chance would give: its mean and variance (hypergeometric). */
interface Score {
  right: number;
  mean: number;
  variance: number;
}

function score(sum: Score | undefined, guessed: readonly number[], nodes: readonly number[], scene: SceneView): void {
  // That the server of the one network is the server is no secret.
  if (sum === undefined || scene.nodes.some(({ node, role }) => nodes.includes(node) && role === 'server')) return;
  const [count, of] = [nodes.length, machines(scene).length];
  const named = [...new Set(guessed)].slice(0, count);
  sum.right += named.filter((node) => nodes.includes(node)).length;
  const share = count / of;
  sum.mean += named.length * share;
  sum.variance += (named.length * share * (1 - share) * (of - named.length)) / (of - 1);
}

const ISOLATES = /[\u2066-\u2069]/g;
function revealedIn(page: Page): readonly Told[] {
  const { revealed } = JSON.parse(page.state.result) as ResultView;
  return revealed.map(({ key, args }) => ({ role: key, name: String(args?.['name']).replaceAll(ISOLATES, '') }));
}

/** What everybody is told of the trouble is called in the plural. */
const TRAITS = [...STRESS_BY_ID.values()].flatMap(({ hiddenRole }) => hiddenRole ?? []);
function holdsTrait(bytes: Buffer): boolean {
  return TRAITS.some((trait) => {
    for (let at = bytes.indexOf(trait); at >= 0; at = bytes.indexOf(trait, at + 1)) {
      if (bytes[at + trait.length] !== 's'.charCodeAt(0)) return true;
    }
    return false;
  });
}

test('rule secrecy 3.1: A whole lesson on a board’s and a student’s socket tells nobody who is what in secret before each reveal', async () => {
  const { code, desk } = await openDesk(game.url, LESSON.id);
  const board = await Page.open(game.url, code, { kind: 'board' });
  const students = await Promise.all(STUDENTS.map((name) => joinStudent(game.url, code, name)));
  const watchers = [board, ...students.map(({ page }) => page)];
  const watched: Watched = { reveals: [] };
  const scores = new Map(Object.keys(GUESSES).map((name) => [name, { right: 0, mean: 0, variance: 0 }]));
  const kinds = new Map<string, string>();

  for (const [round, scenario] of ROUNDS.entries()) {
    for (const run of [0, 1] as const) {
      await prepare(desk, board, run);
      const heard = listenIn();
      await desk.skipTo('play', run);
      await board.until(() => board.scene !== undefined);
      const scene = board.scene as SceneView;
      const guesses = Object.entries(GUESSES).map(([name, guess]) => [name, guess(watched, { round, scene })] as const);
      const { leaks, own } = await rolesHeard(desk, watchers, heard);
      expect(leaks, scenario.id).toEqual([]);
      expect(own, 'the scan finds what is there').toBeGreaterThan(0);
      const after = run === 0 ? 'reveal' : 'compare';
      await desk.skipTo(after, run);
      await board.until(() => board.state.phase === after && board.state.run === run);
      const told = revealedIn(board).slice(ofRound(watched, round).flatMap((reveal) => reveal.told).length);
      const nodes = nodesOf({ round, run, scene, told });
      for (const [name, named] of guesses) score(scores.get(name), named, nodes, scene);
      watched.reveals.push({ round, run, scene, told });
      const roles = told.map(({ role }) => role).sort();
      expect(roles.length, `${scenario.id} ${run}: somebody is revealed`).toBeGreaterThan(0);
      if (run === 0) kinds.set(scenario.id, String(roles));
      else expect(String(roles), 'the pair is fair: as many, and the same').toBe(kinds.get(scenario.id));
    }
  }

  for (const [name, { right, mean, variance }] of scores) {
    // Five deviations: by chance once in a million lessons, and far below what knowing would give.
    expect(right, `${name}: ${mean.toFixed(1)} by chance`).toBeLessThan(mean + 5 * Math.sqrt(variance));
  }
});

/** Goes through what comes before a run. Whoever then asks for everything gets no network that has not begun. */
async function prepare(desk: Page, board: Page, run: 0 | 1): Promise<void> {
  for (const phase of run === 0 ? (['brief', 'predict'] as const) : (['brief'] as const)) {
    await desk.skipTo(phase, run);
    for (const page of [desk, board]) {
      await page.until(() => page.state.phase === phase && page.state.run === run);
      page.scene = undefined;
      await page.room.request('hello');
      // What the hello brings is sent before its answer.
      expect(page.scene, `${phase} of run ${run}`).toBeUndefined();
    }
  }
}

/** Plays almost to the end by the clock. @returns what spoke of a hidden role: to those who have none, and to those who have one */
async function rolesHeard(
  desk: Page,
  watchers: readonly Page[],
  heard: readonly Frame[],
): Promise<{ readonly leaks: readonly string[]; readonly own: number }> {
  game.clock.rate(10);
  await desk.until(() => (desk.desk?.secrets.length ?? 0) > 0);
  const bearers = new Set(desk.desk?.secrets.map(({ node }) => node));
  await desk.until(() => (desk.frames.at(-1)?.t ?? 0) > (PLAY - 4) * 1e6);
  game.clock.rate(0);
  const hasRole = ({ url }: Frame): boolean => {
    const seat = watchers.find(({ room }) => url.includes(room.sessionId))?.seat;
    return url.includes(desk.room.sessionId) || (seat !== undefined && bearers.has(seat.node));
  };
  const spoken = heard.filter(({ bytes }) => holdsTrait(bytes));
  game.clock.rate(1);
  const leaks = spoken.filter((frame) => !hasRole(frame)).map(({ bytes }) => bytes.toString('latin1').slice(0, 300));
  return { leaks, own: spoken.length - leaks.length };
}
