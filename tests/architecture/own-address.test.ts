import { expect, test } from 'vitest';
import { sourcesIn } from './sources.ts';

const client = sourcesIn('client');

/** Files of the pages that have something like this in them. */
function filesWith(pattern: RegExp): readonly string[] {
  return [...client].filter(([, source]) => pattern.test(source)).map(([file]) => file);
}

test('Pages ask the server where others are to go: where they came from themselves is known in one file', () => {
  expect(client.size).toBeGreaterThan(0);
  expect(filesWith(/\blocation\.(origin|host|hostname|port|protocol|pathname)\b/)).toEqual([
    'client/connection/base.ts',
    // What a network's people need to hear: the address that does not come through.
    'client/ui/link-line.tsx',
  ]);
});

test('Pages name no path from the root: the game may lie below one', () => {
  expect(filesWith(/\b(href|src|action)=(["']|\{["'`])\//)).toEqual([]);
  expect(filesWith(/\b(pushState|replaceState)\([^)]*, ["'`]\//)).toEqual([]);
  expect(filesWith(/\bfetch\(["'`]\//)).toEqual([]);
});
