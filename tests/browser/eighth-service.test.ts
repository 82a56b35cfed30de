import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../server/launch/project.mjs';
import { type ServerProcess, whenReady } from '../server/support/process.ts';
import { launchBrowser } from '../support/browser.ts';
import { joinedStudent, keepPicture, LAPTOP, openWindow, PROJECTOR, pressNext, type Window } from './support.ts';

const SERVICE = 'clock';
const SCENARIO = 'what-time-is-it';
const NEEDED = ['client', 'server', 'shared', 'package.json', 'package-lock.json', 'tsconfig.json'];

let copy: string;
let server: ServerProcess;
let browser: Browser;

/** A copy of the project with an eighth service: one folder and one entry in the registry, and a scenario in the same way. */
beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'eighth-'));
  for (const part of NEEDED) cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  cpSync(join(ROOT, 'tests', 'services', SERVICE), join(copy, 'shared', 'services', SERVICE), { recursive: true });
  enter('shared/services/index.ts', `import { clock } from './${SERVICE}/index.ts';`, ' canvas]', ' canvas, clock]');
  cpSync(
    join(ROOT, 'tests', 'services', SERVICE, `${SCENARIO}.json`),
    join(copy, 'shared', 'scenarios', `${SCENARIO}.json`),
  );
  const reads = `sound(readScenario('${SCENARIO}.json', time, GROUND)),`;
  const imports = `import time from './${SCENARIO}.json' with { type: 'json' };`;
  enter('shared/scenarios/index.ts', imports, '\n];\n\nconst IDS', `\n  ${reads}\n];\n\nconst IDS`);
  const start = ['server/launch/run.mjs', '--with-client', 'server/main.ts'];
  const settings = ['--host', '127.0.0.1', '--port', '0', '--data', join(copy, 'data')];
  server = await whenReady(
    spawn(process.execPath, [...start, ...settings], { cwd: copy, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.end('SIGTERM');
  rmSync(copy, { recursive: true, force: true });
});

/** Enters a name into a list of the copy. */
function enter(file: string, imports: string, from: string, to: string): void {
  const source = readFileSync(join(copy, file), 'utf8');
  if (!source.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(join(copy, file), `${imports}\n${source.replace(from, to)}`);
}

/** A command of the copy, run to its end. */
function run(script: string, ...args: readonly string[]) {
  return spawnSync(process.execPath, [script, ...args], { cwd: copy, encoding: 'utf8' });
}

describe('an eighth service: a folder and an entry in the registry', () => {
  it('keeps to the rules of shared code', () => {
    const checked = run('node_modules/typescript/bin/tsc', '--noEmit', '--project', 'shared/tsconfig.json');
    expect(checked.stdout + checked.stderr).toBe('');
  });

  it.each(['client-server', 'peer-to-peer'])('is simulated and measured, %s', (architecture) => {
    const simulate = (seed: number) => {
      const asked = ['--service', SERVICE, '--architecture', architecture, '--nodes', '12', '--seed', String(seed)];
      return JSON.parse(
        run('server/cli/sim.ts', ...asked, '--stress', 'crash@20:target=server,for=10', '--json').stdout,
      );
    };
    const once = simulate(1);
    expect(once.hash).toBe(simulate(1).hash);
    expect(once.hash).not.toBe(simulate(2).hash);
    const value = (id: string) => once.measures.find((measure: { id: string }) => measure.id === id).value;
    expect(value('scalability.goodput')).toBeGreaterThan(0.5);
    expect(value('control.deciders')).toBe(architecture === 'client-server' ? 1 : 12);
  });

  it('refuses a setting that it has not in one line', () => {
    const { status, stderr } = run('server/cli/sim.ts', '--service', SERVICE, '--set', 'speed=3');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^.*clock has no setting speed; it has readings, think.*\n$/);
  });

  it('is played by a class in its own words, on both architectures', async () => {
    const desk = await openWindow(browser, { size: LAPTOP });
    await desk.page.goto(`${server.url}/teach`);
    await desk.page.click('button[aria-label="Start the class: What time is it?"]');
    await desk.page.waitForSelector('.invitation .code');
    const code = (await desk.page.textContent('.invitation .code')) ?? '';
    const board = await openWindow(browser, { size: PROJECTOR, calm: true });
    await board.page.goto(`${server.url}/board/${code}`);
    const students = await Promise.all(['Ana', 'Ben'].map((name) => joinedStudent(browser, server.url, code, name)));
    for (const architecture of ['client-server', 'peer-to-peer']) {
      await on(desk, 'play');
      for (const { page } of [board, ...students]) await page.waitForSelector('[data-phase="play"]');
      for (const { page } of students) await setsTheClock(page);
      for (const { page } of [board, ...students])
        expect(await page.innerText('body')).not.toMatch(/clock\.|undefined|\{/);
      await keepPicture(board.page, `eighth-service-${architecture}`, false);
      if (architecture === 'client-server') await on(desk, 'reveal');
    }
    await on(desk, 'compare');
    await desk.page.waitForSelector('.evidence tbody .value');
    expect([desk, board, ...students].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});

/** Goes on by the button until this phase is on. */
async function on(desk: Window, phase: string): Promise<void> {
  for (;;) {
    const now = await desk.page.getAttribute('.desk', 'data-phase');
    if (now === phase) return;
    await pressNext(desk.page);
    await desk.page.waitForFunction((was) => document.querySelector('.desk')?.getAttribute('data-phase') !== was, now);
  }
}

/** A time server has nothing to tap; everybody else asks as soon as their clock is off, and reads by whom it was set. */
async function setsTheClock(page: Page): Promise<void> {
  const role = await page.textContent('.top h1');
  expect(['Time server', 'Client', 'Peer']).toContain(role);
  if (role === 'Time server') return;
  await page.click('.verb[aria-disabled="false"]:has-text("for the time")');
  await page.waitForSelector('text=/^You set your clock by .+\\.$/');
}
