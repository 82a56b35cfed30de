import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { file } from '../../shared/services/file/index.ts';
import { words } from '../../shared/services/file/words.ts';
import { ARCHITECTURES, type Said } from '../../shared/sim/index.ts';
import { fileWorld } from './file-world.ts';

const FOLDER = new URL('../../shared/services/file/', import.meta.url).pathname;
const GAP = /\{(\w+)(?:\|[^{}]*)?\}/g;

/** Everything that is said in a value, however deep. */
function saidIn(value: unknown): Said[] {
  if (Array.isArray(value)) return value.flatMap(saidIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'key' in value && typeof value.key === 'string' ? [value as Said] : [];
  return [...own, ...Object.values(value).flatMap(saidIn)];
}

/** All that machines say in a lively run, to whoever taps at random and is refused. */
function everythingSaid(): Said[] {
  const said: Said[] = [];
  const stresses = [
    { id: 'crash', at: 20, params: { target: 'server', for: 15 } },
    { id: 'churn', at: 5, params: { target: 'others:30%', for: 40, away: 6 } },
    { id: 'poison', at: 0, params: { target: 'others:20%' } },
    { id: 'free-riders', at: 10, params: { target: 'others:20%' } },
    { id: 'flash-crowd', at: 10, params: { target: 'any', for: 20, factor: 2 } },
  ];
  for (const architecture of ARCHITECTURES) {
    for (const params of [{ places: 6 }, { hashCheck: false, neighbours: 4 }, { timeout: 3, serverUplink: 1 }]) {
      const world = fileWorld(architecture, { nodes: 12, stresses, params });
      for (let step = 1; step < 90; step++) {
        world.to(step);
        for (let node = 0; node < 12; node++) {
          const view = world.view(node);
          said.push(...saidIn(view));
          const buttons = [...view.verbs, ...view.offers];
          const button = buttons[(step + node) % Math.max(1, buttons.length)];
          const refusal = button === undefined ? undefined : world.act(node, button.action);
          if (refusal !== undefined) said.push(...saidIn(refusal));
        }
      }
    }
  }
  return said;
}

describe('the words of the file service', () => {
  const said = everythingSaid();

  it('are there for all that is said, with every gap filled', () => {
    const catalogue: { readonly [key: string]: string } = { ...words, 'refusal.node-down': '' };
    for (const { key, args } of said) {
      const text = catalogue[key];
      expect(text, key).toBeDefined();
      for (const [, name] of (text ?? '').matchAll(GAP))
        expect(args?.[name as string], `${key} {${name}}`).toBeDefined();
    }
    expect(new Set(said.map(({ key }) => key)).size).toBeGreaterThan(90);
  });

  it('are there for every role and every kind of message', () => {
    const { sides } = file;
    for (const side of Object.values(sides)) {
      const names = [...side.looks.map(({ name }) => name), ...side.roles.flatMap(({ name, brief }) => [name, brief])];
      for (const name of names) expect(words).toHaveProperty([name]);
    }
  });

  it('are all used: no sentence is left over', () => {
    const code = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('words.ts'))
      .map((path) => readFileSync(join(FOLDER, path), 'utf8'))
      .join('\n');
    const shown = Object.values(file.sides).flatMap(({ looks, roles }) => [
      ...looks.map(({ name }) => name),
      ...roles.flatMap(({ name, brief }) => [name, brief]),
    ]);
    const spoken = new Set([...said.map(({ key }) => key), ...shown]);
    const unused = Object.keys(words).filter((key) => !spoken.has(key) && !isNamed(code, key));
    expect(unused).toEqual([]);
  });

  it('are short enough for a phone and end as sentences do', () => {
    for (const [key, text] of Object.entries(words)) {
      const plain = text.replace(/\{\w+\|([^|{}]*)\|[^{}]*\}/g, '$1');
      expect(plain.length, key).toBeLessThan(190);
      const isSentence =
        /^file\.(status|happened|refusal)\./.test(key) || key.endsWith('.effect') || key.endsWith('.brief');
      if (isSentence) expect(text, key).toMatch(/[.!]$/);
    }
  });
});

/** Is the key in the code, whole or put together from a stem that is and a name that is? */
function isNamed(code: string, key: string): boolean {
  const own = key.replace(/^file\./, '');
  const bare = own.replace(/^(verb|refusal|happened)\.|\.effect$/g, '');
  if (code.includes(`'${own}'`) || code.includes(`'${bare}'`)) return true;
  const stem = /^(client|server|peer)\.refused\./.exec(bare)?.[0];
  return stem !== undefined && code.includes(stem) && code.includes(`'${bare.slice(stem.length)}'`);
}
