import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { ROOT } from '../../server/launch/project.mjs';
import { joinedStudent, openWindow, PROJECTOR } from '../browser/support.ts';
import { ask, openClass } from '../server/support/ask.ts';
import { launchBrowser } from '../support/browser.ts';

/** Vite bundles the packages first; programs start. */
const SLOW = { timeout: 120_000 };
const PARTS = ['client', 'shared', 'server', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** A copy of the project, whose sources a test may change. */
function copyOfProject(): string {
  const root = mkdtempSync(join(tmpdir(), 'dev-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const part of PARTS) cpSync(join(ROOT, part), join(root, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'junction');
  return root;
}

/** `npm run dev` there, until the test is over. @returns where it is reached */
async function startDev(root: string): Promise<string> {
  const args = ['server/launch/dev.mjs', '--host', '127.0.0.1', '--port', '0', '--data', join(root, 'data')];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = once(child.stdout, 'end');
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await gone;
  });
  child.stdout.resume();
  return new Promise((resolve) => {
    createInterface(child.stderr).on('line', (line) => {
      const url = /^Instructor: (.*)\/teach$/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
}

function change(file: string, from: string, to: string): void {
  const source = readFileSync(file, 'utf8');
  expect(source).toContain(from);
  writeFileSync(file, source.replace(from, to));
}

/** What the game says where there is nothing; empty while it can't be asked. */
async function nothingSays(url: string): Promise<string> {
  const answer = await ask<{ refusal: { said: { text: string } } }>(`${url}/api/nothing`).catch(() => undefined);
  return JSON.stringify(answer?.body ?? '');
}

const seatOf = async (page: Page) => ({
  name: await page.locator('.me h2').innerText(),
  code: await page.locator('.lobby .seat-code b').innerText(),
  joined: await page.locator('.joined').innerText(),
});

test('While it is worked on, an open page gets new styles and texts and the server new rules, in the same class and seat', async () => {
  const root = copyOfProject();
  const url = await startDev(root);
  await expect.poll(() => nothingSays(url), SLOW).toContain('There is nothing at this address.');
  const { code } = await openClass(url, 'first-lesson');
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const { page } = await joinedStudent(browser, url, code, 'Ada');
  const seat = await seatOf(page);
  const board = await openWindow(browser, { size: PROJECTOR });
  await board.page.goto(`${url}/board/${code}`);
  await board.page.getByText('Ada').waitFor();

  await page.evaluate(() => document.body.setAttribute('data-same-page', ''));
  change(join(root, 'client/student/student.css'), '', '.lobby .me { outline: 7px solid }\n');
  const outline = () => page.locator('.lobby .me').evaluate((element) => getComputedStyle(element).outlineWidth);
  await expect.poll(outline).toBe('7px');
  expect(await page.locator('[data-same-page]').count(), 'styles change in the open page').toBe(1);

  change(join(root, 'client/words/en/class.ts'), 'Find this sign on the big screen', 'Look for this sign');
  await page.getByText('Look for this sign: it’s you.').waitFor();
  await expect.poll(() => seatOf(page)).toEqual(seat);

  const again = page.waitForEvent('websocket', (socket) => socket.url().includes('sessionId='));
  change(join(root, 'server/refusals.ts'), 'There is nothing at this address.', 'Nothing is here.');
  await expect.poll(() => nothingSays(url), SLOW).toContain('Nothing is here.');
  await again;
  await page.locator('.device dd.good').first().waitFor();
  expect(await seatOf(page)).toEqual(seat);
  await board.page.getByText('Ada').waitFor();
  expect((await ask<{ code: string }>(`${url}/api/classes/${code}`)).body).toMatchObject({ code });
});
