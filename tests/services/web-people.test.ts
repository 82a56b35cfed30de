import { describe, expect, it } from 'vitest';
import type { VerbOffer } from '../../shared/services/contract.ts';
import { ARCHITECTURES } from '../../shared/sim/index.ts';
import { type Asked, createWorld, facts, playBy } from './web-world.ts';

type Choose = (buttons: readonly VerbOffer[]) => VerbOffer | undefined;

const idle: Choose = () => undefined;
/** Asks for what is wanted as soon as it is, tries again what failed, and waits for what is asked for. */
const attentive: Choose = (buttons) =>
  buttons.find(
    ({ label, blocked }) =>
      blocked === undefined && ['web.verb.open', 'web.verb.retry', 'web.verb.ask'].includes(label.key),
  );

function readers(nodes: number): number[] {
  return Array.from({ length: nodes - 1 }, (_, index) => index + 1);
}

function pagesRead(asked: Asked, who: readonly number[], every: number, choose: Choose): number {
  const world = createWorld(asked);
  playBy(world, who, 60, every, choose);
  return facts(world.log, 'got').filter((entry) => who.includes(entry.node)).length;
}

describe.each(ARCHITECTURES)('people on the web, %s', (architecture) => {
  it.each([6, 30, 60])(
    'who pay attention read at least a fifth more than those who do nothing, %i of them',
    (nodes) => {
      const asked = { architecture, nodes };
      const lazy = pagesRead(asked, readers(nodes), 0.5, idle);
      expect(pagesRead(asked, readers(nodes), 0.5, attentive)).toBeGreaterThan(1.2 * lazy);
    },
  );

  it('who hammer every button gain nothing by it, with a calm server or under a crowd', () => {
    const hammer: Choose = (buttons) =>
      buttons.find(
        ({ action, blocked }) => blocked === undefined && ['retry', 'origin', 'ask', 'open'].includes(action.type),
      );
    for (const stresses of [[], [{ id: 'flash-crowd', at: 5, params: { target: 'any', for: 0, factor: 6 } }]]) {
      let calm = 0;
      let hammered = 0;
      for (const seed of [1, 2, 3]) {
        const asked = { architecture, nodes: 30, seed, stresses, params: { mirrors: 0 } };
        const some = [3, 7, 11, 15, 19];
        calm += pagesRead(asked, some, 0.2, attentive);
        hammered += pagesRead(asked, some, 0.2, hammer);
      }
      expect(hammered).toBeLessThan(1.05 * calm);
    }
  });
});
