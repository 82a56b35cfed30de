import { expect } from 'vitest';
import { EN } from '../../../client/words/en/index.ts';
import { gapsOf } from '../../../client/words/sentence.ts';
import type { Service } from '../../../shared/services/contract.ts';
import type { Said } from '../../../shared/sim/index.ts';

/** The sentences in a view, a button or an answer. */
export function saidIn(value: unknown): Said[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'key' in value && typeof value.key === 'string' ? [value as Said] : [];
  return [...own, ...Object.values(value).flatMap(saidIn)];
}

/** The sentence is in the catalogue, and all its gaps can be filled. */
export function expectWords({ words }: Service, { key, args = {} }: Said): void {
  const text = { ...EN, ...words }[key];
  expect(text, key).toBeDefined();
  expect(Object.keys(args), key).toEqual(expect.arrayContaining([...gapsOf(text ?? '')]));
}
