import { describe, expect, test } from 'vitest';
import { importsOf } from './scan.ts';

const value = (from: string) => ({ typeOnly: false, from });
const computed = { typeOnly: false, from: undefined };
const types = (from: string) => ({ typeOnly: true, from });

describe('The scanner sees', () => {
  test.each([
    [`import './a.css'`, value('./a.css')],
    [`import a from "./a.ts"`, value('./a.ts')],
    [`import * as a from './a.ts'`, value('./a.ts')],
    [`import a, { type B, c as d } from './a.ts'`, value('./a.ts')],
    [`import {\n  a, // from './b.ts'\n  b,\n} from './a.ts'`, value('./a.ts')],
    [`import{a}from'./a.ts'`, value('./a.ts')],
    [`import { from } from './a.ts'`, value('./a.ts')],
    [`import { type } from './a.ts'`, value('./a.ts')],
    [`import type from './a.ts'`, value('./a.ts')],
    [`import type A from './a.ts'`, types('./a.ts')],
    [`import type { A, B } from './a.ts'`, types('./a.ts')],
    [`import { type A, type B, } from './a.ts'`, types('./a.ts')],
    [`export * from './a.ts'`, value('./a.ts')],
    [`export * as all from './a.ts'`, value('./a.ts')],
    [`export { a as default } from './a.ts'`, value('./a.ts')],
    [`export type { A } from './a.ts'`, types('./a.ts')],
    [`export type * from './a.ts'`, types('./a.ts')],
    [`const a = await import('./a.ts')`, value('./a.ts')],
    ['const a = import(`./a.ts`)', value('./a.ts')],
    [`const a = import(\`./\${name}.ts\`)`, computed],
    [`const a = import('./' + name)`, computed],
    [`let a: import('./a.ts').A`, value('./a.ts')],
    [`const all = [...import('./a.ts')]`, value('./a.ts')],
    [`const { a } = require('./a.cjs')`, value('./a.cjs')],
    [`const all = import.meta.glob('./*/a.ts', { import: 'a' })`, value('./*/a.ts')],
    [`const all = import.meta.glob(['./a.ts', './b.ts'])`, computed],
    [`new Worker(new URL('./a.ts', import.meta.url))`, value('./a.ts')],
    [`const page = <p>Don't</p>; import('./a.ts')`, value('./a.ts')],
    [`const text = \`\${\`}\` + import('./a.ts')}\``, value('./a.ts')],
    [`const quote = /['"\`]/; import('./a.ts')`, value('./a.ts')],
    [`const half = a / 2; import('./a.ts'); b / 2`, value('./a.ts')],
  ])('%s', (source, expected) => {
    expect(importsOf(source)).toEqual([expected]);
  });
});

describe('The scanner passes over', () => {
  test.each([
    [`// import './a.ts'`],
    [`/* import a from './a.ts'\n */`],
    [`const text = "import a from './a.ts'"`],
    ["const text = `import a from './a.ts'`"],
    [`const text = \`\${name} import('./a.ts')\``],
    [`const pattern = /import\\('a'\\)/`],
    [`loader.import('./a.ts')`],
    [`loader?.import('./a.ts')`],
    [`const url = import.meta.url`],
    [`export const from = './a.ts'`],
    [`export { a }; const from = 'x'`],
    [`const url = new URL('/classes', base)`],
  ])('%s', (source) => {
    expect(importsOf(source)).toEqual([]);
  });
});
