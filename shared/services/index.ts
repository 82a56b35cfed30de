import { bank } from './bank/index.ts';
import type { Service } from './contract.ts';
import { file } from './file/index.ts';
import { web } from './web/index.ts';

/** Every service, in the order in which they are offered. A new one is a folder and a line here. */
export const SERVICES: readonly Service[] = [web, file, bank];

/** The service with this id, if there is one. */
export function findService(id: string): Service | undefined {
  return SERVICES.find((service) => service.id === id);
}
