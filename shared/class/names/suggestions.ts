import { Randomness } from '../../sim/index.ts';
import { graphemes } from './check.ts';
import { LONGEST_NAME } from './length.ts';
import { confusable, type Skeleton, skeletonOf } from './skeleton.ts';

const ADJECTIVES =
  'Able Amber Bold Brave Bright Brisk Calm Clever Cosy Eager Fair Fast Fond Free Fresh Gentle Glad Golden Happy Jolly Keen Kind Lively Lucky Merry Mighty Neat Noble Polite Proud Quick Quiet Ready Shiny Silver Smart Snug Steady Sunny Swift Teal Tidy True Warm Wise Witty'.split(
    ' ',
  );
const ANIMALS =
  'Badger Beaver Bison Crane Deer Dolphin Eagle Falcon Finch Fox Gecko Hare Hawk Heron Ibex Jaguar Kiwi Koala Lark Lemur Lion Lynx Magpie Marten Moose Newt Orca Osprey Otter Owl Panda Parrot Pelican Penguin Puffin Puma Raven Robin Salmon Seal Sparrow Stork Swan Tiger Toucan Turtle Walrus Wolf Wren Zebra'.split(
    ' ',
  );

/** Is it one of the names that the class suggests, perhaps with a number? */
export function isSuggested(name: string): boolean {
  const [adjective = '', animal = '', number, ...rest] = name.split(' ');
  const numbered = number === undefined || /^[1-9]\d?$/.test(number);
  return ADJECTIVES.includes(adjective) && ANIMALS.includes(animal) && numbered && rest.length === 0;
}

/** `count` different names that nobody has; `salt` chooses which. Friendly by construction: every adjective goes with every animal. */
export function suggestNames(count: number, taken: readonly string[], seed: number, salt: number): readonly string[] {
  const random = new Randomness(seed).stream(`names/${salt}`, -1);
  const used = new Set(taken.map((name) => name.toLowerCase()));
  const names: string[] = [];
  while (names.length < count) {
    const plain = `${random.pick(ADJECTIVES)} ${random.pick(ANIMALS)}`;
    const name = used.has(plain.toLowerCase()) ? withNumber(plain, [...taken, ...names].map(skeletonOf)) : plain;
    used.add(name.toLowerCase());
    names.push(name);
  }
  return names;
}

/** The same name with the first number that makes it nobody else's; shortened where it would grow too long. */
export function withNumber(name: string, taken: readonly Skeleton[]): string {
  for (let number = 2; ; number++) {
    const suffix = ` ${number}`;
    const room = LONGEST_NAME - suffix.length;
    const offer = `${graphemes(name).slice(0, room).join('').trimEnd()}${suffix}`;
    const skeleton = skeletonOf(offer);
    if (!taken.some((other) => confusable(other, skeleton))) return offer;
  }
}

/** Every pair, without numbers. */
export function allSuggestions(): readonly string[] {
  return ADJECTIVES.flatMap((adjective) => ANIMALS.map((animal) => `${adjective} ${animal}`));
}
