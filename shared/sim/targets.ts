import type { Core } from './core.ts';
import type { Plan } from './plan.ts';
import type { StreamState } from './random.ts';
import type { NodeId } from './units.ts';

const HIDDEN = 'hidden';

/** The stream that draws hidden roles, where the plan has words of its own for it. */
export function hiddenStream({ hidden }: Plan): readonly StreamState[] {
  return hidden === undefined ? [] : [[HIDDEN, -1, hidden]];
}

/**
 * Chooses a stress's targets. `target` is `who` or `who:how-many`: who = a role, `server` (in a network without that role: node 0, the
 * machine that has the origin on both architectures), `any` (machines that people play), `others` (those but for node 0), `all`
 * (infrastructure too) or `node`; how-many = a count (`peer:3`), a share (`any:25%`) or, for `node`, indices (`node:4+7`). Chosen at
 * random among those that are up. `hidden`: who it is must stay a secret, so that in a plan with words of its own for that those draw, and
 * in a network without a server one machine that people play is drawn instead of the one that everybody would think of.
 */
export function chooseTargets(core: Core, target: string, hidden: boolean): NodeId[] {
  const [who = 'any', howMany] = target.split(':');
  if (who === 'node') return namedNodes(core, howMany ?? '');
  const isSecret = hidden && core.plan.hidden !== undefined;
  const random = core.randomness.stream(isSecret ? HIDDEN : 'targets', -1);
  if (isSecret && who === 'server' && !hasServer(core)) return random.sample(candidatesOf(core, 'any'), 1);
  const candidates = candidatesOf(core, who);
  if (howMany === undefined) return candidates;
  const count = howMany.endsWith('%')
    ? Math.round((candidates.length * Number.parseFloat(howMany)) / 100)
    : Number.parseInt(howMany, 10);
  return random.sample(candidates, count);
}

function hasServer({ nodes }: Core): boolean {
  return nodes.some(({ spec }) => spec.role === 'server');
}

/** Says what is wrong with a target, or nothing. */
export function targetProblem(target: string, roles: readonly string[], nodes: number): string | undefined {
  const [who = '', howMany, ...rest] = target.split(':');
  const allowed = ['server', 'any', 'others', 'all', 'node', ...roles];
  if (rest.length > 0 || !allowed.includes(who)) {
    return `target ${target}: use ${[...new Set(allowed)].join(', ')}, with :3, :25% or, after node, :4+7`;
  }
  if (who === 'node') {
    const named = (howMany ?? '').split('+').map(Number);
    return named.every((node) => Number.isInteger(node) && node >= 0 && node < nodes) && howMany
      ? undefined
      : `target ${target}: nodes are numbered from 0 to ${nodes - 1}`;
  }
  if (howMany === undefined || /^\d+$/.test(howMany)) return undefined;
  return /^\d+(\.\d+)?%$/.test(howMany) && Number.parseFloat(howMany) <= 100
    ? undefined
    : `target ${target}: how many is a count like 3 or a share like 25%`;
}

function namedNodes(core: Core, list: string): NodeId[] {
  return list
    .split('+')
    .map(Number)
    .filter((node) => Number.isInteger(node) && node >= 0 && node < core.nodes.length) as NodeId[];
}

function candidatesOf(core: Core, who: string): NodeId[] {
  const playable = core.plan.nodes;
  const byRole = core.nodes.flatMap((node, index) =>
    node.up && matches(who, node.spec.role, index, playable) ? [index] : [],
  );
  return (byRole.length === 0 && who === 'server' ? [0] : byRole) as NodeId[];
}

function matches(who: string, role: string, index: number, playable: number): boolean {
  if (who === 'all') return true;
  if (who === 'any') return index < playable;
  if (who === 'others') return index > 0 && index < playable;
  return role === who;
}
