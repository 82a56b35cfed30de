import type { RefusedAnswer } from '../../shared/protocol/messages.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { atBase } from './base.ts';

/** The result of a request: a value, or a refusal in words. */
export type Answer<Value> = { readonly ok: true; readonly value: Value } | RefusedAnswer;

export interface Asked {
  /** POST with it, GET without one. */
  readonly body?: object;
  readonly method?: 'PUT';
  /** Sent in a header, since proxies log addresses. */
  readonly secret?: string;
  /** What this page can show besides the class's code, sent in headers. */
  readonly shows?: Shows;
  readonly patienceMs?: number;
  readonly credentials?: RequestCredentials;
  /** Aborted when the answer is no longer wanted. */
  readonly signal?: AbortSignal;
}

/**
 * A server that was asked for too many wrong codes answers only those who show that they know the class: by the secret of the link that they
 * came by, as a board that the desk opened, or as a device that has a seat.
 */
export interface Shows {
  readonly link?: string | undefined;
  readonly board?: string | undefined;
  readonly device?: string | undefined;
}

const PATIENCE_MS = 10_000;

export function ask<Value>(path: string, asked: Asked = {}): Promise<Answer<Value>> {
  return send(path, asked, answerOf<Value>);
}

/** Never throws, and never waits longer than its patience: a server out of reach is a refusal too. */
export async function send<Value>(
  path: string,
  asked: Asked,
  read: (response: Response) => Promise<Answer<Value>>,
): Promise<Answer<Value>> {
  const { patienceMs = PATIENCE_MS, signal } = asked;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMs);
  const giveUp = (): void => patience.abort();
  signal?.addEventListener('abort', giveUp);
  try {
    return await read(await fetch(atBase(path), { ...requestOf(asked), signal: patience.signal }));
  } catch {
    return { ok: false, refusal: refusalFor(patience.signal.aborted ? 'silent' : 'unreachable') };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}

function requestOf({ body, secret, shows = {}, method, credentials = 'same-origin' }: Asked): RequestInit {
  const { link, board, device } = shows;
  const headers = {
    ...(link === undefined ? {} : { 'class-link': link }),
    ...(board === undefined ? {} : { 'class-board': board }),
    ...(device === undefined ? {} : { 'class-device': device }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
  };
  if (body === undefined) return { headers, credentials };
  return { method: method ?? 'POST', headers, credentials, body: JSON.stringify(body) };
}

export async function answerOf<Value>(response: Response): Promise<Answer<Value>> {
  const answer = jsonIn(await response.text());
  if (typeof answer !== 'object' || answer === null) return { ok: false, refusal: refusalFor(stranger(response)) };
  if (response.ok) return { ok: true, value: answer as Value };
  return isRefused(answer) ? answer : { ok: false, refusal: refusalFor(stranger(response)) };
}

/** Somebody else answered: these are the status codes of a proxy that can't reach the server. */
function stranger({ status }: Response): 'silent' | 'unreadable' {
  return status >= 502 && status <= 504 ? 'silent' : 'unreadable';
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRefused(answer: object): answer is RefusedAnswer {
  return 'refusal' in answer;
}

/** Codes of refusals that a page makes itself; the words of each are under `refusal.<code>`. */
type OwnCode =
  | 'unreachable'
  | 'silent'
  | 'unreadable'
  | 'not-connected'
  | 'no-answer'
  | 'other-tab'
  | 'kicked'
  | 'not-yours'
  | 'board-removed'
  | 'seat-moved'
  | 'class-over';

export function refusalFor(code: OwnCode): Refusal {
  return { code, said: { key: `refusal.${code}` } };
}
