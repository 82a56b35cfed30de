import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../../server/launch/project.mjs';
import { PARTS } from './parts.ts';
import { narrowTests, STARTED } from './reach.ts';

const sources = new Map([
  ['shared/services/bank/coins.ts', ''],
  ['shared/services/bank/index.ts', `export { coins } from './coins.ts';`],
  ['shared/services/index.ts', `import { bank } from './bank/index.ts';`],
  ['tests/services/bank-coins.test.ts', `import { coins } from '../../shared/services/bank/coins.ts';`],
  ['tests/services/bank.test.ts', `import { bank } from '../../shared/services/bank/index.ts';`],
  ['tests/services/contract.test.ts', `import { all } from '../../shared/services/index.ts';`],
  ['tests/services/bank-types.test.ts', `import type { Coins } from '../../shared/services/bank/coins.ts';`],
  ['tests/services/mail.test.ts', `import { mail } from '../../shared/services/mail/index.ts';`],
  ['tests/class/roles.test.ts', `import { all } from '../../shared/services/index.ts';`],
  ['tests/golden/golden.test.ts', `import { all } from '../../shared/services/index.ts';`],
  ['tests/theory/bank.test.ts', `import { bank } from '../../shared/services/bank/index.ts';`],
]);

test('The tests of a file are those that import it and are about it, the nearest first and the golden runs last', () => {
  expect(narrowTests(sources)('shared/services/bank/coins.ts')).toEqual([
    'tests/services/bank-coins.test.ts',
    'tests/services/bank.test.ts',
    'tests/services/contract.test.ts',
    'tests/golden/golden.test.ts',
  ]);
});

test('A program that tests start is reached through the helper that starts it', () => {
  const started = new Map([
    ['server/main.ts', `import { listen } from './listen.ts';`],
    ['server/listen.ts', ''],
    ['tests/server/support/process.ts', ''],
    ['tests/server/start.test.ts', `import { start } from './support/process.ts';`],
  ]);
  expect(narrowTests(started)('server/listen.ts')).toEqual(['tests/server/start.test.ts']);
});

test('The parts, the programs and the helpers that are named exist', () => {
  const named = [...PARTS.map(({ folder }) => folder), ...STARTED.flat()];
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
