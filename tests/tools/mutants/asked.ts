import { randomInt } from 'node:crypto';
import { readFlags, wholeNumber } from '../../../server/cli/flags.ts';
import { PARTS, type Part } from './parts.ts';

/** What the command line asks for. */
export interface Asked {
  readonly seed: string;
  readonly parts: readonly Part[];
  /** Mutants of each part. */
  readonly count: number;
  /** Mutants tried at a time. */
  readonly workers: number;
  /** Whether the killed ones are listed too. */
  readonly all: boolean;
}

const FLAGS = [
  { name: 'seed', value: '<word>', help: 'draws the same mutants again' },
  { name: 'part', value: '<id>', help: 'this part alone', many: true },
  { name: 'count', value: '<number>', help: 'mutants of each part' },
  { name: 'workers', value: '<number>', help: 'mutants tried at a time' },
  { name: 'all', value: '', help: 'lists the killed ones too' },
];

export function askedBy(argv: readonly string[]): Asked | { readonly problem: string } {
  const given = readFlags(argv, FLAGS);
  if ('problem' in given) return given;
  const one = (name: string) => given.flags.get(name)?.[0];
  const count = wholeNumber(one('count') ?? '40', 'count', 1, 10_000);
  const workers = wholeNumber(one('workers') ?? '2', 'workers', 1, 16);
  if (typeof count === 'object') return count;
  if (typeof workers === 'object') return workers;
  const parts = given.flags.get('part') ?? PARTS.map(({ id }) => id);
  const unknown = parts.find((part) => !PARTS.some(({ id }) => id === part));
  if (unknown !== undefined)
    return { problem: `no part ${unknown}; there are ${PARTS.map(({ id }) => id).join(', ')}` };
  const seed = one('seed') ?? String(randomInt(2 ** 31));
  return { seed, parts: PARTS.filter(({ id }) => parts.includes(id)), count, workers, all: given.flags.has('all') };
}
