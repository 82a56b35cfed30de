import type { OpenedAnswer, RefusedAnswer, SeatAnswer } from '../../../shared/protocol/messages.ts';

export interface Answered<Value> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Value;
}

/** A request as a browser makes it, and its JSON answer. */
export async function ask<Value>(url: string, body?: unknown, init: RequestInit = {}): Promise<Answered<Value>> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(url, { ...(body === undefined ? {} : post), ...init });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Value };
}

export async function openClass(url: string, lesson = 'sample-lesson'): Promise<OpenedAnswer> {
  return expectOk(await ask<OpenedAnswer>(`${url}/api/classes`, { lesson }));
}

export async function takeSeat(
  url: string,
  code: string,
  name: string,
  device = deviceFor(name, code),
): Promise<SeatAnswer> {
  return expectOk(await ask<SeatAnswer>(`${url}/api/classes/${code}/seats`, { name, device }));
}

export async function refusalOf(answered: Promise<Answered<unknown>>): Promise<string> {
  const { status, body } = await answered;
  if (status < 400) throw new Error(`was not refused: ${JSON.stringify(body)}`);
  return (body as RefusedAnswer).refusal.code;
}

/** One for each class, too: a device that asks often is slowed down, and an Ada sits in many of the tests' classes. */
export function deviceFor(name: string, code: string): string {
  return `device-of-${name.replaceAll(' ', '-')}-in-${code}`;
}

function expectOk<Value>({ status, body }: Answered<Value>): Value {
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}
