import type { NodeSpec, Plan } from '../../sim/index.ts';

/** What a machine has unless it is said: links without limit, no delay, one worker, and no bound on what waits for it. */
const USUAL = { up: null, down: null, latency: 0 as NodeSpec['latency'], workers: 1, places: null };

/** A machine of the infrastructure, or of a person. */
export function machineOf(role: string, spec: Partial<NodeSpec>): NodeSpec {
  return { ...USUAL, ...spec, role };
}

/** People's machines: from 0 to the class's last. */
export function people(
  { nodes }: Plan,
  roleOf: (node: number) => string,
  spec: Partial<NodeSpec> | ((node: number) => Partial<NodeSpec>),
): NodeSpec[] {
  return Array.from({ length: nodes }, (_, node) =>
    machineOf(roleOf(node), typeof spec === 'function' ? spec(node) : spec),
  );
}
