import type { CommandAnswer } from '../../../shared/protocol/messages.ts';
import type { Page } from './page.ts';

/** Asks with whatever payload, as no page would. */
export const request = (page: Page, kind: string, payload: unknown): Promise<CommandAnswer> =>
  page.room.request(kind, payload) as Promise<CommandAnswer>;
export const codeOf = (answer: CommandAnswer): string => (answer.ok ? 'ok' : answer.refusal.code);
