import type { RefusedAnswer, SeatAnswer } from '../../../shared/protocol/messages.ts';
import { ask } from './ask.ts';
import type { Page } from './page.ts';

let devices = 0;
export const newDevice = (): string => `another-device-${++devices}`;

/** Asks for the seat of this name with its code, from a device that has none yet if not told otherwise. */
export const claimAt = (url: string, code: string, name: string, seatCode: string, device = newDevice()) =>
  ask<SeatAnswer | RefusedAnswer>(`${url}/api/classes/${code}/seats`, { name, device, seatCode });
/** As its student sees it. */
export const codeOf = (page: Page): string => page.seat?.code ?? '';
/** One that might be a code and is not this one. */
export const wrongFor = (code: string): string => (code.startsWith('3') ? `4${code.slice(1)}` : `3${code.slice(1)}`);
