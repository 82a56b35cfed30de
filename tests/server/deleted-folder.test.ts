import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from './support/ask.ts';
import { joinStudent, openDesk, Page } from './support/page.ts';
import { type ServerProcess, startServer } from './support/process.ts';

const patience = { timeout: 60_000, interval: 100 };

let folder = '';
let server: ServerProcess;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deleted-'));
  server = await startServer('--port', '0', '--data', join(folder, 'data'));
});
afterAll(async () => {
  await server.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const health = async () => {
  const { status, body } = await ask<{ ok: boolean; problems: readonly string[] }>(`${server.url}/health`);
  return { status, ok: body.ok, problems: body.problems.join(' ') };
};

test('A data folder that is deleted in play is noticed at once: nothing is taken in, health says why, and it is written again with all that was acknowledged', async () => {
  const { code, key, desk } = await openDesk(server.url, 'first-lesson');
  await joinStudent(server.url, code, 'Ada');
  await desk.until(() => desk.state.connected === 1);
  expect(await health()).toEqual({ status: 200, ok: true, problems: '' });

  rmSync(join(folder, 'data'), { recursive: true });
  expect(await desk.instruct({ type: 'lock', on: true })).toMatchObject({ refusal: { code: 'not-saved' } });
  expect(await health()).toMatchObject({
    status: 503,
    ok: false,
    problems: expect.stringMatching(/deleted or replaced/),
  });
  expect(desk.state).toMatchObject({ joined: 1, locked: false });

  await expect.poll(health, patience).toMatchObject({ status: 200, ok: true });
  await expect.poll(() => desk.instruct({ type: 'lock', on: true }), patience).toEqual({ ok: true });
  await server.end('SIGKILL');
  server = await startServer('--port', '0', '--data', join(folder, 'data'));
  const again = await Page.open(server.url, code, { kind: 'desk', key });
  await again.until(() => again.state.joined === 1 && again.state.locked);
  expect([...again.roster.values()].map(({ name }) => name)).toEqual(['Ada']);
});
