import { bank } from './bank/index.ts';
import { call } from './call/index.ts';
import { canvas } from './canvas/index.ts';
import type { Service } from './contract.ts';
import { file } from './file/index.ts';
import { mail } from './mail/index.ts';
import { records } from './records/index.ts';
import { web } from './web/index.ts';

/** Every service, in the order in which they are offered. A new one is a folder and a line here. */
export const SERVICES: readonly Service[] = [web, file, mail, bank, records, call, canvas];

/** The service with this id, if there is one. */
export function findService(id: string): Service | undefined {
  return SERVICES.find((service) => service.id === id);
}
