import { bank } from '../../../shared/services/bank/index.ts';
import { call } from '../../../shared/services/call/index.ts';
import { canvas } from '../../../shared/services/canvas/index.ts';
import type { Service } from '../../../shared/services/contract.ts';
import { file } from '../../../shared/services/file/index.ts';
import { mail } from '../../../shared/services/mail/index.ts';
import { records } from '../../../shared/services/records/index.ts';
import { web } from '../../../shared/services/web/index.ts';

/** The services that experiments run. */
export const MEASURED = { bank, call, canvas, file, mail, records, web } as const satisfies {
  readonly [id: string]: Service;
};

/** What a kind runs: the services of the game, or others under the same names, such as broken ones that it must find out. */
export type MeasuredServices = { readonly [id in keyof typeof MEASURED]: Service };
