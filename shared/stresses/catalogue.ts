import { churn } from './churn.ts';
import type { StressCard } from './contract.ts';
import { crash } from './crash.ts';
import { flashCrowd } from './flash-crowd.ts';
import { freeRiders } from './free-riders.ts';
import { poison } from './poison.ts';
import { slowLinks } from './slow-links.ts';

/** Every stress there is, in the order of the instructor's cards. */
export const STRESSES: readonly StressCard[] = [crash, slowLinks, flashCrowd, churn, freeRiders, poison];

export const STRESS_BY_ID: ReadonlyMap<string, StressCard> = new Map(STRESSES.map((card) => [card.id, card]));
