import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandAnswer } from '../../shared/protocol/messages.ts';
import { deafBoards, openHeavyClasses } from '../support/hostile.ts';
import { joinStudent, openDesk, Page, type Student } from './support/page.ts';
import { type ServerProcess, startServer } from './support/process.ts';

const PUPILS = 30;
const CLASSES = 8;
/** More than the blockchain is filled up with. */
const TOO_MANY = 300;
/** Answers that each pupil waits for while something goes on. */
const TAPS = 5;

let folder = '';
let server: ServerProcess;
let code = '';
let key = '';
let desk: Page;
let pupils: readonly Student[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'heavy-'));
  server = await startServer('--port', '0', '--data', folder);
  ({ code, key, desk } = await openDesk(server.url, 'first-lesson'));
  pupils = await Promise.all(
    Array.from({ length: PUPILS }, (_, index) => joinStudent(server.url, code, `Pupil ${index}`)),
  );
  await desk.skipTo('play');
  await desk.instruct({ type: 'extend', seconds: 600 });
});
afterAll(async () => {
  await server.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Every pupil taps some times, and each tap has its answer, in this class. */
async function allAnswered(): Promise<void> {
  const answers = (await Promise.all(pupils.map(taps))).flat();
  expect(answers).toHaveLength(PUPILS * TAPS);
  const refusals = new Set(answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code])));
  // Who taps faster than a class takes it in is told so: that is an answer of this class, whatever the others do.
  for (const why of ['not-saved', 'broken', 'not-yours']) expect([...refusals]).not.toContain(why);
  expect(answers.filter(({ ok }) => ok).length).toBeGreaterThan(0);
  expect(pupils.map(({ page }) => page.closed)).toEqual(pupils.map(() => undefined));
}

/** An open button where there is one, else something that the class has to refuse. */
async function taps({ page }: Student): Promise<readonly CommandAnswer[]> {
  const answers: CommandAnswer[] = [];
  for (let tap = 0; tap < TAPS; tap++) {
    const open = [...(page.seat?.play?.offers ?? []), ...(page.seat?.play?.verbs ?? [])];
    const verb = open.find(({ blocked }) => blocked === undefined);
    answers.push(await page.act({ type: 'act', action: verb?.action ?? { type: 'dance' } }));
  }
  return answers;
}

describe('While a class of thirty plays', () => {
  test('strangers who set eight classes of 300 bots to play are told how many may be, and nobody waits for those either', async () => {
    const refused = await openHeavyClasses(server.url, CLASSES, { scenario: 'paid-twice', bots: TOO_MANY });
    const most = refused.refusals.map(([why]) => (why?.code === 'too-many-machines' ? why.said.args?.['most'] : why));
    expect(most).toEqual(most.map(() => expect.any(Number)));
    refused.end();
    const heavy = await openHeavyClasses(server.url, CLASSES, { scenario: 'paid-twice', bots: Number(most[0]) });
    expect(heavy.refusals.flat()).toEqual([]);
    await allAnswered();
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    expect(desk.closed).toBeUndefined();
    heavy.end();
    for (const one of heavy.desks) expect(one.closed).toBeUndefined();
  });

  test('as many bots as fit play on beside it', async () => {
    const fits = await openHeavyClasses(server.url, 1, { scenario: 'release-day', bots: 200 });
    expect(fits.refusals.flat()).toEqual([]);
    const [other] = fits.desks;
    await other?.until(() => other.state.phase === 'play' && other.frames.length > 10);
    await allAnswered();
    fits.end();
  });

  test('boards of strangers that read nothing, or never acknowledge, change nothing for it', async () => {
    const silent = await deafBoards(server.url, code, 10, 'silent');
    const deaf = await deafBoards(server.url, code, 10, 'deaf');
    for (let times = 0; times < 10; times++) silent.hello();
    await allAnswered();
    for (const boards of [silent, deaf]) boards.end();
  });

  test('a server that was killed meanwhile comes back to all of it', async () => {
    await server.end('SIGKILL');
    server = await startServer('--port', '0', '--data', folder);
    const again = await Page.open(server.url, code, { kind: 'desk', key });
    expect(again.state.phase).toBe('play');
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  });
});
