import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from './support/app.ts';
import { joinStudent, openDesk, Page } from './support/page.ts';
import { claimAt, codeOf, newDevice, wrongFor } from './support/seat-codes.ts';
import { listenIn } from './support/wiretap.ts';

let game: TestApp;
beforeAll(async () => {
  game = await startTestApp();
});
afterAll(() => game.close());

test('rule secrecy 2.4: No byte to anybody else holds a seat’s code: not on sockets, not over HTTP, not in the report, and no line of the log', async () => {
  const frames = listenIn();
  const { code, key, desk } = await openDesk(game.url);
  const board = await Page.open(game.url, code, { kind: 'board' });
  const ada = await joinStudent(game.url, code, 'Ada');
  const ben = await joinStudent(game.url, code, 'Ben');
  await desk.skipTo('play');
  await ben.page.until(() => ben.page.seat?.play != null);
  const seatCode = codeOf(ada.page);
  const http: string[] = [];
  const read = async (path: string, init?: RequestInit) => http.push(await (await fetch(game.url + path, init)).text());
  await read(`/api/classes/${code}`);
  await read(`/api/classes/${code}/qr.svg`);
  await read(`/health`);
  const post = (body: object) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await read(`/api/classes/${code}/seats`, post({ name: 'Ada', device: newDevice() }));
  await read(`/api/classes/${code}/seats`, post({ name: 'Ada', device: newDevice(), seatCode: wrongFor(seatCode) }));
  await read(`/api/classes/${code}/seats/${ada.seat}/code`);
  const moved = await claimAt(game.url, code, 'Ada', seatCode);
  http.push(JSON.stringify(moved.body));
  await desk.skipTo('reveal');
  await desk.skipTo('end');
  await read(`/api/classes/${code}/report.csv`, { headers: { authorization: `Bearer ${key}` } });
  const own = `sessionId=${ada.page.room.sessionId}`;
  const others = frames.filter(({ url }) => !url.includes(own));
  expect(others.length).toBeGreaterThan(20);
  expect(others.filter(({ bytes }) => bytes.includes(seatCode)).map(({ url }) => url)).toEqual([]);
  expect(
    frames.some(({ url, bytes }) => url.includes(own) && bytes.includes(seatCode)),
    'the scan finds it',
  ).toBe(true);
  expect(http.filter((text) => text.includes(seatCode))).toEqual([]);
  expect(http.at(-1)).toContain('Ada');
  expect(game.reports.filter((line) => line.includes(seatCode))).toEqual([]);
  for (const page of [board, desk]) expect(page.closed).toBeUndefined();
});
