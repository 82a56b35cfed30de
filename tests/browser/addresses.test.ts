import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureClient } from '../../server/launch/client.mjs';
import { type ServerProcess, startServer } from '../server/support/process.ts';
import { launchBrowser } from '../support/browser.ts';
import { startProxy, type TestProxy } from '../support/proxy.ts';
import { isUpgrade } from '../support/request-heads.ts';
import { joinedStudent, LAPTOP, openWindow, PROJECTOR, pressNext } from './support.ts';

const soon = { timeout: 60_000 };

let folder: string;
let browser: Browser;
let server: ServerProcess;
let proxy: TestProxy;

beforeAll(async () => {
  await ensureClient();
  folder = mkdtempSync(join(tmpdir(), 'addresses-'));
  server = await startServer('--port', '0', '--data', folder);
  proxy = await startProxy(server.port);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await proxy.close();
  await server.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

it('No address that a proxy sees in a lesson holds what opens a seat or the desk', async () => {
  const { page: desk } = await openWindow(browser, { size: LAPTOP });
  await desk.goto(`${proxy.url}/teach`);
  await desk.click('button[aria-label="Start the class: Release day"]');
  const code = (await desk.textContent('.invitation .code')) ?? '';
  await desk.click('.key-link summary');
  const link = await desk.inputValue('.key-link input');
  const { page: board } = await openWindow(browser, { size: PROJECTOR });
  await board.goto(`${proxy.url}/board/${code}`);
  const { page: phone } = await joinedStudent(browser, proxy.url, code, 'Ana');
  const { page: second } = await openWindow(browser, { size: LAPTOP });
  await second.goto(`${proxy.url}/teach${new URL(link).hash}`);
  await second.waitForSelector('.desk');
  await playToTheEnd(desk);
  await phone.waitForSelector('.class[data-phase="end"]', soon);
  await board.waitForSelector('.board[data-phase="end"]', soon);
  await phone.reload();
  await phone.waitForSelector('.class[data-phase="end"]', soon);
  await Promise.all([desk.waitForEvent('download'), desk.click('text=Spreadsheet (CSV)')]);

  const opening = [...(await secretsOf(desk, ['key'])), ...(await secretsOf(phone, ['token']))];
  const secrets = [...opening, ...(await secretsOf(phone, ['device']))];
  expect(secrets.length).toBe(3);
  const addresses = proxy.requests.map(
    (head) => `${head.split('\r\n', 1)[0]} ${/^referer:.*$/im.exec(head)?.[0] ?? ''}`,
  );
  expect(proxy.requests.filter(isUpgrade).length).toBeGreaterThanOrEqual(5);
  expect(addresses.filter((address) => secrets.some((secret) => decodeURIComponent(address).includes(secret)))).toEqual(
    [],
  );
  expect(addresses.filter((address) => /token|key=|auth|claim|device/i.test(address))).toEqual([]);
  // They did come by, where no log keeps them.
  for (const secret of opening) {
    expect(proxy.requests.some((head) => /^authorization:.*$/im.exec(head)?.[0].includes(secret))).toBe(true);
  }
});

async function playToTheEnd(desk: Page): Promise<void> {
  const phaseOf = () => desk.getAttribute('.desk', 'data-phase');
  for (let phase = await phaseOf(); phase !== 'end'; phase = await phaseOf()) {
    await pressNext(desk);
    await desk.waitForSelector(`.desk:not([data-phase="${phase}"])`, soon);
  }
}

/** What this browser keeps and nobody else may know. */
async function secretsOf(page: Page, fields: readonly string[]): Promise<readonly string[]> {
  const kept = await page.evaluate(() => Object.entries({ ...localStorage }));
  const records = kept.flatMap(([name, value]) =>
    value.startsWith('{') ? Object.entries(JSON.parse(value)) : [[name.split('.').at(-1), value]],
  );
  return records.flatMap(([field, value]) => (fields.includes(String(field)) ? [String(value)] : []));
}
