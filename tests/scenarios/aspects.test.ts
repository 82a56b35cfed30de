import { expect, test } from 'vitest';
import { MEASURE_WORDS } from '../../shared/measures/index.ts';
import { BECAUSE_WORDS } from '../../shared/measures/words.ts';
import { SCENARIOS } from '../../shared/scenarios/index.ts';
import { ARCHITECTURES } from '../../shared/sim/index.ts';
import { playAlone } from './headless.ts';

test.each(SCENARIOS.map((scenario) => [scenario.id, scenario] as const))(
  '%s fills each of the seven aspects on both architectures, with a value or with a reason in words',
  (_, scenario) => {
    for (const architecture of ARCHITECTURES) {
      const { measures } = playAlone(scenario, { architecture, nodes: 12, seed: 6 });
      expect(new Set(measures.map(({ aspect }) => aspect)).size).toBe(7);
      expect(measures.map(({ id }) => id).sort()).toEqual(Object.keys(MEASURE_WORDS).sort());
      for (const measure of measures) {
        if (measure.value === null) expect(BECAUSE_WORDS, measure.id).toHaveProperty([measure.because?.key ?? 'none']);
      }
    }
  },
);
