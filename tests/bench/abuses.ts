import { ask } from '../server/support/ask.ts';
import { deafBoards, openHeavyClasses } from '../support/hostile.ts';

/** What strangers asked for, and what of it they got. */
export interface Abused {
  readonly allowed: number;
  readonly refused: number;
  /** Of what. */
  readonly unit: string;
  /** Lets go of what they hold. */
  end(): void;
}

/** @param code of the class that plays meanwhile */
export type Abuse = (url: string, code: string) => Promise<Abused>;

/** By name, in the order in which they are tried. */
export const ABUSES: readonly (readonly [name: string, abuse: Abuse])[] = [
  ['8 classes of 300 bots', heavyClasses],
  ['200 classes', manyClasses],
  ['23 deaf boards', deaf],
  ['280 fake seats', fakeSeats],
];

/** Counts bots: what a class was refused it has as many of as it is told that fit. */
async function heavyClasses(url: string): Promise<Abused> {
  const [classes, asked] = [8, 300];
  const first = await openHeavyClasses(url, classes, { scenario: 'paid-twice', bots: asked });
  const told = first.refusals.flat().flatMap(({ said }) => said.args?.['most'] ?? []);
  const most = told.length === 0 ? asked : Number(told[0]);
  first.end();
  const second = await openHeavyClasses(url, classes, { scenario: 'paid-twice', bots: most });
  const playing = second.refusals.filter((refusals) => refusals.length === 0).length;
  const bots = playing * most;
  return { allowed: bots, refused: classes * asked - bots, unit: 'bots', end: second.end };
}

async function manyClasses(url: string): Promise<Abused> {
  const opened = await Promise.all(
    Array.from({ length: 200 }, () => ask(`${url}/api/classes`, { scenario: 'paid-twice' })),
  );
  return { ...counted(opened), unit: 'classes', end: () => undefined };
}

async function deaf(url: string, code: string): Promise<Abused> {
  const boards = await deafBoards(url, code, 23, 'deaf');
  const asking = setInterval(() => boards.hello(), 1_000);
  return {
    allowed: boards.clients.length,
    refused: 0,
    unit: 'boards',
    end: () => {
      clearInterval(asking);
      boards.end();
    },
  };
}

async function fakeSeats(url: string, code: string): Promise<Abused> {
  const taken = await Promise.all(
    Array.from({ length: 280 }, (_, at) =>
      ask(`${url}/api/classes/${code}/seats`, { name: `Fake ${at}`, device: `made-up-device-${at}` }),
    ),
  );
  return { ...counted(taken), unit: 'seats', end: () => undefined };
}

function counted(answers: readonly { readonly status: number }[]) {
  const allowed = answers.filter(({ status }) => status === 200).length;
  return { allowed, refused: answers.length - allowed };
}
