import { describe, expect, test } from 'vitest';
import { SERVICES } from '../../shared/services/index.ts';
import { ARCHITECTURES } from '../../shared/sim/index.ts';
import { World } from './world.ts';

const RUNS = SERVICES.flatMap((service) => ARCHITECTURES.map((architecture) => ({ service, architecture })));

describe('A machine that is down', () => {
  test.each(RUNS)(
    'has no open button, says so and is refused: $service.id, $architecture',
    ({ service, architecture }) => {
      const outage = { id: 'crash', at: 20, params: { target: 'all', for: 10 } };
      const world = new World({ service, architecture, nodes: 8, stresses: [outage] }).to(19);
      const before = world.view(0);
      world.to(25);
      for (let node = 0; node < 8; node++) {
        const { verbs, offers, mood } = world.view(node);
        expect(verbs.map(({ blocked }) => blocked?.key)).toEqual(verbs.map(() => 'refusal.node-down'));
        expect(offers).toEqual([]);
        expect(mood).toBe('bad');
        for (const { action } of verbs) expect(world.act(node, action)?.said).toEqual({ key: 'refusal.node-down' });
      }
      expect(before.mood).not.toBe('bad');
      world.to(31);
      expect(world.view(0).mood).not.toBe('bad');
    },
  );
});
