import { describe, expect, test } from 'vitest';
import type { VerbOffer } from '../../shared/services/contract.ts';
import { findService } from '../../shared/services/index.ts';
import { ARCHITECTURES, type Architecture, type Params } from '../../shared/sim/index.ts';
import { World } from '../services/world.ts';

/** A button to tap, given those that are not blocked and how often one has tapped before. */
type Policy = (open: readonly VerbOffer[], tap: number) => VerbOffer | undefined;

/** A service whose people have something to do about every three seconds, and what they tap, the most important first. */
interface Busy {
  readonly id: string;
  readonly params: Params;
  readonly taps: readonly string[];
  /** Seconds of play: long beside the time from a wish to its fulfilment, so that what is under way at the end counts little. */
  readonly play: number;
  /** Tapped every other time, if there is such a button. */
  readonly inTurn?: string;
}

// The people of the web and of the file are in services/web-people.test.ts and services/file-people.test.ts.
const BUSY: readonly Busy[] = [
  { id: 'mail', play: 60, params: { letters: 60, think: 5 }, taps: ['send', 'pass'], inTurn: 'collect' },
  {
    id: 'bank',
    play: 150,
    params: { payments: 400, think: 9, blockInterval: 1, confirmations: 1 },
    taps: ['accept', 'pay', 'broadcast'],
  },
  { id: 'records', play: 60, params: { tasks: 400, think: 2.6 }, taps: ['ask', 'forward'] },
  { id: 'call', play: 60, params: { turns: 200, think: 3.4, turn: 0.5 }, taps: ['speak', 'relay', 'route'] },
  { id: 'canvas', play: 60, params: { strokes: 200, think: 3, cells: 96, hotspot: 0, syncEvery: 6 }, taps: ['paint'] },
];
const PEOPLE = [3, 6, 9, 12];

const skilled =
  ({ taps, inTurn }: Busy): Policy =>
  (open, tap) => {
    const first = (type: string | undefined) => open.find(({ action }) => action.type === type);
    const due = tap % 2 === 0 ? first(inTurn) : undefined;
    return due ?? taps.map(first).find((button) => button !== undefined);
  };

/** One button after the other, whatever it does. */
const anything: Policy = (open, tap) => open[tap % Math.max(1, open.length)];

/** What these people's machines got in a run of a class of fifteen, tapping `every` so many seconds (idle people: never). */
function got(busy: Busy, architecture: Architecture, seed: number, every: number, policy?: Policy): number {
  const service = findService(busy.id);
  if (service === undefined) throw new Error(`no service ${busy.id}`);
  const world = new World({ service, architecture, nodes: 15, seed, params: busy.params, bot: 2 });
  for (const node of PEOPLE) world.person(node);
  for (let tap = 1; policy !== undefined && tap * every < busy.play; tap++) {
    world.to(tap * every);
    for (const node of PEOPLE) {
      const { verbs, offers } = world.view(node);
      const button = policy(
        [...verbs, ...offers].filter(({ blocked }) => blocked === undefined),
        tap,
      );
      if (button !== undefined) world.act(node, button.action);
    }
  }
  world.to(busy.play);
  return world.facts('got').filter(({ node }) => PEOPLE.includes(node)).length;
}

function gotInAll(busy: Busy, architecture: Architecture, every: number, policy?: Policy): number {
  return [1, 2].reduce((sum, seed) => sum + got(busy, architecture, seed, every, policy), 0);
}

describe.each(BUSY.map((busy) => [busy.id, busy] as const))('%s: somebody at a machine', (_, busy) => {
  test.each(ARCHITECTURES)('who decides well every two seconds gets a fifth more than who does nothing, %s', (side) => {
    expect(gotInAll(busy, side, 2, skilled(busy))).toBeGreaterThanOrEqual(1.2 * gotInAll(busy, side, busy.play));
  });

  test.each(ARCHITECTURES)('who taps ten times a second gains nothing over who decides well, %s', (side) => {
    const most = 1.1 * gotInAll(busy, side, 2, skilled(busy));
    expect(gotInAll(busy, side, 0.1, skilled(busy)), 'the good buttons').toBeLessThanOrEqual(most);
    expect(gotInAll(busy, side, 0.1, anything), 'all buttons').toBeLessThanOrEqual(most);
  });
});
