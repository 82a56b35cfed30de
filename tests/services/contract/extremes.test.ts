import { describe, expect, test } from 'vitest';
import type { ParamSpec } from '../../../shared/services/contract.ts';
import { World } from '../world.ts';
import { SIDES } from './sides.ts';

const NODES = 6;
const SECONDS = 25;

/** The least and the greatest value of a setting; of a choice, every one. */
function extremesOf(spec: ParamSpec): readonly (number | boolean | string)[] {
  switch (spec.kind) {
    case 'number':
      return [spec.min, spec.max];
    case 'choice':
      return spec.choices;
    case 'switch':
      return [false, true];
    case 'list':
      return [`${spec.min}`, `${spec.max}`, `${spec.min},${spec.max}`];
  }
}

describe.each(SIDES)('$service.id, $architecture, runs with', ({ service, architecture }) => {
  test.each(service.params.map((spec) => ({ id: spec.id, spec })))('the extremes of $id alone', ({ id, spec }) => {
    for (const value of extremesOf(spec)) {
      const world = new World({ service, architecture, nodes: NODES, params: { [id]: value } }).to(SECONDS);
      const job = world.view(NODES - 1).job;
      expect(job.done, `${id}=${value}`).toBeLessThanOrEqual(job.total);
    }
  });
});
