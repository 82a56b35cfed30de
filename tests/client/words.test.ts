import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EN } from '../../client/words/en/index.ts';
import { serviceWords } from '../../client/words/index.ts';
import { ROOT } from '../../server/launch/project.mjs';
import { REFUSALS } from '../../shared/class/words/refusals.ts';
import { TEXT_KEYS } from '../../shared/class/words/text-keys.ts';
import { ASPECTS } from '../../shared/measures/contract.ts';
import { PHASES } from '../../shared/protocol/views.ts';
import { SERVICES } from '../../shared/services/index.ts';
import { ARCHITECTURES, REASONS } from '../../shared/sim/index.ts';

const known = new Set(Object.keys(EN));
const missing = (keys: readonly string[]): readonly string[] => keys.filter((key) => !known.has(key));

describe('the catalogue has words for', () => {
  it('every “no” of a class', () => {
    expect(missing(REFUSALS.map((code) => `refusal.${code}`))).toEqual([]);
  });
  it('every “no” of the server', () => {
    const codes = sources('server').flatMap((source) =>
      [...source.matchAll(/\brefusal\('([a-z-]+)'/g)].map(([, code]) => code),
    );
    expect(codes.length).toBeGreaterThan(5);
    expect(missing(codes.map((code) => `refusal.${code}`))).toEqual([]);
  });
  it('everything that a class says', () => {
    expect(missing(TEXT_KEYS)).toEqual([]);
  });
  it('every reason, phase, aspect and architecture', () => {
    expect(missing(REASONS.map((reason) => `reason.${reason}`))).toEqual([]);
    expect(missing(PHASES.map((phase) => `phase.${phase}`))).toEqual([]);
    expect(missing(ASPECTS.flatMap((aspect) => [`aspect.${aspect}`, `aspect.${aspect}.asks`]))).toEqual([]);
    expect(missing([...ARCHITECTURES, 'same'].map((side) => `architecture.${side}`))).toEqual([]);
  });
});

describe('the words of services', () => {
  it('come to pages apart from their rules, the same ones', async () => {
    for (const { id, words } of SERVICES) expect(await serviceWords(id)).toEqual(words);
  });
  it('are none for a service that this build does not know', async () => {
    expect(await serviceWords('unheard-of')).toEqual({});
  });
});

describe('the catalogue', () => {
  it('has no sentence that no page uses', () => {
    const pages = sources('client', (file) => !file.startsWith('words/en/')).join('\n');
    const composed = (key: string): boolean => COMPOSED.some((prefix) => key.startsWith(prefix));
    expect(
      [...known].filter((key) => !composed(key) && ![`'${key}'`, `"${key}"`].some((quoted) => pages.includes(quoted))),
    ).toEqual([]);
  });
  it('gives every plural at least two forms', () => {
    const lonely = Object.entries(EN).filter(
      ([, sentence]) => /\{\w+\|[^{}|]*\}/.test(sentence) && !/\{n\|#\}/.test(sentence),
    );
    expect(lonely).toEqual([]);
  });
});

/** Keys that are put together when they are said: by the class, or from a phase, a choice, a state. */
const COMPOSED = [
  'refusal.',
  'address.',
  'reason.',
  'aspect.',
  'phase.',
  'architecture.',
  'predict.sure.',
  'lobby.ready.',
  'link.short.',
  'late.',
  'picture.',
  'line.',
  'back.',
  'banner.',
  'notice.',
  'mark.',
  'meter.',
  'trouble.',
  'next.',
  'outage.',
  'secret.',
  'revealed.',
  'praise.',
  'podium.',
  'trait.',
  'text',
];

function sources(folder: string, counts: (file: string) => boolean = () => true): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && counts(file.replaceAll('\\', '/')))
    .map((file) => readFileSync(join(ROOT, folder, file), 'utf8'));
}
