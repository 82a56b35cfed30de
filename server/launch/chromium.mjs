import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { installFromDebian, mayInstall } from './debian.mjs';
import { SetUpError } from './project.mjs';

/** First the one without windows: it draws pages as the others do and costs half as much. */
const NAMES_ON_LINUX = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];
const ON_MACOS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const ON_WINDOWS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];
const HOW_TO_GET_ONE =
  'The browser tests need Chromium, Chrome or Edge: install one (on Debian: apt-get install chromium), or set CHROMIUM_PATH to the program of the one you have.';

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {string | undefined} the path of a Chromium, Chrome or Edge on this computer; CHROMIUM_PATH wins
 */
export function findChromium(env = process.env, platform = process.platform) {
  const named = env['CHROMIUM_PATH'];
  if (named) return isProgram(named) ? named : undefined;
  return usualPlaces(env, platform).find(isProgram);
}

/** @param {NodeJS.ProcessEnv} env @param {NodeJS.Platform} platform @returns {string[]} */
function usualPlaces(env, platform) {
  if (platform === 'win32') {
    const programs = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    return programs
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => ON_WINDOWS.map((path) => join(folder, path)));
  }
  if (platform === 'darwin') {
    const applications = ['/Applications', join(env['HOME'] ?? '/', 'Applications')];
    return applications.flatMap((folder) => ON_MACOS.map((path) => join(folder, path)));
  }
  const folders = [...(env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  return NAMES_ON_LINUX.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {Promise<string>} the path of the browser for the tests, installed from Debian if there is none */
export async function ensureChromium() {
  if (findChromium() === undefined && !process.env['CHROMIUM_PATH'] && mayInstall()) {
    await installFromDebian('Chromium', 'chromium-headless-shell');
    // Older ones have the whole browser only.
    if (findChromium() === undefined) await installFromDebian('Chromium', 'chromium');
  }
  return requireChromium();
}

/** @returns {string} the path of the browser for the tests */
export function requireChromium() {
  const found = findChromium();
  if (found === undefined) throw new SetUpError(whyNone());
  return found;
}

function whyNone() {
  const named = process.env['CHROMIUM_PATH'];
  return named ? `CHROMIUM_PATH names ${named}, which is not a program that can be run here.` : HOW_TO_GET_ONE;
}
