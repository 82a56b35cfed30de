import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SeatAnswer } from '../../shared/protocol/messages.ts';
import { ask, deviceFor } from './support/ask.ts';
import { startTestGame, type TestGame } from './support/game.ts';
import { openDesk, Page, type Student } from './support/page.ts';
import { type Frame, listenIn } from './support/wiretap.ts';

let game: TestGame;
beforeAll(async () => {
  game = await startTestGame();
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

/** Everything about a student that no other may receive. */
function secretsOf({ name, seat, token }: Student, finish: number): readonly Secret[] {
  const [, secret = ''] = token.split('.');
  return [
    text(`${name}’s token`, secret),
    text(`the hash of ${name}’s token`, sha(secret)),
    text(`${name}’s seat`, seat),
    text(`${name}’s device`, deviceFor(name)),
    text(`the hash of ${name}’s device`, sha(deviceFor(name))),
    text(`${name}’s act`, `act-of-${name}`),
    { what: `${name}’s prediction`, bytes: float(finish) },
  ];
}

function leaks(received: readonly Buffer[], secrets: readonly Secret[]): readonly string[] {
  return secrets.filter(({ bytes }) => received.some((frame) => frame.includes(bytes))).map(({ what }) => what);
}

async function join(code: string, name: string): Promise<{ student: Student; http: Buffer[]; frames: () => Frame[] }> {
  const heard = listening;
  const http: Buffer[] = [];
  for (const path of [`/api/classes/${code}`, '/api/lessons', '/api/address', `/api/classes/${code}/qr.svg`]) {
    http.push(Buffer.from(await (await fetch(game.url + path)).arrayBuffer()));
  }
  const device = deviceFor(name);
  const { body } = await ask<SeatAnswer>(`${game.url}/api/classes/${code}/seats`, { name, device });
  const page = await Page.open(game.url, code, { kind: 'seat', token: body.token });
  const own = page.room.sessionId;
  return {
    student: { ...body, page },
    http,
    frames: () => heard.filter(({ url }) => url.includes(`sessionId=${own}`)),
  };
}

let listening: readonly Frame[] = [];

test('No byte that a student receives holds a token, a key, a hidden role or what belongs to another student alone', async () => {
  listening = listenIn();
  const { code, key, desk } = await openDesk(game.url);
  const all = await Promise.all(NAMES.map((name) => join(code, name)));
  const finishOf = (index: number) => 11.123456789 + index;
  await desk.skipTo('predict');
  for (const [index, { student }] of all.entries()) {
    const prediction = { better: 'same', sure: 3, finish: finishOf(index) } as const;
    expect(await student.page.act({ type: 'predict', prediction })).toEqual({ ok: true });
    await student.page.until(() => student.page.seat?.prediction?.finish === finishOf(index));
  }
  await desk.skipTo('play');
  for (const id of ['free-riders', 'poison']) {
    expect(await desk.instruct({ type: 'stress', id, params: {} })).toEqual({ ok: true });
  }
  await desk.until(() => (desk.desk?.secrets.length ?? 0) >= 2);
  game.clock.rate(5);
  for (const { student } of all) {
    await student.page.until(
      () => student.page.seat?.play?.verbs.some(({ blocked }) => blocked === undefined) ?? false,
    );
    const verb = student.page.seat?.play?.verbs.find(({ blocked }) => blocked === undefined);
    if (verb !== undefined) await student.page.act({ type: 'act', id: `act-of-${student.name}`, action: verb.action });
  }
  await desk.until(() => desk.frames.length > 20);

  const hidden = new Set(desk.desk?.secrets.map(({ trait }) => trait));
  const general = [
    text('the key', key),
    text('the hash of the key', sha(key)),
    ...[...hidden].map((trait) => text('a hidden role', trait)),
  ];
  for (const [index, { student, http, frames }] of all.entries()) {
    const received = frames().map(({ bytes }) => bytes);
    expect(received.length).toBeGreaterThan(5);
    const others = all.filter((_, other) => other !== index);
    const secrets = others.flatMap((other) => secretsOf(other.student, finishOf(all.indexOf(other))));
    const own =
      desk.desk?.secrets.filter(({ node }) => node === student.page.seat?.node).map(({ trait }) => trait) ?? [];
    const forbidden = [...general.filter(({ bytes }) => !own.includes(bytes.toString())), ...secrets];
    expect(leaks([...received, ...http], forbidden), student.name).toEqual([]);
    expect(leaks(received, [text('own token', student.token)]), student.name).toEqual([]);
    expect(leaks(received, secretsOf(student, finishOf(index))), 'the scan finds what is there').toContain(
      `${student.name}’s prediction`,
    );
  }
});

test('A board, which anybody may open, shows no token, key, prediction or hidden role either', async () => {
  const heard = listenIn();
  const { code, key, desk } = await openDesk(game.url);
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
  const hidden = desk.desk?.secrets.map(({ trait }) => text(`hidden: ${trait}`, trait)) ?? [];
  const secrets = secretsOf(student, 23.456789).filter(({ what }) => what !== 'Gil’s seat');
  expect(hidden.length).toBeGreaterThan(0);
  expect(leaks(received, [text('the key', key), text('its hash', sha(key)), ...hidden, ...secrets])).toEqual([]);
});
