import type {
  AddressAnswer,
  ClassAnswer,
  LessonLine,
  OpenedAnswer,
  RefusedAnswer,
  SeatAnswer,
} from '../../shared/protocol/messages.ts';
import type { Refusal } from '../../shared/sim/index.ts';

/** What came of a request: the value, or why not, in words. */
export type Answer<Value> = { readonly ok: true; readonly value: Value } | RefusedAnswer;

/** What to play: a lesson or one scenario; `alone` fills the class with bots and starts. */
export interface OpenRequest {
  readonly lesson?: string;
  readonly scenario?: string;
  readonly alone?: boolean;
}

const PATIENCE_MS = 10_000;

export function openClass(request: OpenRequest): Promise<Answer<OpenedAnswer>> {
  return ask('/api/classes', request);
}

export function readLessons(): Promise<Answer<readonly LessonLine[]>> {
  return ask('/api/lessons');
}

/** @returns what a class tells before one joins it; refused as `unknown-class` when there is none with this code. */
export function readClass(code: string): Promise<Answer<ClassAnswer>> {
  return ask(`/api/classes/${encodeURIComponent(code)}`);
}

export function takeSeat(code: string, name: string, device: string): Promise<Answer<SeatAnswer>> {
  return ask(`/api/classes/${encodeURIComponent(code)}/seats`, { name, device });
}

export function readAddress(): Promise<Answer<AddressAnswer>> {
  return ask('/api/address');
}

/** The class's results as a table for a spreadsheet; only for who has the desk's key. */
export async function readReport(code: string, key: string): Promise<Answer<Blob>> {
  try {
    const response = await fetch(`/api/classes/${encodeURIComponent(code)}/report.csv`, {
      headers: { authorization: `Bearer ${key}` },
    });
    return response.ok ? { ok: true, value: await response.blob() } : await answerOf(response);
  } catch {
    return { ok: false, refusal: refusalFor('unreachable') };
  }
}

/** GET without a body, POST with one. Never throws: a server out of reach is a refusal too. */
async function ask<Value>(path: string, body?: object): Promise<Answer<Value>> {
  const controller = new AbortController();
  const patience = setTimeout(() => controller.abort(), PATIENCE_MS);
  try {
    const response = await fetch(path, { ...(body === undefined ? {} : post(body)), signal: controller.signal });
    return await answerOf<Value>(response);
  } catch {
    return { ok: false, refusal: refusalFor('unreachable') };
  } finally {
    clearTimeout(patience);
  }
}

function post(body: object): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

async function answerOf<Value>(response: Response): Promise<Answer<Value>> {
  const text = await response.text();
  if (!/^\s*[[{]/.test(text)) return { ok: false, refusal: refusalFor('unreadable') };
  const answer: unknown = JSON.parse(text);
  if (response.ok) return { ok: true, value: answer as Value };
  return isRefused(answer) ? answer : { ok: false, refusal: refusalFor('unreadable') };
}

function isRefused(answer: unknown): answer is RefusedAnswer {
  return typeof answer === 'object' && answer !== null && 'refusal' in answer;
}

/** Codes of refusals that a page itself comes to; the words of each are under `refusal.<code>`. */
type OwnCode =
  | 'unreachable'
  | 'unreadable'
  | 'not-connected'
  | 'no-answer'
  | 'unknown-class'
  | 'ended'
  | 'set-aside'
  | 'other-tab'
  | 'kicked'
  | 'class-over';

export function refusalFor(code: OwnCode): Refusal {
  return { code, said: { key: `refusal.${code}` } };
}
