import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ResultView } from '../../shared/protocol/views.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { joinStudent, openDesk, Page } from './support/page.ts';
import { playAlong } from './support/script.ts';

let game: TestApp;
beforeAll(async () => {
  game = await startTestApp();
});
afterAll(() => game.close());

test('Thirty students play a whole lesson, the instructor presses Start once, and the server’s clock does the rest', async () => {
  const { code, key, desk } = await openDesk(game.url);
  const board = await Page.open(game.url, code, { kind: 'board' });
  const names = Array.from({ length: 30 }, (_, index) => `Student ${index + 1}`);
  const students = await Promise.all(names.map((name) => joinStudent(game.url, code, name)));
  await board.until(() => board.roster.size === 30 && board.state.connected === 30);
  const phases: string[] = [];
  board.room.onStateChange(({ phase, round, run }) => {
    const now = `${round}.${run} ${phase}`;
    if (phases.at(-1) !== now) phases.push(now);
  });

  expect(await desk.instruct({ type: 'start' })).toEqual({ ok: true });
  game.clock.rate(25);
  const tallies = await Promise.all(students.map((student) => playAlong(student)));
  await board.until(() => board.state.phase === 'end');

  expect(phases).toEqual([
    ...['0.0 brief', '0.0 predict', '0.0 play', '0.0 reveal', '0.1 brief', '0.1 play', '0.1 compare'],
    ...['1.0 brief', '1.0 predict', '1.0 play', '1.0 reveal', '1.1 brief', '1.1 play', '1.1 compare'],
    '1.1 end',
  ]);
  const answers = tallies.flatMap(({ answers }) => answers);
  expect(answers.filter(({ ok }) => ok).length).toBeGreaterThan(30 * 6);
  const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code]));
  expect(refusals.filter((refusal) => refusal === 'broken' || refusal === 'malformed')).toEqual([]);

  const result = JSON.parse(board.state.result) as ResultView;
  expect(result.podium.length).toBeGreaterThan(0);
  expect(board.frames.some(({ departures }) => departures.length > 0)).toBe(true);
  expect(game.reports).toEqual([]);

  const report = await fetch(`${game.url}/api/classes/${code}/report.csv`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const lines = (await report.text()).trim().split('\r\n');
  expect(lines.filter((line) => line.startsWith('student,'))).toHaveLength(30 * 4);
});
