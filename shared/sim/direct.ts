import type { Core } from './core.ts';
import type { Input, Plan } from './plan.ts';
import { planStress, stressEnds } from './stress.ts';
import type { Refusal } from './units.ts';

/** The instructor's inputs: a stress now, the end of one, or who holds a machine. */
export function direct(core: Core, input: Input): Refusal | undefined {
  const { action } = input;
  switch (action.type) {
    case 'stress': {
      const id = String(action.id);
      if (!core.stresses.has(id)) return { code: 'unknown-stress', said: { key: 'refusal.unknown-stress' } };
      const params = (action.params ?? {}) as Plan['params'];
      planStress(core, { id, at: 0, params }, core.now);
      return undefined;
    }
    case 'stress-end':
      if (core.stressStates[Number(action.index)] === undefined) {
        return { code: 'unknown-stress', said: { key: 'refusal.unknown-stress' } };
      }
      stressEnds(core, Number(action.index));
      return undefined;
    case 'pilot': {
      const node = core.nodes[Number(action.node)];
      if (node === undefined) return { code: 'unknown-node', said: { key: 'refusal.unknown-node' } };
      node.pilot = action.mode === 'person' ? 'person' : 'bot';
      node.lastActed = core.now;
      node.lastTouched = -1;
      return undefined;
    }
    default:
      return { code: 'unknown-verb', said: { key: 'refusal.unknown-verb' } };
  }
}
