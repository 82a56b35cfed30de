import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openClass, refusalOf } from './support/ask.ts';
import { Page } from './support/page.ts';
import { type ServerProcess, startServer } from './support/process.ts';

interface Health {
  readonly ok: boolean;
  readonly problems: readonly string[];
}

let folder = '';
const servers: ServerProcess[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'held-'));
});
afterAll(async () => {
  for (const { child, end } of servers) if (child.exitCode === null && child.signalCode === null) await end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});
const start = async () => {
  const server = await startServer('--port', '0', '--data', folder);
  servers.push(server);
  return server;
};

test('A second server on a folder says that another one has it, takes no class for damaged, and has them all once that one has ended', async () => {
  const first = await start();
  const { code, key } = await openClass(first.url, 'first-lesson');
  const second = await start();
  const answer = await ask(`${second.url}/api/classes/${code}`);
  expect(answer).toMatchObject({
    status: 503,
    body: { ok: false, refusal: { code: 'held' }, english: expect.stringContaining('another server has it open') },
  });
  expect(await refusalOf(ask(`${second.url}/api/classes`, { lesson: 'first-lesson' }))).toBe('held');
  const health = await ask<Health>(`${second.url}/health`);
  expect(health).toMatchObject({ status: 503, body: { ok: false } });
  expect(health.body.problems.join(' ')).toMatch(/1 class waits to be opened: another server has the data folder open/);
  expect(JSON.stringify(health.body)).not.toContain(code);
  expect(second.output.filter((line) => line.includes(code) && line.includes('another server'))).toHaveLength(1);
  expect(second.output.join(' ')).not.toMatch(/damaged|set aside/);

  const desk = await Page.open(first.url, code, { kind: 'desk', key });
  await desk.instruct({ type: 'lock', on: true });
  await first.end('SIGKILL');
  const isBack = async () => (await ask(`${second.url}/api/classes/${code}`)).body;
  await expect.poll(isBack, { timeout: 60_000, interval: 200 }).toMatchObject({ code, locked: true });
  await expect.poll(async () => (await ask(`${second.url}/health`)).status, { timeout: 60_000 }).toBe(200);
  await openClass(second.url, 'first-lesson');
});
