import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { Builder, By, type WebDriver } from 'selenium-webdriver';
import { vi } from 'vitest';
import { programOf } from '../../server/launch/other-browsers.mjs';
import { artefact } from '../support/browser.ts';
import { type BrowserWindow, type DrivenBrowser, PATIENCE, type WindowSize } from './window.ts';

/** WebKit's GTK port has no headless mode: it gets a screen that nobody sees. */
const SCREEN = ['-displayfd', '1', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'];
/** `ERROR` lines of a page's console, as the browser writes them to its own output. */
const COMPLAINT = /^CONSOLE \S+ ERROR (.*)$/;

/** Debian's WebKit by WebDriver. A driver knows one session at a time, so each window has a driver of its own. */
export async function launchWebKit(): Promise<DrivenBrowser> {
  const screen = spawn(programOf('screen'), SCREEN, { stdio: ['ignore', 'pipe', 'ignore'] });
  const display = `:${await firstLine(screen)}`;
  const windows: BrowserWindow[] = [];
  return {
    open: async (size) => {
      const window = await openWindow(display, size);
      windows.push(window);
      return window;
    },
    close: async () => {
      for (const window of windows) await window.close();
      await ended(screen);
    },
  };
}

async function openWindow(display: string, size: WindowSize): Promise<BrowserWindow> {
  const port = await freePort();
  const env = { ...process.env, DISPLAY: display };
  const server = spawn(programOf('webkit-driver'), [`--port=${port}`], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const complaints: string[] = [];
  createInterface({ input: server.stdout }).on('line', (line) => {
    const complaint = COMPLAINT.exec(line)?.[1];
    if (complaint !== undefined) complaints.push(complaint);
  });
  const driver = await session(port);
  await driver
    .manage()
    .window()
    .setRect({ ...size, x: 0, y: 0 });
  return {
    ...handsOn(driver),
    complaints: () => complaints,
    close: async () => {
      await driver.quit();
      await ended(server);
    },
  };
}

function handsOn(driver: WebDriver): Omit<BrowserWindow, 'complaints' | 'close'> {
  const first = async (selector: string) => {
    await driver.wait(async () => (await driver.findElements(By.css(selector))).length > 0, PATIENCE, selector);
    return driver.findElement(By.css(selector));
  };
  return {
    visit: (url) => driver.get(url),
    reload: () => driver.navigate().refresh(),
    press: async (selector) => (await first(selector)).click(),
    type: async (selector, words) => {
      const field = await first(selector);
      await field.clear();
      await field.sendKeys(words);
    },
    texts: (selector) =>
      driver.executeScript<string[]>(
        'return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent)',
        selector,
      ),
    waitFor: async (selector) => void (await first(selector)),
    picture: async (name) =>
      writeFileSync(artefact(`${name}-webkit.png`), Buffer.from(await driver.takeScreenshot(), 'base64')),
  };
}

async function session(port: number): Promise<WebDriver> {
  await vi.waitFor(() => fetch(`http://127.0.0.1:${port}/status`), { timeout: PATIENCE });
  const args = ['--automation', '--enable-write-console-messages-to-stdout=true'];
  return new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: programOf('webkit'), args },
    })
    .build();
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('its output is not read');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return String(line).trim();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, 'exit');
}
