import { expect, test } from 'vitest';
import type { World } from '../services/world.ts';
import { everything, firstOf, type Policy, type Role, success, tap } from './role.ts';
import { skillPays } from './skill.ts';

const first =
  (...verbs: readonly string[]): Policy =>
  (open) =>
    firstOf(...verbs.map((verb) => tap(open, verb)));

/** Goes on only while the secret branch is less than three blocks behind. */
const attacker: Policy = (open, view) => {
  const { status } = view;
  const hopeless = status.key === 'bank.status.attack' && Number(status.args?.['n']) >= 3;
  const giveUp = hopeless ? tap(open, 'give-up') : undefined;
  return firstOf(tap(open, 'publish'), giveUp, ...first('attack', 'accept', 'broadcast')(open, view));
};

const bought = (world: World, who: number): number => world.facts('got').filter(({ node }) => node === who).length;

const DOUBLE_SPENDER: Role = {
  scenario: 'paid-twice',
  architecture: 'peer-to-peer',
  // Against the ten blocks of the scenario nobody's skill is of use, which is what it teaches.
  params: { confirmations: 1 },
  cards: [[]],
  seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  trait: 'double-spender',
  success: (world, who) => world.facts('fraud-accepted').filter(({ peer }) => peer === who).length,
  skilled: attacker,
};

const LIAR: Role = {
  scenario: 'strangers-at-the-door',
  architecture: 'peer-to-peer',
  // Where all check where a machine belongs no lie is believed, which is what the scenario teaches.
  params: { checkIds: false },
  cards: [[]],
  seeds: [1, 2, 3, 4],
  trait: 'sybil',
  // Requests of which the liar saw the answer, however often it was given.
  success: (world, who) =>
    new Set(world.facts('exposed').flatMap(({ node, peer, ref }) => (node === who ? [`${peer}/${ref}`] : []))).size,
  skilled: first('pretend', 'ask', 'forward'),
};

/** Corrupt pieces of the poisoner's that others took for good or had to fetch again. */
const spoilt = (world: World, who: number): number =>
  [...world.facts('corrupt-accepted'), ...world.facts('corrupt-rejected')].filter(({ peer }) => peer === who).length;

const POISONER: Role = {
  scenario: 'spoiled-copies',
  architecture: 'peer-to-peer',
  cards: [[]],
  // How many of its pieces go round differs by a tenth between two groups of six seeds.
  seeds: Array.from({ length: 24 }, (_, seed) => seed + 1),
  trait: 'poisoner',
  // Pieces go round in less than a second; so does whoever wants to spoil them.
  every: 0.5,
  success: spoilt,
  skilled: first('request', 'upload', 'find'),
};

const EAVESDROPPER: Role = {
  scenario: 'somebody-listens',
  architecture: 'peer-to-peer',
  // Where all letters are sealed there is nothing to read, which is what the scenario teaches.
  params: { seals: false },
  cards: [[]],
  seeds: [1, 2, 3, 4, 5, 6],
  trait: 'eavesdropper',
  every: 0.5,
  success: (world, who) => world.facts('exposed').filter(({ node }) => node === who).length,
  skilled: first('ask', 'drop'),
};

const CHEAT: Role = {
  scenario: 'paid-twice',
  architecture: 'client-server',
  // The scenario's customers have more to tap than anybody can. Here there is something to decide about every three seconds, for so long
  // that what is under way at the end counts little, as for the other customers in people.test.ts.
  params: { think: 6, payments: 100 },
  seconds: 180,
  cards: [[]],
  seeds: [1, 2, 3, 4],
  trait: 'double-spender',
  success: bought,
  skilled: first('accept', 'pay'),
};

skillPays('the double spender among peers', DOUBLE_SPENDER);
skillPays('the liar in the ring', LIAR);
skillPays('the cheat at the bank', CHEAT);
skillPays('the poisoner among those who check hashes', POISONER);
skillPays('the poisoner among those who check nothing', { ...POISONER, params: { hashCheck: false } });
skillPays('the eavesdropper among those who seal nothing', EAVESDROPPER);

test('no coin is spent twice at the bank, however the cheat plays', () => {
  const frauds: Role = { ...CHEAT, success: (world) => world.facts('fraud-accepted').length };
  const foiled: Role = { ...CHEAT, success: (world) => world.facts('fraud-rejected').length };
  for (const [every, policy] of [
    [2, CHEAT.skilled],
    [0.1, everything],
  ] as const) {
    expect(success(frauds, every, policy)).toBe(0);
    expect(success(foiled, every, policy)).toBeGreaterThan(10);
  }
});
