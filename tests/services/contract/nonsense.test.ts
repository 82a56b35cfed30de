import { describe, expect, test } from 'vitest';
import type { PlayerView } from '../../../shared/services/contract.ts';
import type { Action, NodeId } from '../../../shared/sim/index.ts';
import { NODES, SIDES, troubled, troubledPlan } from './sides.ts';
import { expectWords } from './words.ts';

const NONSENSE = [Number.NaN, -1, 1.5, 1e308, '', 'constructor', null, [], {}, true];

/** The names of all fields of buttons. */
function fieldsIn(views: readonly PlayerView[]): readonly string[] {
  const actions = views.flatMap(({ verbs, offers }) => [...verbs, ...offers].map(({ action }) => action));
  const names = actions.flatMap((action) => Object.keys(action).filter((name) => name !== 'type'));
  return [...new Set(names)];
}

describe.each(SIDES)('$service.id, $architecture:', (side) => {
  test('nonsense is refused in words, and changes nothing', () => {
    const world = troubled(side);
    const { verbs } = side.service.sides[side.architecture].protocol(troubledPlan(side));
    const remembered = (): string => JSON.stringify(world.run.net.state(1 as NodeId));
    for (let second = 5; second <= 45; second += 20) {
      world.to(second);
      const fields = fieldsIn(Array.from({ length: NODES }, (_, node) => world.view(node)));
      for (const type of verbs) {
        for (const value of NONSENSE) {
          const filled = Object.fromEntries(fields.map((field) => [field, value]));
          const before = remembered();
          const refusal = world.act(1, { ...filled, type } as Action);
          if (refusal === undefined) continue;
          expectWords(side.service, refusal.said);
          expect(remembered(), `${type} ${String(value)}`).toBe(before);
        }
      }
      expect(world.act(1, { type: 'toString' })?.code).toBe('unknown-verb');
    }
  });
});
