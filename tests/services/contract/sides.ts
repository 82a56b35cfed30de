import type { Service } from '../../../shared/services/contract.ts';
import { SERVICES } from '../../../shared/services/index.ts';
import { ARCHITECTURES, type Architecture, type StressUse } from '../../../shared/sim/index.ts';
import { complete, planOf, World } from '../world.ts';

export interface Side {
  readonly service: Service;
  readonly architecture: Architecture;
}

/** Every service on every architecture. */
export const SIDES: readonly Side[] = SERVICES.flatMap((service) =>
  ARCHITECTURES.map((architecture) => ({ service, architecture })),
);

export const NODES = 12;
/** Seconds of play. */
export const SECONDS = 80;
const FIRST_TROUBLE = 4;
const BETWEEN = 6;

/** Every trouble that the service knows, one after the other and overlapping. */
function troubleOf({ stresses }: Service): readonly StressUse[] {
  return stresses.map((id, index) => complete({ id, at: FIRST_TROUBLE + index * BETWEEN, params: {} }));
}

/** A run in which everything happens that can. */
export function troubled({ service, architecture }: Side, seed = 3): World {
  return new World(asked({ service, architecture }, seed));
}

export function troubledPlan(side: Side) {
  return planOf(asked(side, 3));
}

function asked({ service, architecture }: Side, seed: number) {
  return { service, architecture, nodes: NODES, seed, stresses: troubleOf(service), play: SECONDS };
}
