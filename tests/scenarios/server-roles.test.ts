import type { Said } from '../../shared/sim/index.ts';
import type { World } from '../services/world.ts';
import { firstOf, type Policy, type Role, tap } from './role.ts';
import { skillPays } from './skill.ts';

const stress = (id: string, at: number, params = {}) => ({ id, at, params });
const number = (said: Said | undefined, name: string): number => Number(said?.args?.[name] ?? 0);
const count = (world: World, ...facts: readonly Parameters<World['facts']>[0][]): number =>
  facts.reduce((sum, fact) => sum + world.facts(fact).length, 0);

/** Looks twice at who has paid as much before; backs up and audits as soon as it is worth the pause. */
const banker: Policy = (open) => {
  const papers = open.filter(({ action }) => action.type === 'approve');
  const odd = papers.find(({ effect }) => number(effect, 'n') > 0)?.action.payment;
  const backUp = tap(open, 'back-up');
  const audit = tap(open, 'audit');
  return firstOf(
    tap(open, 'restore'),
    number(backUp?.effect, 'n') >= 12 ? backUp : undefined,
    number(audit?.effect, 'n') >= 20 ? audit : undefined,
    odd === undefined ? undefined : open.find(({ action }) => action.type === 'refuse' && action.payment === odd),
    papers[0],
  );
};

/** Purchases that were made and stand: the bank has not lost them, and no theft was left as it was. */
function standing(world: World): number {
  const foiled = world.facts('fraud-rejected');
  const stolen = world.facts('fraud-accepted');
  const left = stolen.filter(({ ref, seq }) => !foiled.some((undone) => undone.ref === ref && undone.seq > seq));
  return count(world, 'got') - count(world, 'lost-write') - left.length;
}

/** Keeps strangers out of the machine room, and old copies of badges from opening anything. */
const keeper: Policy = (open) => firstOf(...['change-locks', 'revoke', 'renew'].map((verb) => tap(open, verb)));

/** Moves calls away before the crash that the scenario is named after, and lowers those that are not heard clearly. */
const operator: Policy = (open, { status, neighbours }) => {
  const button = (verb: string) => open.find(({ label }) => label.key === `call.verb.${verb}`);
  const unclear = status.key === 'call.status.server' || neighbours.some(({ mood }) => mood === 'bad');
  return firstOf(unclear ? button('allot-low') : undefined, button('move'));
};

/** Saves when a crash would cost three edits. */
const curator: Policy = (open, { status }) =>
  firstOf(number(status, 'unsaved') < 3 ? undefined : tap(open, 'snapshot'));

/** Strokes that were painted and are there; `value`: of how many writes on one tile the last is lost. */
const painted = (world: World): number =>
  count(world, 'got') - world.facts('lost-write').reduce((sum, { value }) => sum + Math.max(1, value), 0);

/** Looks at letters, and shuts out who sends junk; lets nobody in again. */
const postmaster: Policy = (open) => {
  const button = (verb: string) => open.find(({ label }) => label.key === `mail.verb.${verb}`);
  return firstOf(button('quarantine'), button('sort'));
};

/** When the rush of the ticket sale is over, µs. */
const END_OF_RUSH = 70e6;
/** Letters that came within five seconds of being written. */
const prompt = (world: World): number => world.facts('got').filter(({ value }) => value <= 5e6).length;
/** Files complete in a second since the start. */
const speed = (world: World): number => {
  const times = world.facts('done').map(({ time }) => time);
  return (1e6 * times.length) / times.reduce((sum, time) => sum + time, 0);
};

const hub = { architecture: 'client-server', seeds: [1, 2, 3] } as const;
// The bank's own scenarios try its log and its customers; a person at the bank is there for a lost disk and for thieves. When the disk
// goes after a backup nobody loses much: so at several times.
const bankTrouble = [25, 35, 45, 55].map((at) => [
  stress('data-loss', at),
  stress('breach', 10, { target: 'others:2', for: 70 }),
]);
// In the canvas's own scenarios nothing happens to the server: a crash, at several times, is what saving is for.
const canvasTrouble = [20, 30, 40].map((at) => [stress('crash', at)]);

const ROLES: readonly Role[] = [
  {
    ...hub,
    scenario: 'ticket-sale',
    // In the scenario two mirrors are up from the start; here it is the server's person who adds each.
    params: { mirrorsUp: 0 },
    cards: [[]],
    success: (world) => world.facts('got').filter(({ time }) => time < END_OF_RUSH).length,
    skilled: (open) => firstOf(tap(open, 'mirror')),
  },
  {
    ...hub,
    scenario: 'spoiled-copies',
    cards: [[]],
    success: speed,
    skilled: (open) => firstOf(tap(open, 'mirror'), tap(open, 'serve')),
  },
  // Junk comes twenty times a second: a box is full before one has thought twice.
  { ...hub, scenario: 'junk-flood', cards: [[]], every: 1, success: prompt, skilled: postmaster },
  { ...hub, scenario: 'power-cut', cards: bankTrouble, success: standing, skilled: banker },
  { ...hub, scenario: 'paid-twice', cards: bankTrouble, success: standing, skilled: banker },
  {
    ...hub,
    scenario: 'stolen-key',
    cards: [[]],
    // What its clerks were given, less what was not for them and what was old.
    success: (world) => count(world, 'got') - count(world, 'exposed', 'read-stale'),
    skilled: keeper,
  },
  {
    ...hub,
    scenario: 'relay-down',
    cards: [[]],
    // Turns that all heard clearly while they were worth hearing: within ten seconds of the wish to speak.
    success: (world) => world.facts('got').filter(({ value }) => value <= 10e6).length,
    skilled: operator,
  },
  { ...hub, scenario: 'the-cut', cards: canvasTrouble, success: painted, skilled: curator },
  { ...hub, scenario: 'rush-hour-on-the-wall', cards: canvasTrouble, success: painted, skilled: curator },
];

for (const role of ROLES) skillPays(`${role.scenario}: whoever runs the server`, role);
