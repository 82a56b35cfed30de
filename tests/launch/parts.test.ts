import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { findChromium } from '../../server/launch/chromium.mjs';
import { fingerprintOf } from '../../server/launch/client.mjs';
import { missingFrom } from '../../server/launch/packages.mjs';
import { summaryOf } from '../../server/launch/test-summary.mjs';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'launch-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

test('Packages are missing when they are absent or of another version, unless they are optional and absent', () => {
  const wanted = {
    '': { version: '1.0.0' },
    'node_modules/same': { version: '1.0.0' },
    'node_modules/absent': { version: '1.0.0' },
    'node_modules/older': { version: '1.0.1' },
    'node_modules/of-another-system': { version: '1.0.0', optional: true },
    'node_modules/older-optional': { version: '1.0.1', optional: true },
  };
  const installed = {
    'node_modules/same': { version: '1.0.0' },
    'node_modules/older': { version: '1.0.0' },
    'node_modules/older-optional': { version: '1.0.0' },
  };
  expect(missingFrom(installed, wanted)).toEqual([
    'node_modules/absent',
    'node_modules/older',
    'node_modules/older-optional',
  ]);
});

test('The fingerprint of sources changes with a content, a name and a new file, and not by reading', () => {
  const root = folder();
  mkdirSync(join(root, 'client', 'ui'), { recursive: true });
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);
  const fingerprint = () => fingerprintOf(root, ['client', 'tsconfig.json', 'not-there']);
  const seen = [fingerprint()];
  const expectNew = () => {
    const now = fingerprint();
    expect(fingerprint()).toBe(now);
    expect(seen).not.toContain(now);
    seen.push(now);
  };
  write('client/ui/a.ts', 'one');
  expectNew();
  write('client/ui/a.ts', 'two');
  expectNew();
  renameSync(join(root, 'client/ui/a.ts'), join(root, 'client/ui/b.ts'));
  expectNew();
  write('tsconfig.json', '{}');
  expectNew();
});

test('CHROMIUM_PATH wins over the usual places and is not passed over when it is wrong', () => {
  expect(findChromium({ ...process.env, CHROMIUM_PATH: process.execPath })).toBe(process.execPath);
  expect(findChromium({ ...process.env, CHROMIUM_PATH: join(folder(), 'nothing') })).toBeUndefined();
});

test('A run of tests fails with a failed test, a file that does not load, an error outside of tests, and without tests', () => {
  const passed = { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'skipped' }] };
  const failed = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };
  const notLoaded = { status: 'failed', assertionResults: [] };
  expect(summaryOf([passed], 0)).toEqual({ passed: 1, failed: 0 });
  expect(summaryOf([passed, failed], 1)).toEqual({ passed: 2, failed: 1 });
  expect(summaryOf([passed, notLoaded], 1)).toEqual({ passed: 1, failed: 1 });
  expect(summaryOf([passed], 1)).toEqual({ passed: 1, failed: 1 });
  expect(summaryOf([], 0)).toEqual({ passed: 0, failed: 1 });
});
