import type { Said } from '../../shared/sim/index.ts';
import type { EN } from './en/index.ts';
import { type Args, fill, grammarOf } from './sentence.ts';

/** A sentence of the catalogue, checked when the pages are built. */
export type WordKey = keyof typeof EN;
export type Words = { readonly [key: string]: string };
/** Whose voice: the service that is played, and the names of its machines by their indices. */
export interface Voice {
  readonly service?: Words | undefined;
  readonly nameOf?: ((node: number) => string | undefined) | undefined;
}

/** Arguments that hold people's own texts, which are no keys. */
const TYPED_BY_PEOPLE: ReadonlySet<string> = new Set(['name', 'offer', 'words', 'what', 'text']);
const grammar = grammarOf('en');
const catalogue = new Map<string, string>();

/** Adds a part of the catalogue. Pages load the parts that they show. */
export function addWords(words: Words): void {
  for (const [key, sentence] of Object.entries(words)) catalogue.set(key, sentence);
}

/** One of the pages' own sentences. */
export function text(key: WordKey, args: Args = {}): string {
  return fill(catalogue.get(key) ?? key, args, grammar);
}

/** A sentence that came from the class: of the service played, or of the catalogue. */
export function say(said: Said, voice: Voice = {}): string {
  const sentence = voice.service?.[said.key] ?? catalogue.get(said.key);
  return sentence === undefined ? unheard(said.key) : fill(sentence, spoken(said.args ?? {}, voice), grammar);
}

/** Does the voice know this sentence? */
export function knows(key: string, voice: Voice = {}): boolean {
  return voice.service?.[key] !== undefined || catalogue.has(key);
}

/** Node indices become names; reasons, roles, architectures and the like become their words. */
function spoken(args: Args, voice: Voice): Args {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, spokenArg(name, value, voice)]));
}

function spokenArg(name: string, value: string | number, voice: Voice): string | number {
  if ((name === 'who' || name === 'whom') && typeof value === 'number') return nameOf(value, voice);
  if (typeof value === 'number' || TYPED_BY_PEOPLE.has(name)) return value;
  return catalogue.get(`${name}.${value}`) ?? voice.service?.[value] ?? value;
}

function nameOf(node: number, voice: Voice): string {
  return voice.nameOf?.(node) ?? text('machine.numbered', { n: node + 1 });
}

/** A sentence that a newer server has and this page doesn't: its last word is better than nothing. */
function unheard(key: string): string {
  return (key.split('.').at(-1) ?? key).replaceAll('-', ' ');
}
