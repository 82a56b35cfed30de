import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { classCatalogue } from '../../server/catalogue.ts';
import { lessonCatalogue } from '../../server/lessons.ts';
import type { SeatAnswer } from '../../shared/protocol/messages.ts';
import type { DeskView } from '../../shared/protocol/views.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { ask, deviceFor } from './support/ask.ts';
import { openDesk, Page, type Student } from './support/page.ts';
import { type Frame, listenIn } from './support/wiretap.ts';

let game: TestApp;
beforeAll(async () => {
  const lesson = lessonCatalogue().find({ scenario: 'spoiled-copies' });
  if (lesson === undefined) throw new Error('the scenario with hidden roles is gone');
  game = await startTestApp({ catalogue: classCatalogue(), lesson });
});
afterAll(() => game.close());

const NAMES = ['Ada', 'Ben', 'Cem', 'Dea', 'Eli', 'Fay'];
const sha = (text: string) => createHash('sha256').update(text).digest('hex');

/** A number nobody would send by chance, as msgpack writes it. */
function float(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
}

interface Secret {
  readonly what: string;
  readonly bytes: Buffer;
}
const text = (what: string, value: string): Secret => ({ what, bytes: Buffer.from(value) });

const PLURAL = 's'.charCodeAt(0);
/** A trait such as `free-rider`; what everybody is told of the trouble is called in the plural. */
function holdsTrait(frame: Buffer, trait: string): boolean {
  for (let at = frame.indexOf(trait); at >= 0; at = frame.indexOf(trait, at + 1)) {
    if (frame[at + trait.length] !== PLURAL) return true;
  }
  return false;
}

const ROOM_DATA = 13;
/** The kind of a message of the room, which its second byte gives the length of. */
function kindOf(frame: Buffer): string | undefined {
  return frame[0] === ROOM_DATA ? frame.subarray(2, 2 + ((frame[1] ?? 0) & 0x1f)).toString() : undefined;
}

/** Everything about a student that no other may receive. */
function secretsOf({ name, seat, token, device }: Student, finish: number): readonly Secret[] {
  const [, secret = ''] = token.split('.');
  return [
    text(`${name}’s token`, secret),
    text(`the hash of ${name}’s token`, sha(secret)),
    text(`${name}’s seat`, seat),
    text(`${name}’s device`, device),
    text(`the hash of ${name}’s device`, sha(device)),
    text(`${name}’s act`, `act-of-${name}`),
    { what: `${name}’s prediction`, bytes: float(finish) },
  ];
}

function leaks(received: readonly Buffer[], secrets: readonly Secret[]): readonly string[] {
  return secrets.filter(({ bytes }) => received.some((frame) => frame.includes(bytes))).map(({ what }) => what);
}

interface Joined {
  readonly student: Student;
  /** What its browser got over HTTP, and what its socket got since the last `listenIn`. */
  readonly http: readonly Buffer[];
  readonly frames: () => readonly Buffer[];
}

async function join(code: string, name: string): Promise<Joined> {
  const http: Buffer[] = [];
  for (const path of [
    `/api/classes/${code}`,
    '/api/lessons',
    `/api/classes/${code}/address`,
    `/api/classes/${code}/qr.svg`,
  ]) {
    http.push(Buffer.from(await (await fetch(game.url + path)).arrayBuffer()));
  }
  const device = deviceFor(name, code);
  const { body } = await ask<SeatAnswer>(`${game.url}/api/classes/${code}/seats`, { name, device });
  http.push(Buffer.from(JSON.stringify(body)));
  const page = await Page.open(game.url, code, { kind: 'seat', token: body.token });
  const own = page.room.sessionId;
  return {
    student: { ...body, device, page },
    http,
    frames: () => listening.filter(({ url }) => url.includes(`sessionId=${own}`)).map(({ bytes }) => bytes),
  };
}

let listening: readonly Frame[] = [];

test.each([
  ['client-server', 0],
  ['peer-to-peer', 1],
] as const)(
  'rule secrecy 2.1: No byte that a student receives on %s holds a token, a key, a hidden role or what is another’s alone',
  async (_, run) => {
    listening = listenIn();
    const { code, key, desk } = await openDesk(game.url, 'spoiled-copies');
    const all = await Promise.all(NAMES.map((name) => join(code, name)));
    const finishOf = (index: number) => 11.123456789 + index;
    await desk.skipTo('predict');
    for (const [index, { student }] of all.entries()) {
      const prediction = { better: 'same', sure: 3, finish: finishOf(index) } as const;
      expect(await student.page.act({ type: 'predict', prediction })).toEqual({ ok: true });
      await student.page.until(() => student.page.seat?.prediction?.finish === finishOf(index));
    }
    // In between the roles of the first run are told to everybody.
    if (run === 1) {
      await desk.skipTo('brief', 1);
      for (const { student } of all) await student.page.until(() => student.page.state.phase === 'brief');
      listening = listenIn();
    }
    await desk.skipTo('play', run);
    const secrets = await playWithHiddenRoles(desk, all);
    for (const [index, { student, http, frames }] of all.entries()) {
      const received = frames();
      expect(received.length).toBeGreaterThan(5);
      const others = all.filter((_, other) => other !== index);
      const foreign = others.flatMap((other) => secretsOf(other.student, finishOf(all.indexOf(other))));
      const general = [text('the key', key), text('the hash of the key', sha(key)), text('own token', student.token)];
      expect(leaks(received, [...general, ...foreign]), student.name).toEqual([]);
      expect(leaks(http, [...general.slice(0, 2), ...foreign]), student.name).toEqual([]);
      const own = secrets.filter(({ node }) => node === student.page.seat?.node).map(({ trait }) => trait);
      const hidden = secrets.map(({ trait }) => trait).filter((trait) => !own.includes(trait));
      expect(
        hidden.filter((trait) => received.some((frame) => holdsTrait(frame, trait))),
        student.name,
      ).toEqual([]);
      expect([...new Set(received.map(kindOf))].sort()).toEqual(['seat', 'seat-part', undefined]);
      const itself = leaks(received, secretsOf(student, finishOf(index)));
      expect(itself, 'the scan finds what is there').toContain(`${student.name}’s prediction`);
    }
  },
);

/** @returns who is what in secret, as the desk alone knows */
async function playWithHiddenRoles(desk: Page, all: readonly Joined[]): Promise<DeskView['secrets']> {
  for (const id of ['free-riders', 'poison']) {
    expect(await desk.instruct({ type: 'stress', id, params: { target: 'others:60%' } })).toEqual({ ok: true });
  }
  const traits = () => new Set(desk.desk?.secrets.map(({ trait }) => trait));
  await desk.until(() => traits().size === 2);
  const acts: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const upTo = desk.frames.length + 10;
    await desk.until(() => desk.frames.length > upTo);
    for (const { student } of all) {
      const { seat } = student.page;
      const all = [...(seat?.play?.offers ?? []), ...(seat?.play?.verbs ?? [])];
      const open = all.find(({ blocked }) => blocked === undefined);
      if (open === undefined) continue;
      acts.push(`act-of-${student.name}`);
      await student.page.act({ type: 'act', id: `act-of-${student.name}-${round}`, action: open.action });
    }
  }
  expect(new Set(acts).size).toBeGreaterThan(2);
  return desk.desk?.secrets ?? [];
}

test('rule secrecy 2.3: A board, which anybody may open, shows no token, key, prediction or hidden role either', async () => {
  const heard = listenIn();
  const { code, key, desk } = await openDesk(game.url, 'spoiled-copies');
  const board = await Page.open(game.url, code, { kind: 'board' });
  const { student } = await join(code, 'Gil');
  await desk.skipTo('predict');
  await student.page.act({ type: 'predict', prediction: { better: 'same', sure: 3, finish: 23.456789 } });
  await desk.skipTo('play');
  await desk.instruct({ type: 'stress', id: 'poison', params: {} });
  await desk.until(() => (desk.desk?.secrets.length ?? 0) > 0);
  const upTo = board.frames.length + 5;
  await board.until(() => board.frames.length > upTo);
  const received = heard
    .filter(({ url }) => url.includes(`sessionId=${board.room.sessionId}`))
    .map(({ bytes }) => bytes);
  const hidden = desk.desk?.secrets.map(({ trait }) => trait) ?? [];
  const secrets = secretsOf(student, 23.456789).filter(({ what }) => what !== 'Gil’s seat');
  expect(hidden.length).toBeGreaterThan(0);
  expect(leaks(received, [text('the key', key), text('its hash', sha(key)), ...secrets])).toEqual([]);
  expect(hidden.filter((trait) => received.some((frame) => holdsTrait(frame, trait)))).toEqual([]);
});
