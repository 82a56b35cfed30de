import { expect, test } from 'vitest';
import { SERVICES } from '../../shared/services/index.ts';
import { ARCHITECTURES } from '../../shared/sim/index.ts';
import { goldenRun } from './golden-run.ts';

const SIDES = SERVICES.flatMap((service) => ARCHITECTURES.map((architecture) => ({ service, architecture })));

/**
 * What every run did when its hash was last accepted. A change here is a change of behaviour: it is meant, or it is a slip. Accept a
 * meant one with `npx vitest run --config tests/vitest.config.ts tests/golden --update`, and say in the commit what changed.
 */
test('No service changes what it does in trouble, with people and bots, unless that is meant', async () => {
  const lines = SIDES.flatMap(({ service, architecture }) =>
    [1, 2].map((seed) => {
      const { hash, events, acted } = goldenRun(service, architecture, seed);
      expect(acted, `${service.id} ${architecture}: people act`).toBeGreaterThan(20);
      return `${service.id} ${architecture} ${seed}: ${hash} ${events} events ${acted} acts`;
    }),
  );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('hashes.txt');
});

test('No service changes what it does when left to itself', async () => {
  const lines = SIDES.flatMap(({ service, architecture }) =>
    [1, 2].map((seed) => {
      const { hash, events } = goldenRun(service, architecture, seed, { people: 0, trouble: false });
      return `${service.id} ${architecture} ${seed}: ${hash} ${events} events`;
    }),
  );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('calm-hashes.txt');
});
