import { type Params, targetProblem } from '../sim/index.ts';
import type { StressCard } from './contract.ts';

/** Longest that a stress can be told to last, seconds. */
const LONGEST = 3600;

/** Where a stress is to be used: how its targets can be named. Without it, a target's wording is not checked. */
export interface Ground {
  readonly roles: readonly string[];
  readonly nodes: number;
}

/** A stress's settings completed with its defaults, or the first problem in one sentence that says what is allowed. */
export function completeStress(
  card: StressCard,
  given: Params,
  ground?: Ground,
): { readonly params: Params } | { readonly problem: string } {
  const known = Object.keys(card.defaults);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) return { problem: `${card.id} has no setting ${unknown}; it has ${known.join(', ')}` };
  const params = { ...card.defaults, ...given };
  for (const name of known) {
    const problem = valueProblem(card, name, params[name], ground);
    if (problem !== undefined) return { problem: `${card.id}: ${problem}` };
  }
  return { params };
}

function valueProblem(card: StressCard, name: string, value: unknown, ground?: Ground): string | undefined {
  if (name === 'target') {
    if (typeof value !== 'string') return 'target is a text such as server or any:3';
    return ground && targetProblem(value, ground.roles, ground.nodes);
  }
  const [least, most] = name === 'for' ? [0, LONGEST] : (card.ranges[name] ?? [0, 0]);
  if (typeof value === 'number' && value >= least && value <= most) return undefined;
  return `${name}=${String(value)}: use a number from ${least} to ${most}`;
}
