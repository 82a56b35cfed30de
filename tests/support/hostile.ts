import type { Refusal } from '../../shared/sim/index.ts';
import { ask, openClass } from '../server/support/ask.ts';
import { Page } from '../server/support/page.ts';
import { openRaw, type RawClient } from '../server/support/raw.ts';

const REQUEST = 21;
const SHORT_TEXT = 0xa0;
const PONG_MS = 1_500;

/** Boards that take up a connection of a class and behave as no page does. */
export interface HostileBoards {
  readonly clients: readonly RawClient[];
  /** Each of them asks to be shown everything, once more. */
  hello(): void;
  /** What the server closed them with. */
  readonly closed: Promise<readonly number[]>;
  /** Hangs up. */
  end(): void;
}

/**
 * Boards with nothing but the class's code that say hello without ever acknowledging that they were let in (`silent`), or that
 * acknowledge it and then read nothing any more, and still show that they live (`deaf`).
 */
export async function deafBoards(
  url: string,
  code: string,
  count: number,
  kind: 'silent' | 'deaf',
): Promise<HostileBoards> {
  const opening = Array.from({ length: count }, () => openRaw(url, code, { kind: 'board' }, kind === 'deaf'));
  const clients = await Promise.all(opening);
  const hello = () => {
    for (const { socket, send } of clients) if (socket.readyState === socket.OPEN) send(helloFrame());
  };
  hello();
  if (kind === 'deaf') for (const { socket } of clients) socket.pause();
  const alive = setInterval(() => {
    for (const { socket } of clients) if (socket.readyState === socket.OPEN) socket.pong();
  }, PONG_MS);
  const closed = Promise.all(clients.map((client) => client.closed)).finally(() => clearInterval(alive));
  return {
    clients,
    hello,
    closed,
    end: () => {
      for (const { socket } of clients) socket.terminate();
    },
  };
}

function helloFrame(): Uint8Array {
  const text = new TextEncoder().encode('hello');
  return Uint8Array.of(REQUEST, 1, SHORT_TEXT | text.length, ...text);
}

/** Classes that cost as much as a stranger can make them cost. */
export interface HeavyClasses {
  readonly codes: readonly string[];
  readonly desks: readonly Page[];
  /** What the server said no to, by class. */
  readonly refusals: readonly (readonly Refusal[])[];
  end(): void;
}

/** Opens classes of one scenario with so many bots each, and sets all of them to play at the same time. */
export async function openHeavyClasses(
  url: string,
  count: number,
  { scenario, bots }: { readonly scenario: string; readonly bots: number },
): Promise<HeavyClasses> {
  const desks: Page[] = [];
  const codes: string[] = [];
  for (let opened = 0; opened < count; opened++) {
    const { code, key } = await openScenario(url, scenario);
    desks.push(await Page.open(url, code, { kind: 'desk', key }));
    codes.push(code);
  }
  const refusals = await Promise.all(desks.map((desk) => setToPlay(desk, bots)));
  return {
    codes,
    desks,
    refusals,
    end: () => {
      for (const desk of desks) desk.drop();
    },
  };
}

async function openScenario(url: string, scenario: string): Promise<{ readonly code: string; readonly key: string }> {
  const { status, body } = await ask<{ code: string; key: string }>(`${url}/api/classes`, { scenario });
  return status === 200 ? body : openClass(url, scenario);
}

/** Asks for the bots, begins, and goes on to play. @returns what was refused on the way */
async function setToPlay(desk: Page, bots: number): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = [];
  const steps = [{ type: 'bots', fillTo: bots }, { type: 'start' }, { type: 'next' }, { type: 'next' }] as const;
  for (const step of steps) {
    const answer = await desk.instruct(step);
    if (!answer.ok) refusals.push(answer.refusal);
  }
  return refusals;
}
