import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { exportedNames } from './exported-names.ts';
import { OLD_NAMES, type OldName } from './old-names.ts';
import type { Sources } from './rules.ts';
import { sourcesIn } from './sources.ts';
import { nodesOf } from './syntax.ts';

/** `<folder> <old name>` of those that are still about. */
const STILL_THERE: ReadonlySet<string> = new Set(['client/words say', 'client/words text', 'client/words Voice']);

const GONE = OLD_NAMES.filter(({ within, old }) => !STILL_THERE.has(`${within} ${old}`));

test('no file and no exported name of the product is called by a name that was given up', () => {
  expect(bearers(sourcesIn('client', 'server', 'shared'), GONE)).toEqual([]);
});

test('a file and an export under an old name are found, there alone where it is one', () => {
  const sources = new Map([
    ['shared/services/call/speech.ts', 'export interface Speech {}\n'],
    [
      'shared/services/call/turns.ts',
      'export const speech = 1;\nconst hearing = 2;\nexport const speeches = hearing;\n',
    ],
    ['shared/services/mail/speech.ts', 'export type Speech = 1;\n'],
  ]);
  const names: readonly OldName[] = [{ old: 'speech', now: 'turns', within: 'shared/services/call' }];
  expect(bearers(sources, names)).toEqual([
    'shared/services/call/speech.ts: the file is now called turns',
    'shared/services/call/speech.ts: Speech is now called turns',
    'shared/services/call/turns.ts: speech is now called turns',
  ]);
});

/** Who still bears one of these names. */
function bearers(sources: Sources, names: readonly OldName[]): readonly string[] {
  return [...sources].flatMap(([file, source]) =>
    names
      .filter(({ within }) => file.startsWith(`${within}/`))
      .flatMap(({ old, now }) => {
        const isFile = posix.basename(file).split('.')[0] === old;
        const spelt = [camel(old), pascal(old)];
        const exported = exportedNames(nodesOf(source)).filter((name) => spelt.includes(name));
        const found = [...(isFile ? ['the file'] : []), ...new Set(exported)];
        return found.map((what) => `${file}: ${what} is now called ${now}`);
      }),
  );
}

function camel(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function pascal(name: string): string {
  return camel(name).replace(/^\w/, (letter) => letter.toUpperCase());
}
