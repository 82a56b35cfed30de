import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Claim } from '../../shared/protocol/claim.ts';
import { instructorFormat, studentFormat } from '../../shared/protocol/commands.ts';
import { startTestApp, type TestApp } from '../server/support/app.ts';
import { codeOf, request } from '../server/support/asked.ts';
import { joinStudent, openDesk, Page, type Student } from '../server/support/page.ts';
import { type ServerProcess, startServer } from '../server/support/process.ts';
import { possible } from '../server/support/script.ts';

const PUPILS = 30;
const FLOODS = 5;
const MOST_BURSTS = 50;
/** Taps of each pupil while the floods go on. */
const TAPS = 4;
/** ms within which each is answered, on the slowest computer too. */
const ANSWER_MS = 5_000;

let game: TestApp;
let folder = '';
let server: ServerProcess;
beforeAll(async () => {
  game = await startTestApp();
  folder = mkdtempSync(join(tmpdir(), 'floods-'));
  server = await startServer('--port', '0', '--data', folder);
});
afterAll(async () => {
  await game.close();
  await server.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Every message that there is, by the format of its kind. */
const TYPES = {
  instructor: instructorFormat.options.map(({ shape }) => shape.type.value),
  student: studentFormat.options.map(({ shape }) => shape.type.value),
};
/** What each of a message's fields may hold, in whatever message: one that fits all of them. */
const FITS = {
  seat: 'x',
  name: 'Hacked',
  instead: 'Ada',
  role: 'server',
  on: true,
  seconds: 30,
  fillTo: 300,
  id: 'crash',
  params: {},
  uses: 0,
  index: 0,
  number: 1_000,
  better: 'same',
  prediction: { better: 'same', sure: 1, finish: 50 },
  action: { type: 'ask', whom: 1 },
};
const READS = { instructor: instructorFormat, student: studentFormat };
const odd = fc.dictionary(
  fc.constantFrom(...Object.keys(FITS), 'epoch', 'revision', 'actor', '__proto__'),
  fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.double(),
    fc.integer(),
    fc.constant(null),
    fc.array(fc.nat(), { maxLength: 9 }),
  ),
);

describe('C10: hand-made messages', () => {
  let code = '';
  let key = '';
  let desk: Page;
  let ada: Student;
  beforeAll(async () => {
    ({ code, key, desk } = await openDesk(game.url));
    ada = await joinStudent(game.url, code, 'Ada');
    await desk.until(() => desk.roster.get(ada.seat)?.connected === true);
  });

  /** Each in a connection of its own: who sends much is dropped. */
  const send = async (claim: Claim, kind: 'instructor' | 'student', payloads: readonly object[]): Promise<string[]> => {
    const page = await Page.open(game.url, code, claim);
    const codes: string[] = [];
    for (const payload of payloads) {
      game.clock.skip(1_000);
      codes.push(codeOf(await request(page, kind, payload)));
    }
    expect(page.closed).toBeUndefined();
    await page.leave();
    return codes;
  };
  const context = () => {
    // Time passes, and others come and go.
    const { clockAt, connected, ...rest } = desk.state.toJSON() as Record<string, unknown>;
    return JSON.stringify([
      rest,
      { ...desk.desk, newcomers: 0 },
      [...desk.roster.values()].map(({ connected: _, ...line }) => line),
    ]);
  };

  test.each([
    ...TYPES.instructor.map((type) => ['instructor', type] as const),
    ...TYPES.student.map((type) => ['student', type] as const),
  ])(
    'of the kind “%s” and the type “%s” are refused from whoever may not send them, and have no effect',
    async (kind, type) => {
      const { epoch, clockRevision: revision } = desk.state;
      const message = { ...FITS, type, epoch, revision };
      expect(READS[kind].safeParse(message).success, 'it is what the right one would send').toBe(true);
      const forged = [message, { ...message, actor: { kind }, claim: `desk:${key}` }];
      const before = context();
      const others: readonly Claim[] = [
        { kind: 'board' },
        kind === 'student' ? { kind: 'desk', key } : { kind: 'seat', token: ada.token },
      ];
      for (const claim of others) expect(await send(claim, kind, forged)).toEqual(['not-allowed', 'not-allowed']);
      if (kind === 'student') {
        const [inLobby, late] = [message, { ...message, epoch: epoch + 5 }];
        const codes = await send({ kind: 'seat', token: ada.token }, kind, [inLobby, late]);
        expect(codes).not.toContain('ok');
      }
      const own: Claim = kind === 'student' ? { kind: 'seat', token: ada.token } : { kind: 'desk', key };
      const broken = fc.sample(
        odd.map((fields) => ({ ...message, ...fields })),
        { numRuns: 40, seed: 7 },
      );
      const malformed = broken.filter((payload) => !READS[kind].safeParse(payload).success).slice(0, 15);
      expect(await send(own, kind, malformed)).toEqual(malformed.map(() => 'malformed'));
      expect(context()).toBe(before);
    },
  );
});

describe('C10: a flood', () => {
  test('of some students is slowed, then dropped, while every tap of thirty others is answered in time and none of them is dropped', async () => {
    const { code, desk } = await openDesk(server.url, 'first-lesson');
    const names = Array.from({ length: PUPILS + FLOODS }, (_, index) => `Pupil ${index + 1}`);
    const all = await Promise.all(names.map((name) => joinStudent(server.url, code, name)));
    const [pupils, flooders] = [all.slice(0, PUPILS), all.slice(PUPILS)];
    await desk.skipTo('play');
    await desk.instruct({ type: 'extend', seconds: 600 });
    const floods = flooders.map(flood);
    const taps = (await Promise.all(pupils.map(tapOn))).flat();
    for (const codes of await Promise.all(floods)) expect(codes).toContain('too-fast');
    for (const { page } of flooders) expect(page.closed).toBeDefined();
    expect(taps).toHaveLength(PUPILS * TAPS);
    expect(taps.filter(({ code: answer }) => NOT_THEIRS.has(answer))).toEqual([]);
    expect(taps.map(({ ms }) => ms).sort((a, b) => a - b)[Math.floor(taps.length * 0.95)]).toBeLessThan(ANSWER_MS);
    expect(pupils.map(({ page }) => page.closed)).toEqual(pupils.map(() => undefined));
    await desk.until(() => desk.state.connected === PUPILS);
  });
});

/** Answers that say that the server, not the class, could not do it. */
const NOT_THEIRS: ReadonlySet<string> = new Set(['too-fast', 'not-saved', 'broken', 'not-yours']);

/** Far more than anybody sends, until the connection is cut. @returns the answers that still came */
async function flood({ page }: Student): Promise<readonly string[]> {
  const codes: string[] = [];
  for (let bursts = 0; bursts < MOST_BURSTS && page.closed === undefined; bursts++) {
    const burst = Array.from({ length: 40 }, () =>
      request(page, 'student', { type: 'flood' }).then(codeOf, () => 'cut'),
    );
    codes.push(...(await Promise.race([Promise.all(burst), gone(page)])));
  }
  return codes;
}
const gone = (page: Page): Promise<string[]> => page.until(() => page.closed !== undefined).then(() => []);

async function tapOn({ page }: Student): Promise<readonly { readonly code: string; readonly ms: number }[]> {
  const taps: { code: string; ms: number }[] = [];
  for (let tap = 0; tap < TAPS; tap++) {
    const from = performance.now();
    const answer = await page.act({ type: 'act', action: possible(page)?.action ?? { type: 'dance' } });
    taps.push({ code: codeOf(answer), ms: performance.now() - from });
  }
  return taps;
}
