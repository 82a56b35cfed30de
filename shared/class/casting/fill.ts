import type { LessonPlan } from '../../scenarios/scenario.ts';
import { MOST_FILLED } from '../../services/contract.ts';
import { serviceOf } from '../lesson/plan.ts';
import type { Catalogue } from '../state/catalogue.ts';

/** Machines up to which bots may fill a class: as many as every service of its lesson takes. People are never counted against it. */
export function mostToFill(catalogue: Catalogue, { rounds }: Pick<LessonPlan, 'rounds'>): number {
  const bounds = rounds.map(({ service }) => serviceOf(catalogue, service).fillsUpTo ?? MOST_FILLED);
  return Math.min(MOST_FILLED, ...bounds);
}
