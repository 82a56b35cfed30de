import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { nodePackage, pathProblem, ROOT } from '../../server/launch/project.mjs';

/** Has a program take itself for one on the Node that Debian has. */
const AS_NODE_20 = `data:text/javascript,${encodeURIComponent(
  "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });",
)}`;
const VERSION = '24.21.0';

interface Ended {
  readonly code: number | null;
  readonly said: readonly string[];
  /** What npm was asked for. */
  readonly asked: readonly string[];
}

/** A project with nothing installed and an npm of its own. @param name of its folder */
function project(name = 'hub', npm = ''): string {
  const parent = mkdtempSync(join(tmpdir(), 'set-up-'));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  const root = join(parent, name);
  mkdirSync(root);
  cpSync(join(ROOT, 'server', 'launch'), join(root, 'server', 'launch'), { recursive: true });
  const lock = { packages: { '': {}, 'node_modules/node': { version: VERSION } } };
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  writeFileSync(join(root, 'hello.mjs'), "console.log('hello from the game')");
  writeFileSync(join(parent, 'npm-cli.js'), npm);
  return root;
}

/** Runs a program by the launcher, on Node 20. */
function launch(root: string): Ended {
  const args = ['--import', AS_NODE_20, join(root, 'server', 'launch', 'run.mjs'), join(root, 'hello.mjs')];
  const env = { ...process.env, npm_execpath: join(root, '..', 'npm-cli.js'), npm_node_execpath: process.execPath };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  const asked = linesOf(readSafely(join(root, 'asked')));
  return { code: status, said: linesOf(stdout + stderr), asked };
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

function readSafely(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** An npm that runs no scripts, as one that was told so; what it does about the package with Node is `withNode`. */
const npmThat = (withNode: string) => `
  const { appendFileSync, mkdirSync, writeFileSync, copyFileSync, symlinkSync } = require('node:fs');
  const args = process.argv.slice(2);
  appendFileSync('asked', args.filter((arg) => !/^--(no-|loglevel|include|engine|package-lock|global)/.test(arg)).join(' ') + '\\n');
  mkdirSync('node_modules/node', { recursive: true });
  if (args[0] === 'ci') {
    writeFileSync('node_modules/node/package.json', '{"version":"${VERSION}"}');
    copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
  } else {
    ${withNode}
  }
`;

test('Where npm runs no scripts, Node comes as the package that it is, once', () => {
  const bin = `node_modules/${nodePackage()}/bin`;
  const root = project(
    'hub',
    npmThat(`mkdirSync('${bin}', { recursive: true }); symlinkSync(process.execPath, '${bin}/node');`),
  );
  const first = launch(root);
  expect(first.said).toContain('hello from the game');
  expect(first.code).toBe(0);
  expect(first.asked).toEqual(['ci', `install --ignore-scripts ${nodePackage()}@${VERSION}`]);
  const second = launch(root);
  expect(second.said).toEqual(['hello from the game']);
  expect(second.asked, 'nothing is asked of npm again').toEqual(first.asked);
});

test('Where Node can’t be had either, one sentence says what does it', () => {
  const root = project('hub', npmThat("console.error('npm error network'); process.exit(1);"));
  const { code, said } = launch(root);
  expect(code).toBe(1);
  expect(said.join('\n')).not.toMatch(/^\s+at /m);
  expect(said.slice(-2)).toEqual([
    'npm error network',
    'npm could not install Node for the game: see above. Is this computer connected to the internet? Node.js 24 from https://nodejs.org does it, too.',
  ]);
});

test.each(['a#b', 'what?', 'star*'])(
  'In a folder called %s the first thing said is why not, before anything is installed',
  (name) => {
    const root = project(name, 'process.exit(1)');
    const { code, said, asked } = launch(root);
    expect(code).toBe(1);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^The game's folder has a [#?*] in its path, .*Rename that folder or move the game/);
    expect(asked).toEqual([]);
  },
);

test('Paths with other signs in them are fine', () => {
  for (const path of [
    '/home/ann/My Games/hub',
    '/100%/a%23b',
    "/it's/$HOME/(x)[1]{a,b}",
    'C:\\Users\\Ann & Bob\\hub+',
    '/ü/😀',
  ])
    expect(pathProblem(path), path).toBeUndefined();
  expect(pathProblem('/home/ann/node_modules/hub')).toMatch(/in a folder called node_modules/);
});

test('In a folder with a space, a per cent sign and a dollar in its path the pages are built and the server starts', () => {
  const root = project('my 100%20 $1 hub');
  for (const part of ['client', 'shared', 'server', 'package.json', 'package-lock.json', 'tsconfig.json'])
    cpSync(join(ROOT, part), join(root, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'junction');
  const args = [join(root, 'server', 'launch', 'run.mjs'), '--with-client', join(root, 'server', 'main.ts'), '--help'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(stderr).toBe('Building the pages ...\n');
  expect(stdout).toMatch(/^Starts the game\. Options:/);
  expect(status).toBe(0);
});
