import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Network } from '../../server/addresses/network.ts';
import { classCatalogue } from '../../server/catalogue.ts';
import { ensureClient } from '../../server/launch/client.mjs';
import { lessonCatalogue } from '../../server/lessons.ts';
import { computer } from '../server/addresses/computers.ts';
import { startTestApp, type TestApp } from '../server/support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { copyPages } from '../support/stage/built-pages.ts';
import { barriers, keepPicture, LAPTOP, openWindow, PHONE, PROJECTOR, sideways } from './support.ts';

const soon = { timeout: 30_000 };
const WIFI = 'Wi-Fi 192.168.178.23/24 a4:c3:f0:11:22:33';
const VPN = 'NordLynx 10.5.0.2/16 00:00:00:00:00:00';
const SIX = 'Wi-Fi 2001:db8:5:6::20/64 a4:c3:f0:11:22:33';
const NOTHING = computer([], '').network;
const ALL = computer([VPN, WIFI, SIX], '', ['10.5.0.2'], ['10.5.0.2', '192.168.178.23', '2001:db8:5:6::20']).network;

let pages: string;
let app: TestApp;
let browser: Browser;
let network: Network = ALL;
let desk: Page;
let code: string;

beforeAll(async () => {
  await ensureClient();
  pages = copyPages();
  const parts = { catalogue: classCatalogue(), lessons: lessonCatalogue(), pages };
  app = await startTestApp({ ...parts, settings: { host: '::' }, readNetwork: async () => network });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.close();
  rmSync(pages, { recursive: true, force: true });
});
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await change(ALL);
  // A choice that is made at the server's own computer, as here, counts for the classes to come.
  app.game.book.choose('CDFGHJ', 'Wi-Fi/IPv4', true);
  desk = await open(LAPTOP, '/teach');
  await desk.click('button[aria-label="Start the class: Release day"]');
  code = (await desk.textContent('.invitation .code')) ?? '';
});

async function change(next: Network): Promise<void> {
  network = next;
  await app.game.book.refresh();
}

async function open(size: { width: number; height: number }, path: string): Promise<Page> {
  const { page } = await openWindow(browser, { size });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname.endsWith('/qr.svg')) leadsTo.set(page, url.searchParams.get('to'));
  });
  await page.goto(app.url + path);
  return page;
}

const at = (host: string) => `${host}:${app.game.port}`;
const says = (page: Page, where: string) => expect.poll(() => page.textContent(where), soon);
/** What each page's QR code leads to, as the page asked for it. */
const leadsTo = new WeakMap<Page, string | null>();
/** The same, once the picture is there. */
const pictured = (page: Page, where: string) =>
  expect.poll(async () => ((await page.locator(where).count()) === 1 ? leadsTo.get(page) : undefined), soon);
const choose = async (page: Page, place: string, host: string) => {
  if ((await page.locator(`${place} .address-choice[open]`).count()) === 0)
    await page.click(`${place} .address-choice summary`);
  await page.click(`${place} .address-choice label:has-text("${at(host)}")`);
};

describe('What leads other devices to a class', () => {
  it('is never this page’s own address: not the desk’s link, not its invitation, not the board', async () => {
    const board = await open(PROJECTOR, `/board/${code}`);
    const best = at('192.168.178.23');
    await says(desk, '.invitation .url').toBe(best);
    await pictured(desk, '.invitation img').toBe(`http://${best}`);
    expect(await desk.inputValue('.key-link input')).toMatch(new RegExp(`^http://${best}/teach#${code}\\.`));
    await says(board, '.lobby .address').toBe(best);
    await pictured(board, '.qr img').toBe(`http://${best}`);
    for (const page of [desk, board]) expect(await page.innerText('body')).not.toContain('127.0.0.1');
  });

  it('comes by itself, to a board that was opened before the Wi-Fi was up as to the desk', async () => {
    await change(NOTHING);
    await says(desk, '.invitation .no-url').toContain('it is in no network yet');
    const board = await open(PROJECTOR, `/board/${code}`);
    await says(board, '.lobby .no-address').toContain('it is in no network yet');
    expect(await board.locator('.qr').count()).toBe(0);
    await keepPicture(board, 'address-none-board', false);
    await board.evaluate(() => Object.assign(globalThis, { never: 'reloaded' }));
    await desk.click('.key-link summary');
    await says(desk, '.key-link > div').toContain('in no network yet');
    await change(ALL);
    await says(board, '.lobby .address').toBe(at('192.168.178.23'));
    await says(desk, '.invitation .url').toBe(at('192.168.178.23'));
    expect(await board.evaluate(() => 'never' in globalThis)).toBe(true);
  });
});

describe('Where phones can’t open it', () => {
  it('the teacher chooses another address on the desk, and the boards follow', async () => {
    const board = await open(PROJECTOR, `/board/${code}`);
    await choose(desk, '.invitation', '[2001:db8:5:6::20]');
    await says(desk, '.invitation .url').toBe(at('[2001:db8:5:6::20]'));
    await says(board, '.lobby .address').toBe(at('[2001:db8:5:6::20]'));
    await pictured(board, '.qr img').toBe(`http://${at('[2001:db8:5:6::20]')}`);
    expect(await desk.inputValue('.key-link input')).toContain(at('[2001:db8:5:6::20]'));
    await desk.reload();
    await says(desk, '.invitation .url').toBe(at('[2001:db8:5:6::20]'));
    await choose(desk, '.invitation', '192.168.178.23');
    await says(board, '.lobby .address').toBe(at('192.168.178.23'));
  });

  it('somebody at the projector chooses another one for this board, until the desk chooses', async () => {
    const [board, other] = [await open(PROJECTOR, `/board/${code}`), await open(PROJECTOR, `/board/${code}`)];
    await choose(board, '.lobby', '10.5.0.2');
    await says(board, '.lobby .address').toBe(at('10.5.0.2'));
    await pictured(board, '.qr img').toBe(`http://${at('10.5.0.2')}`);
    await board.reload();
    await says(board, '.lobby .address').toBe(at('10.5.0.2'));
    await says(other, '.lobby .address').toBe(at('192.168.178.23'));
    await choose(desk, '.invitation', '[2001:db8:5:6::20]');
    await says(board, '.lobby .address').toBe(at('[2001:db8:5:6::20]'));
  });

  it('the choice can be read and reached on every screen', async () => {
    await desk.click('.key-link summary');
    for (const [name, size] of Object.entries({ phone: PHONE, laptop: LAPTOP, projector: PROJECTOR })) {
      const board = await open(size, `/board/${code}`);
      await board.click('.lobby .address-choice summary');
      await desk.setViewportSize(size);
      for (const [kind, page] of Object.entries({ board, desk })) {
        await keepPicture(page, `address-${kind}-${name}`, false);
        expect(await sideways(page), `${kind} on a ${name}`).toBeLessThanOrEqual(0);
        expect(await barriers(page), `${kind} on a ${name}`).toEqual([]);
      }
    }
    await desk.setViewportSize(LAPTOP);
    await desk.click('.key-link summary');
    await desk.click('.invitation .address-choice summary');
    await keepPicture(desk, 'address-desk-choice', false);
    expect(await desk.innerText('.invitation .address-choice')).toContain('NordLynx · A VPN');
  });
});
