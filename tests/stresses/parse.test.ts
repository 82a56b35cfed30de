import { describe, expect, it } from 'vitest';
import { completeStress, parseStress, STRESS_BY_ID, STRESSES } from '../../shared/stresses/index.ts';

const GROUND = { roles: ['client', 'server'], nodes: 5 };

describe('a stress on the command line', () => {
  it('is read with its time and settings, and filled up with defaults', () => {
    expect(parseStress('slow-links@12.5:target=any:3,rate=0.25', GROUND)).toEqual({
      id: 'slow-links',
      at: 12.5,
      params: { target: 'any:3', for: 20, rate: 0.25, latency: 100, loss: 0 },
    });
  });

  it('begins at once when no time is given', () => {
    expect(parseStress('crash')).toEqual({ id: 'crash', at: 0, params: { target: 'server', for: 10 } });
  });

  it.each([
    ['fire@20', 'there are crash, partition, slow-links, flash-crowd, churn, free-riders, poison, flood, breach'],
    ['crash@later', 'write it as crash@20:target=server,for=10'],
    ['crash@-1', 'write it as crash@20:target=server,for=10'],
    ['crash@1:for', 'write it as name=value'],
    ['crash@1:rate=2', 'it has target, for'],
    ['slow-links@1:rate=2', 'use a number from 0.01 to 1'],
    ['slow-links@1:rate=slow', 'use a number from 0.01 to 1'],
    ['crash@1:for=-5', 'use a number from 0 to 3600'],
    ['crash@1:target=king', 'use server, any, others, all, node, client'],
    ['crash@1:target=node:9', 'nodes are numbered from 0 to 4'],
    ['crash@1:target=any:300%', 'a share like 25%'],
  ])('says what is allowed when told %s', (text, allowed) => {
    const answer = parseStress(text, GROUND);
    expect('problem' in answer && answer.problem).toContain(allowed);
  });
});

describe('the catalogue of stresses', () => {
  it.each(STRESSES.map((card) => [card.id, card] as const))('accepts the defaults of %s', (_, card) => {
    expect(completeStress(card, {}, GROUND)).toEqual({ params: card.defaults });
  });

  it.each(STRESSES.map((card) => [card.id, card] as const))(
    'gives %s a range for each number but its length',
    (_, card) => {
      const numbers = Object.keys(card.defaults).filter((name) => name !== 'for' && name !== 'target');
      expect(Object.keys(card.ranges).sort()).toEqual(numbers.sort());
    },
  );

  it('finds each stress by its id', () => {
    expect([...STRESS_BY_ID.keys()]).toEqual(STRESSES.map((card) => card.id));
  });

  it('has titles of at most four words', () => {
    expect(STRESSES.filter((card) => card.title.split(' ').length > 4)).toEqual([]);
  });
});
