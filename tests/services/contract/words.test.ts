import { describe, expect, test } from 'vitest';
import type { Said } from '../../../shared/sim/index.ts';
import { SIDES, troubled, troubledPlan } from './sides.ts';
import { tapAll } from './taps.ts';
import { expectWords, saidIn } from './words.ts';

describe.each(SIDES)('$service.id, $architecture:', (side) => {
  const { service, architecture } = side;
  const { roles, looks, protocol } = service.sides[architecture];

  test('there are words for all that a screen says and all that is answered', () => {
    const said = new Map<string, Said>();
    tapAll(troubled(side), ({ view, answer }) => {
      for (const one of saidIn([view, answer])) said.set(one.key, one);
    });
    expect(said.size).toBeGreaterThan(10);
    for (const one of said.values()) expectWords(service, one);
  });

  test('each role has a name and a brief', () => {
    expect(roles.length).toBeGreaterThan(0);
    for (const { name, brief } of roles) for (const key of [name, brief]) expectWords(service, { key });
  });

  test('each kind of message has a look and a name', () => {
    const { kinds } = protocol(troubledPlan(side));
    expect(looks.map(({ name }) => name)).toEqual(kinds.map(({ name }) => `${service.id}.kind.${name}`));
    for (const { name } of looks) expectWords(service, { key: name });
  });
});
