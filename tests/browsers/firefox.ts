import puppeteer, { type BrowserContext } from 'puppeteer-core';
import { programOf } from '../../server/launch/other-browsers.mjs';
import { artefact } from '../support/browser.ts';
import { type BrowserWindow, type DrivenBrowser, PATIENCE, type WindowSize } from './window.ts';

/** This computer's Firefox, by WebDriver BiDi. Each window is a person of its own. */
export async function launchFirefox(): Promise<DrivenBrowser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: programOf('firefox'),
    headless: true,
    timeout: PATIENCE,
    protocolTimeout: PATIENCE,
  });
  return {
    open: async (size) => openWindow(await browser.createBrowserContext(), size),
    close: () => browser.close(),
  };
}

async function openWindow(person: BrowserContext, size: WindowSize): Promise<BrowserWindow> {
  const page = await person.newPage({ type: 'window' });
  page.setDefaultTimeout(PATIENCE);
  await page.setViewport(size);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return {
    visit: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    press: (selector) => page.locator(selector).click(),
    type: (selector, words) => page.locator(selector).fill(words),
    texts: (selector) => page.$$eval(selector, (found) => found.map((element) => element.textContent ?? '')),
    waitFor: async (selector) => void (await page.waitForSelector(selector)),
    picture: async (name) => void (await page.screenshot({ path: artefact(`${name}-firefox.png`) as `${string}.png` })),
    complaints: () => complaints,
    close: () => person.close(),
  };
}
