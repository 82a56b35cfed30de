import type { Catalogue } from '../shared/class/index.ts';
import { createCounter } from '../shared/measures/index.ts';
import { SERVICES } from '../shared/services/index.ts';
import { STRESS_BY_ID } from '../shared/stresses/index.ts';
import { parFor } from '../shared/theory/index.ts';

/** The services, stresses and scenarios that this server plays. */
export function classCatalogue(): Catalogue {
  return {
    services: new Map(SERVICES.map((service) => [service.id, service])),
    stresses: STRESS_BY_ID,
    counter: (_facts, state) => createCounter(state),
    par: parFor,
  };
}
