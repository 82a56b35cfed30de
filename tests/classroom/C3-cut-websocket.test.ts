import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../../client/connection/index.ts';
import { linkSentence } from '../../client/ui/link-line.tsx';
import { EN } from '../../client/words/en/index.ts';
import { addWords } from '../../client/words/index.ts';
import type { CommandAnswer, OpenedAnswer } from '../../shared/protocol/messages.ts';
import { openClass, takeSeat } from '../server/support/ask.ts';
import { Page } from '../server/support/page.ts';
import { type ServerProcess, startServer } from '../server/support/process.ts';
import { all, type LivePages, livePages } from '../support/live-pages.ts';
import { startProxy, type TestProxy } from '../support/proxy.ts';

const PUPILS = ['Ada', 'Ben', 'Chidi', 'Dina'];
/** ms of the pages' clock between two cuts, and within which a page has come back. */
const [CUT_AFTER, BACK_WITHIN] = [60_000, 30_000];
const CUTS = 5;
const soon = { timeout: 30_000 };

addWords(EN);

let folder: string;
let server: ServerProcess;
let proxy: TestProxy;
let pages: LivePages;
let desk: Page;
let board: Session;
let pupils: readonly Session[];
let opened: OpenedAnswer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cut-websocket-'));
  server = await startServer('--port', '0', '--data', folder);
  proxy = await startProxy(server.port);
  opened = await openClass(server.url, 'first-lesson');
  const { code, key } = opened;
  desk = await Page.open(server.url, code, { kind: 'desk', key });
  const seats = await Promise.all(PUPILS.map((name) => takeSeat(server.url, code, name)));
  pages = livePages(proxy.url, code);
  pupils = seats.map(({ token }) => pages.open({ kind: 'seat', token }));
  board = pages.open({ kind: 'board' });
  await all([...pupils, board], 'connected');
});
beforeEach(() => proxy.set('pass'));
afterAll(async () => {
  pages.close();
  await proxy.close();
  await server.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test('C3: a proxy that refuses WebSockets is named on every page, with what to ask IT for', async () => {
  proxy.set('refuse-upgrades');
  await cut();
  await pages.pass(BACK_WITHIN);
  const request = `Ask IT to allow WebSockets to ${proxy.url.replace('http', 'ws')}`;
  for (const pupil of pupils) expect(linkSentence(pupil.link.value, 'student')).toContain(request);
  expect(linkSentence(board.link.value, 'board')).toContain(request);
  proxy.set('pass');
  await pages.pass(BACK_WITHIN);
  await desk.until(() => desk.state.connected === PUPILS.length);
});

test('C3: behind a proxy that cuts every WebSocket after its minute, play goes on: every tap that was acknowledged counts once, and the board is told', async () => {
  await desk.skipTo('play');
  expect(await desk.instruct({ type: 'extend', seconds: 300 })).toEqual({ ok: true });
  const told = new Set<string | undefined>();
  const stop = board.link.subscribe((link) => told.add(linkSentence(link, 'board')));
  const answers = pupils.map((): CommandAnswer[] => []);
  for (let cuts = 0; cuts < CUTS; cuts++) {
    await pages.pass(CUT_AFTER);
    await Promise.all(pupils.map((pupil, index) => tapUntilTaken(pupil, answers[index] ?? [])));
    // The next taps are on their way as the connections go.
    const unheard = pupils.map((pupil, index) => tap(pupil, answers[index] ?? []));
    await cut();
    await Promise.all(unheard);
    await pages.pass(BACK_WITHIN);
  }
  stop();
  expect([...told].join('\n')).toContain('This network keeps cutting the live connection.');

  await desk.until(() => desk.state.connected === PUPILS.length);
  expect(desk.state.joined).toBe(PUPILS.length);
  await desk.skipTo('reveal');
  const counted = await actsByName();
  for (const [index, name] of PUPILS.entries()) {
    const own = answers[index] ?? [];
    const acknowledged = own.filter(({ ok }) => ok).length;
    const unheard = own.filter((answer) => !answer.ok && answer.refusal.code === 'no-answer').length;
    expect(acknowledged, name).toBeGreaterThanOrEqual(CUTS);
    expect(counted.get(name), name).toBeGreaterThanOrEqual(acknowledged);
    expect(counted.get(name), name).toBeLessThanOrEqual(acknowledged + unheard);
  }
});

/** Cuts every live connection, and resolves once every page has noticed. */
async function cut(): Promise<void> {
  const away = all([...pupils, board], 'away');
  proxy.cut();
  await away;
}

async function tapUntilTaken(pupil: Session, answers: CommandAnswer[]): Promise<void> {
  await vi.waitFor(async () => expect(await tap(pupil, answers)).toEqual({ ok: true }), soon);
}

/** Taps the first thing that there is to tap, if any. */
async function tap({ act, seat, view }: Session, answers: CommandAnswer[]): Promise<CommandAnswer | undefined> {
  const verbs = [...(seat.value?.play?.offers ?? []), ...(seat.value?.play?.verbs ?? [])];
  const verb = verbs.find(({ blocked }) => blocked === undefined);
  const answer = verb && (await act({ type: 'act', action: verb.action, epoch: view.value?.epoch ?? -1 }));
  if (answer !== undefined) answers.push(answer);
  return answer;
}

/** As the report counts them. */
async function actsByName(): Promise<ReadonlyMap<string, number>> {
  const { code, key } = opened;
  const headers = { authorization: `Bearer ${key}` };
  const report = await (await fetch(`${server.url}/api/classes/${code}/report.csv`, { headers })).text();
  const [head = [], ...lines] = report.split('\r\n').map((line) => line.split(','));
  const [name, acts] = [head.indexOf('name'), head.indexOf('acts')];
  return new Map(lines.map((line) => [line[name] ?? '', Number(line[acts])]));
}
