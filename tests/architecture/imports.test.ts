import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../server/launch/project.mjs';
import { cyclesOf, violationsOf } from './rules.ts';
import { importsOf } from './scan.ts';
import { sourcesIn } from './sources.ts';
import { TABLE } from './table.ts';

const sources = sourcesIn('server', 'client', 'shared');

describe('the import graph', () => {
  test('holds the table of who may import whom', () => {
    expect(sources.size).toBeGreaterThan(0);
    expect(violationsOf(sources, TABLE)).toEqual([]);
  });

  test('has no circles between folders', () => {
    expect(cyclesOf(sources, TABLE)).toEqual([]);
  });

  test('has no circles between files', () => {
    expect(cyclesOf(sources, TABLE, (file) => file)).toEqual([]);
  });

  test('names only packages that package.json names', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const declared = new Set(Object.keys({ ...dependencies, ...devDependencies }));
    const packages = TABLE.flatMap((row) => row.packages).filter((name) => name !== 'node:');
    expect(packages.filter((name) => !declared.has(name))).toEqual([]);
  });
});

describe('the table refuses', () => {
  const refused: readonly [why: string, file: string, source: string][] = [
    ['the engine that knows a service', 'shared/sim/run.ts', `import { file } from '../services/file/index.ts';`],
    ['a measure that runs engine code', 'shared/measures/time.ts', `import { run } from '../sim/run.ts';`],
    [
      'a measure that mixes a value into its types',
      'shared/measures/a.ts',
      `import { type A, b } from '../sim/run.ts';`,
    ],
    ['a service that knows the class', 'shared/services/file/words.ts', `export * from '../../class/state/state.ts';`],
    [
      'a class that runs code of the wire',
      'shared/class/state/open.ts',
      `import { idFormat } from '../../protocol/commands.ts';`,
    ],
    ['a wire that knows the class', 'shared/protocol/claim.ts', `import type { C } from '../class/classroom.ts';`],
    ['a reducer with a package', 'shared/class/state/reduce.ts', `import { z } from 'zod';`],
    ['shared code that uses Node', 'shared/protocol/version.ts', `import { readFileSync } from 'node:fs';`],
    [
      'shared code that knows the server',
      'shared/class/state/state.ts',
      `import type { R } from '../../../server/classes/r.ts';`,
    ],
    ['a client that knows the server', 'client/student/main.ts', `await import('../../server/config.ts');`],
    ['a server that knows the client', 'server/http/site.ts', `import page from '../../client/ui/page.tsx';`],
    ['a room that knows a store', 'server/colyseus/room.ts', `import { open } from '../journal/sqlite.ts';`],
    ['a page that imports Phaser', 'client/board/main.ts', `const phaser = import("phaser");`],
    ['a page that imports the SDK', 'client/board/main.ts', `import { Client } from '@colyseus/sdk';`],
    ['a subpath of a package not allowed', 'client/ui/a.tsx', `import Phaser from 'phaser/src/phaser.js';`],
    ['a view that opens a connection', 'client/view/meters.ts', `import { connect } from '../connection/connect.ts';`],
    ['a picture that talks to the network', 'client/picture/nodes.ts', `import '../connection/store.ts';`],
    ['a component that imports a page', 'client/ui/button.tsx', `import { go } from '../student/go.ts';`],
    ['a worker loaded from elsewhere', 'client/view/a.ts', `new URL('../../server/config.ts', import.meta.url);`],
    ['the set-up with a package', 'server/launch/run.mjs', `import { z } from 'zod';`],
    ['an import that only running it tells', 'server/classes/load.ts', `await import(name);`],
    ['a folder nobody thought about', 'client/tricks/index.ts', ''],
  ];

  test.each(refused)('%s', (_, file, source) => {
    expect(violationsOf(new Map([[file, source]]), TABLE)).toHaveLength(1);
  });
});

describe('the table allows', () => {
  const allowed: readonly [what: string, file: string, source: string][] = [
    ['types of the engine in a measure', 'shared/measures/a.ts', `import type { Log } from '../sim/log.ts';`],
    ['the words of the log in a measure', 'shared/measures/a.ts', `import { FACTS } from '../sim/vocabulary.ts';`],
    ['types named one by one', 'shared/measures/a.ts', `import { type Log, type Run } from '../sim/log.ts';`],
    ['a folder its own files', 'shared/services/web/params.ts', `import { fast } from '../index.ts';`],
    ['the journal through its contract', 'server/classes/a.ts', `import type { J } from '../journal/contract.ts';`],
    [
      'the view in the picture',
      'client/picture/nodes.ts',
      `import { at } from '../view/at.ts'; import P from 'phaser';`,
    ],
    ['types of the store in a view', 'client/view/a.ts', `import type { Store } from '../connection/store.ts';`],
    [
      'everything of the client in a page',
      'client/student/main.tsx',
      `import { connect } from '../connection/index.ts';`,
    ],
    ['style sheets beside a component', 'client/ui/button.tsx', `import './button.css?inline';`],
  ];

  test.each(allowed)('%s', (_, file, source) => {
    expect(importsOf(source).length).toBeGreaterThan(0);
    expect(violationsOf(new Map([[file, source]]), TABLE)).toEqual([]);
  });
});

test('A circle through three folders is found and named once, types included', () => {
  const circle = new Map([
    ['server/http/a.ts', `import type { B } from '../classes/b.ts';`],
    ['server/classes/b.ts', `import { c } from '../identity/c.ts';`],
    ['server/identity/c.ts', `export { a } from '../http/a.ts';`],
  ]);
  expect(cyclesOf(circle, TABLE)).toEqual(['server/classes → server/identity → server/http → server/classes']);
});

test('Two files of one folder that import each other are a circle of files and none of folders', () => {
  const pair = new Map([
    ['shared/sim/a.ts', `import type { B } from './b.ts';`],
    ['shared/sim/b.ts', `import type { A } from './a.ts';`],
  ]);
  expect(cyclesOf(pair, TABLE)).toEqual([]);
  expect(cyclesOf(pair, TABLE, (file) => file)).toEqual(['shared/sim/a.ts → shared/sim/b.ts → shared/sim/a.ts']);
});
