import type { Micros, Plan, Protocol } from '../sim/index.ts';
import type { RunFacts } from './contract.ts';

/** What the measures need to know of a run besides its log. `end`: the time that it stands at. */
export function runFacts(plan: Plan, protocol: Protocol, itemsPerNode: number, end: Micros): RunFacts {
  return {
    people: plan.nodes,
    size: protocol.nodes.length,
    roles: protocol.nodes.map(({ role }) => role),
    kindUses: protocol.kinds.map(({ use }) => use),
    itemsPerNode,
    end,
  };
}
