import { breach } from './breach.ts';
import { churn } from './churn.ts';
import type { StressCard } from './contract.ts';
import { crash } from './crash.ts';
import { dataLoss } from './data-loss.ts';
import { doubleSpend } from './double-spend.ts';
import { eavesdrop } from './eavesdrop.ts';
import { flashCrowd } from './flash-crowd.ts';
import { flood } from './flood.ts';
import { freeRiders } from './free-riders.ts';
import { partition } from './partition.ts';
import { poison } from './poison.ts';
import { slowLinks } from './slow-links.ts';
import { sybil } from './sybil.ts';

/** Every stress there is, in the order of the instructor's cards. */
export const STRESSES: readonly StressCard[] = [
  crash,
  partition,
  slowLinks,
  flashCrowd,
  churn,
  freeRiders,
  poison,
  flood,
  breach,
  eavesdrop,
  sybil,
  doubleSpend,
  dataLoss,
];

export const STRESS_BY_ID: ReadonlyMap<string, StressCard> = new Map(STRESSES.map((card) => [card.id, card]));
