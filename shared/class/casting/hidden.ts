import type { Plan, StressUse } from '../../sim/index.ts';
import type { StressCard } from '../../stresses/contract.ts';
import type { Step } from '../lesson/steps.ts';
import type { ClassRead } from '../state/state.ts';
import { sipHash } from './sip-hash.ts';

/**
 * What draws the hidden roles of the run that begins now: other words for every run and every try at one, so that no reveal says
 * anything about another run. The journal has all that they follow from.
 */
export function hiddenWords({ secret, epoch }: ClassRead, { round, run }: Step): NonNullable<Plan['hidden']> {
  const [one, two] = ['a', 'b'].map((half) => sipHash(secret, `${round}/${run}/${epoch}/${half}`));
  const [first = 0, second = 0, third = 0, fourth = 0] = [one, two].flatMap((word = 0n) => [
    Number(word >> 32n),
    Number(word & 0xffff_ffffn),
  ]);
  return [first, second, third, fourth];
}

/** Machines of the first run that were named one by one have been revealed: the second run draws as many. */
export function drawnAnew({ hiddenRole }: StressCard, use: StressUse): StressUse {
  const [who, named] = String(use.params.target).split(':');
  if (hiddenRole === undefined || who !== 'node') return use;
  const count = new Set((named ?? '').split('+')).size;
  return { ...use, params: { ...use.params, target: `others:${count}` } };
}
