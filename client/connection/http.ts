import { type Claim, claimText } from '../../shared/protocol/claim.ts';
import type {
  AddressAnswer,
  ClassAnswer,
  LessonLine,
  OpenedAnswer,
  PageAttempt,
  RefusedAnswer,
  SeatAnswer,
} from '../../shared/protocol/messages.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { atBase, ownPlace } from './base.ts';
import type { Reservation } from './contract.ts';

/** What came of a request: the value, or why not, in words. */
export type Answer<Value> = { readonly ok: true; readonly value: Value } | RefusedAnswer;

/** What to play: a lesson or one scenario; `alone` fills the class with bots and starts. */
export interface OpenRequest {
  readonly lesson?: string;
  readonly scenario?: string;
  readonly alone?: boolean;
}

interface Asked {
  /** POST with it, GET without one. */
  readonly body?: object;
  readonly method?: 'PUT';
  /** Goes into a header: addresses stand in the logs of proxies. */
  readonly secret?: string;
  readonly patienceMs?: number;
  readonly credentials?: RequestCredentials;
  /** Whoever asked does not want the answer any more. */
  readonly signal?: AbortSignal;
}

const PATIENCE_MS = 10_000;
const REPORT_PATIENCE_MS = 60_000;
/**
 * After an outage the connections that the browser keeps may be dead, without its knowing. For requests without cookies it uses none that
 * it has kept from loading the page: that is tried first, and not for long. The second try has time for a slow server, and the
 * cookies that some proxies want to see.
 */
const RESERVE_TRIES = [
  { credentials: 'omit', patienceMs: 2_500 },
  { credentials: 'same-origin', patienceMs: 7_500 },
] as const;

export function openClass(request: OpenRequest): Promise<Answer<OpenedAnswer>> {
  return ask('/api/classes', { body: request });
}

export function readLessons(): Promise<Answer<readonly LessonLine[]>> {
  return ask('/api/lessons');
}

/** @returns what a class tells before one joins it; refused as `unknown-class` when there is none with this code. */
export function readClass(code: string): Promise<Answer<ClassAnswer>> {
  return ask(`/api/classes/${encodeURIComponent(code)}`);
}

export function takeSeat(code: string, name: string, device: string): Promise<Answer<SeatAnswer>> {
  return ask(`/api/classes/${encodeURIComponent(code)}/seats`, { body: { name, device } });
}

/** Where other devices reach a class. The desk, by its key, tells where it was opened itself: they may be sent there, too. */
export function readAddress(code: string, key?: string): Promise<Answer<AddressAnswer>> {
  const path = `/api/classes/${encodeURIComponent(code)}/address`;
  return key === undefined ? ask(path) : ask(`${path}?from=${encodeURIComponent(ownPlace())}`, { secret: key });
}

export function chooseAddress(code: string, key: string, id: string): Promise<Answer<AddressAnswer>> {
  return ask(`/api/classes/${encodeURIComponent(code)}/address`, { method: 'PUT', body: { id }, secret: key });
}

/** The class's results as a table for a spreadsheet; only for who has the desk's key. */
export function readReport(code: string, key: string): Promise<Answer<Blob>> {
  const path = `/api/classes/${encodeURIComponent(code)}/report.csv`;
  return send(path, { secret: key, patienceMs: REPORT_PATIENCE_MS }, async (response) =>
    response.ok ? { ok: true, value: await response.blob() } : answerOf(response),
  );
}

/** Asks for a live connection to a class. */
export async function reservePlace(
  code: string,
  claim: Claim,
  from: PageAttempt,
  signal: AbortSignal,
): Promise<Answer<Reservation>> {
  const path = `/matchmake/joinById/${encodeURIComponent(code)}`;
  let answer: Answer<Reservation> = { ok: false, refusal: refusalFor('silent') };
  for (const how of RESERVE_TRIES) {
    answer = await ask(path, { body: from, secret: claimText(claim), ...how, signal });
    if (answer.ok || signal.aborted || !isOwn(answer.refusal)) break;
  }
  return answer;
}

function ask<Value>(path: string, asked: Asked = {}): Promise<Answer<Value>> {
  return send(path, asked, answerOf<Value>);
}

/** Never throws, and never waits longer than its patience: a server out of reach is a refusal too. */
async function send<Value>(
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

function requestOf({ body, secret, method, credentials = 'same-origin' }: Asked): RequestInit {
  const headers = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
  };
  if (body === undefined) return { headers, credentials };
  return { method: method ?? 'POST', headers, credentials, body: JSON.stringify(body) };
}

async function answerOf<Value>(response: Response): Promise<Answer<Value>> {
  const text = await response.text();
  const answer = jsonIn(text);
  if (typeof answer !== 'object' || answer === null) return { ok: false, refusal: refusalFor('unreadable') };
  if (response.ok) return { ok: true, value: answer as Value };
  return isRefused(answer) ? answer : { ok: false, refusal: refusalFor('unreadable') };
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

/** Codes of refusals that a page itself comes to; the words of each are under `refusal.<code>`. */
type OwnCode =
  | 'unreachable'
  | 'silent'
  | 'unreadable'
  | 'not-connected'
  | 'no-answer'
  | 'other-tab'
  | 'kicked'
  | 'class-over';

/** Nothing that the server said: it may not have been asked at all. */
function isOwn({ code }: Refusal): boolean {
  return code === 'silent' || code === 'unreachable' || code === 'unreadable';
}

export function refusalFor(code: OwnCode): Refusal {
  return { code, said: { key: `refusal.${code}` } };
}
