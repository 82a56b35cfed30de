import type { Catalogue } from '../state/catalogue.ts';
import { confusable, type Skeleton, skeletonOf } from './skeleton.ts';

/** Who runs the class, and what its screens call machines and people that have no names. As a whole name, perhaps with a number. */
const WHOLE = [
  'admin',
  'administrator',
  'anybody',
  'autopilot',
  'board',
  'bot',
  'class',
  'desk',
  'everybody',
  'everyone',
  'host',
  'hub & mesh',
  'instructor',
  'machine',
  'moderator',
  'network',
  'nobody',
  'somebody',
  'system',
  'you',
];
/** Nobody is called so: not as a part of a name either. */
const ANYWHERE = ['teacher'];
/** What may stand before such a word, or behind it. */
const BEFORE = /^(?:the|our|your|my|a|mr|mrs|ms|miss|real)(?=[\s._-])[\s._-]*/iu;
const NUMBER = /[\s._#-]*(?:\p{N}+|[\s._#-](?:[\p{N}OoIl|]+|one|two|three))$/u;

const whole = WHOLE.map(skeletonOf);
const anywhere = ANYWHERE.map(skeletonOf);

/** What this catalogue's services call their machines. */
export function roleWords({ services }: Catalogue): readonly string[] {
  const roles = [...services.values()].flatMap(({ sides, words }) =>
    Object.values(sides).flatMap((side) => side.roles.map(({ id, name }) => [id, words[name] ?? id])),
  );
  return [...new Set(roles.flat())];
}

/** Is it the name of somebody or something in every class: the teacher, a bot, a server? `roles`: what machines are called. */
export function isReserved(name: string, roles: readonly string[]): boolean {
  const parts = name.split(/[\s._-]+/u).map(skeletonOf);
  if (parts.some((part) => looksLikeOne(part, anywhere))) return true;
  const word = skeletonOf(name.replace(BEFORE, '').replace(NUMBER, ''));
  return looksLikeOne(word, [...whole, ...anywhere]) || looksLikeOne(word, roles.map(skeletonOf));
}

function looksLikeOne(word: Skeleton, reserved: readonly Skeleton[]): boolean {
  return word.plain !== '' && reserved.some((other) => confusable(other, word));
}
