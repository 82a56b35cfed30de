import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { requireChromium } from '../../server/launch/chromium.mjs';
import { ROOT } from '../../server/launch/project.mjs';

export const BROWSER_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts this computer's Chromium without a window, with a profile of its own that closing removes.
 * @throws SetUpError with a sentence for the person at the keyboard if there is none
 */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = requireChromium();
  return chromium.launch({ executablePath, headless: true, args: [...BROWSER_ARGUMENTS, ...more], timeout: 120_000 });
}

/** Where a test leaves what a person may want to look at afterwards, such as `'lobby.png'`. The folder exists. */
export function artefact(name: string): string {
  const path = join(ROOT, 'artifacts', name);
  mkdirSync(dirname(path), { recursive: true });
  return path;
}
