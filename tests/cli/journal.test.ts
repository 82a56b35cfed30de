import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { classCatalogue } from '../../server/catalogue.ts';
import { credentialsOf } from '../../server/classes/credentials.ts';
import { engineVersion } from '../../server/classes/engine.ts';
import { checkpointBody } from '../../server/classes/load.ts';
import { readJournalArguments } from '../../server/cli/journal-arguments.ts';
import { lineAsJson, lineAsText } from '../../server/cli/journal-lines.ts';
import type { Credential, Entry, Journal } from '../../server/journal/contract.ts';
import { openSqliteJournal } from '../../server/journal/sqlite.ts';
import { lessonCatalogue } from '../../server/lessons.ts';
import { type ClassEvent, Classroom } from '../../shared/class/index.ts';
import { SECRET } from '../class/sample.ts';
import { World } from '../class/world.ts';
import { openClass, takeSeat } from '../server/support/ask.ts';
import { Page } from '../server/support/page.ts';
import { startServer } from '../server/support/process.ts';
import { commandAside } from './run.ts';

const CODE = 'CDFGHJ';
const GRANTS: readonly Credential[] = [
  { type: 'grant', holder: 'desk', hash: 'a1'.repeat(32) },
  { type: 'grant', holder: 's1', hash: 'b2'.repeat(32) },
];

let folder: string;
/** Open while the command reads, as a server has it. */
let journal: Journal;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  journal = openSqliteJournal(folder);
});
afterEach(async () => {
  await journal.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const run = (...args: readonly string[]) => commandAside('journal', ...args, '--data', folder);
const path = (place: 'open' | 'closed' = 'open') => join(folder, place, `${CODE}.sqlite`);
const asEvent = (event: ClassEvent): Entry => ({ type: 'event', event });

/** A class in its first run: Ada plays, Ben has gone. */
function played(): readonly ClassEvent[] {
  const lesson = lessonCatalogue().find({ scenario: 'release-day' });
  if (lesson === undefined) throw new Error('no such scenario');
  const world = new World({ catalogue: classCatalogue(), lesson });
  world.join('s1', 'Ada');
  world.join('s2', 'Ben');
  world.desk({ type: 'rename', seat: 's2', name: 'Benno' });
  world.skipTo('predict');
  world.student('s1', { type: 'predict', prediction: { better: 'peer-to-peer', sure: 2, finish: 80 } });
  world.skipTo('play');
  world.pass(3);
  const [verb] = world.seat('s1').play?.verbs.filter(({ blocked }) => blocked === undefined) ?? [];
  if (verb !== undefined) world.act('s1', 'first', verb.action);
  world.drop('s2');
  world.pass(2);
  const [opened, ...rest] = world.journal;
  if (opened?.type !== 'opened') throw new Error('not opened');
  return [{ ...opened, code: CODE }, ...rest];
}

/** Keeps it with its grants, and a checkpoint after some entries where one is asked for. */
async function kept(events: readonly ClassEvent[], checkpoint?: { after: number; from?: readonly ClassEvent[] }) {
  const entries = [...GRANTS, ...events.map(asEvent)];
  const cut = checkpoint?.after ?? entries.length;
  await journal.reserve(CODE, entries.slice(0, cut));
  if (checkpoint === undefined) return;
  const room = Classroom.rebuild(classCatalogue(), checkpoint.from ?? events.slice(0, cut - GRANTS.length));
  const text = room.checkpoint(Number.POSITIVE_INFINITY) ?? '';
  await journal.keep(CODE, { engine: engineVersion(), body: checkpointBody(text, credentialsOf(GRANTS).saved()) });
  await journal.append(CODE, entries.slice(cut));
}

describe('journal show', () => {
  test('prints every entry by name, one a line, while another program has the folder', async () => {
    const events = played();
    await kept(events);
    const before = readdirSync(join(folder, 'open'));
    const { code, lines, problems } = await run('show', CODE);
    expect([code, problems]).toEqual([0, []]);
    expect(lines.length).toBe(GRANTS.length + events.length);
    expect(lines.slice(0, 8)).toEqual([
      '    1     0.000 credential         desk',
      '    2     0.000 credential         Ada',
      expect.stringMatching(
        /^ {4}3 {5}1\.000 opened {30}title="Room 7" lesson=release-day rounds=\["release-day"\] seed=5 limit=300 version=\d+$/,
      ),
      '    4     1.000 joined             Ada',
      '    5     1.000 connected          Ada',
      '    6     1.000 joined             Ben',
      '    7     1.000 connected          Ben',
      '    8     1.000 renamed            Ben              name=Benno',
    ]);
    expect(lines.filter((line) => / disconnected /.test(line))).toEqual([
      expect.stringMatching(/ disconnected {7}Benno$/),
    ]);
    expect(readdirSync(join(folder, 'open'))).toEqual(before);
  });

  test('prints one object a line with --json, with phases, predictions and acts in words', async () => {
    const events = played();
    await kept(events);
    const { lines } = await run('show', 'cdf-ghj', '--json');
    const shown = lines.map((line) => JSON.parse(line));
    expect(shown.map(({ type }) => type)).toEqual(['credential', 'credential', ...events.map(({ type }) => type)]);
    expect(shown.map(({ number }) => number)).toEqual(shown.map((_, index) => index + 1));
    expect(shown.filter(({ type }) => type === 'phase-began').at(-1)).toMatchObject({
      phase: 'play',
      round: 1,
      run: 1,
      architecture: expect.any(String),
      lasts: expect.any(Number),
    });
    expect(shown.find(({ type }) => type === 'predicted')).toEqual({
      number: expect.any(Number),
      time: expect.any(Number),
      type: 'predicted',
      who: 'Ada',
      better: 'peer-to-peer',
      sure: 2,
      finish: 80,
    });
    const acted = events.find((event) => event.type === 'acted');
    expect(shown.find(({ type }) => type === 'acted')).toEqual({
      number: expect.any(Number),
      time: (acted?.at ?? 0) / 1000,
      type: 'acted',
      who: 'Ada',
      node: acted?.node,
      runTime: (acted?.time ?? 0) / 1e6,
      action: acted?.action,
    });
    expect(shown.find(({ type }) => type === 'cast')?.cast).toContain('Benno');
  });

  test('shows no secret: of the class, of seats, of devices, of credentials', async () => {
    const [opened, ...rest] = played();
    const codes: readonly ClassEvent[] = [
      { type: 'seat-code', seat: 's1', code: 'WXYWX', at: 1000 },
      { type: 'moved', seat: 's1', device: 'device-moved', at: 1000 },
    ];
    await kept([...(opened === undefined ? [] : [opened]), ...rest.slice(0, 2), ...codes]);
    for (const args of [
      ['show', CODE],
      ['show', CODE, '--json'],
      ['replay', CODE],
      ['replay', CODE, '--json'],
    ]) {
      const { code, out } = await run(...args);
      expect(code).toBe(0);
      for (const secret of [SECRET, 'a1a1', 'b2b2', 'device-', 'WXYWX']) expect(out).not.toContain(secret);
    }
  });

  test('of a class that is over leaves no file beside it', async () => {
    await kept(played());
    await journal.close(CODE);
    expect((await run('show', CODE)).code).toBe(0);
    expect(readdirSync(join(folder, 'closed'))).toEqual([`${CODE}.sqlite`]);
  });

  test('shows what stands before the damage, and ends with 1', async () => {
    await kept(played());
    await journal.dispose();
    const database = new DatabaseSync(path());
    database.exec(`UPDATE lines SET line = replace(line, 'Ben', 'Bob') WHERE number = 6`);
    database.close();
    for (const verb of ['show', 'replay']) {
      const { code, lines, problems } = await run(verb, CODE);
      expect([code, problems]).toEqual([
        1,
        [`The journal of ${CODE} can't be read further than entry 5: line 6 is missing or was altered.`],
      ]);
      expect(lines.length).toBeGreaterThanOrEqual(5);
    }
    writeFileSync(path(), 'no journal at all, but long enough to be read as one'.repeat(40));
    expect(await run('show', CODE)).toMatchObject({
      code: 1,
      out: '',
      problems: [expect.stringContaining("can't be read: file is not a database")],
    });
  });

  test('says that the end of what was written is lost, where its log was cut off', async () => {
    const events = played();
    await kept(events.slice(0, 3));
    await journal.append(CODE, events.slice(3).map(asEvent));
    const copy = join(folder, 'copy');
    mkdirSync(join(copy, 'open'), { recursive: true });
    const copied = join(copy, 'open', `${CODE}.sqlite`);
    for (const ending of ['', '-wal']) copyFileSync(path() + ending, copied + ending);
    truncateSync(`${copied}-wal`, statSync(`${copied}-wal`).size - 10);
    const { code, lines, problems } = await commandAside('journal', 'show', CODE, '--data', copy);
    expect([code, lines.length, problems]).toEqual([
      1,
      5,
      [`The journal of ${CODE} can't be read further than entry 5: the end of its log is lost.`],
    ]);
  });

  test('ends quietly when nobody reads on', async () => {
    await kept(played());
    const file = new URL('../../server/cli/journal.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [file, 'show', CODE, '--data', folder], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    const [problems] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect([child.exitCode, problems]).toEqual([0, '']);
  });

  test('lets no sign through that a terminal would obey', () => {
    const line = { number: 1, time: 0, type: 'joined', who: 'A\u009b2J\u202e', details: { x: '\u001b[2J' } };
    expect(lineAsText(line)).toContain('A\\u009b2J\\u202e');
    expect(lineAsText(line)).toContain('x="\\u001b[2J"');
    expect(JSON.parse(lineAsJson(line))).toMatchObject({ who: line.who, x: line.details.x });
    for (const sign of ['\u009b', '\u202e', '\u001b']) expect(lineAsJson(line)).not.toContain(sign);
  });
});

describe('journal replay', () => {
  test('plays the class again and says where it stands', async () => {
    const events = played();
    await kept(events);
    const room = Classroom.rebuild(classCatalogue(), events);
    const roster = room.roster();
    const { code, out, problems } = await run('replay', CODE);
    expect([code, problems]).toEqual([0, []]);
    expect(out).toBe(
      [
        `Class       ${CODE}, open: Room 7`,
        `Entries     ${events.length + 2}, up to ${room.lastAt / 1000} s`,
        `Phase       play, round 1 of 1, run 1, ${room.publicView(room.lastAt).architecture}`,
        'Seats       2, 1 connected',
        `            Ada: machine ${roster[0]?.node} (${roster[0]?.role}), connected`,
        `            Benno: machine ${roster[1]?.node} (${roster[1]?.role}), away`,
        `Run         ${room.runHash}`,
        'Checkpoint  none',
        '',
      ].join('\n'),
    );
    expect(room.runHash).toMatch(/^[0-9a-f]{16}$/);
    const json = JSON.parse((await run('replay', CODE, '--json')).out);
    expect(json).toMatchObject({ code: CODE, phase: 'play', hash: room.runHash, checkpoint: 'none' });
  });

  test('finds that a checkpoint agrees, in the lobby and in the middle of a run', async () => {
    const events = played();
    for (const after of [5, events.length - 3]) {
      await kept(events, { after });
      expect(await run('replay', CODE)).toMatchObject({ code: 0, out: expect.stringMatching(/^Checkpoint +agrees$/m) });
      await journal.close(CODE);
      await journal.expire(Number.POSITIVE_INFINITY);
    }
  });

  test('finds that a checkpoint is another class, or one of another entry, and ends with 1', async () => {
    const events = played();
    const other = events.map((event) => (event.type === 'renamed' ? { ...event, name: 'Bernd' } : event));
    const after = events.length - 3;
    await kept(events, { after, from: other.slice(0, after - GRANTS.length) });
    const differs = await run('replay', CODE);
    expect(differs.out).toMatch(/^Checkpoint +differs from what the entries lead to$/m);
    const contradicted = [`The checkpoint of ${CODE} is not the class that its journal leads to.`];
    expect([differs.code, differs.problems]).toEqual([1, contradicted]);

    const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    mkdirSync(join(elsewhere, 'open'));
    const shorter = openSqliteJournal(elsewhere);
    await shorter.reserve(CODE, [...GRANTS, ...events.slice(0, 4).map(asEvent)]);
    copyFileSync(join(folder, 'open', `${CODE}.checkpoint`), join(elsewhere, 'open', `${CODE}.checkpoint`));
    const behind = await commandAside('journal', 'replay', CODE, '--data', elsewhere);
    await shorter.dispose();
    rmSync(elsewhere, { recursive: true });
    expect([behind.code, behind.problems]).toEqual([1, contradicted]);
    expect(behind.out).toMatch(/^Checkpoint +taken after an entry that this journal does not have$/m);
  });

  test('leaves the checkpoint of another version alone', async () => {
    await kept(played());
    await journal.keep(CODE, { engine: 'another', body: 'whatever' });
    expect(await run('replay', CODE)).toMatchObject({ code: 0, out: expect.stringContaining('not compared') });
  });

  test('says which entry can’t be played again', async () => {
    const events = played();
    await kept([...events.slice(0, 3), { type: 'renamed', seat: 'nobody', name: 'X', at: 1000 }]);
    expect(await run('replay', CODE)).toMatchObject({
      code: 1,
      out: '',
      problems: [`The class ${CODE} can't be played again: entry 6 can't be played again (no seat nobody).`],
    });
  });
});

test('What a server keeps is read beside it, with nothing in it that lets anybody in', async () => {
  const data = join(folder, 'served');
  const server = await startServer('--port', '0', '--data', data);
  try {
    const opened = await openClass(server.url, 'first-lesson');
    const seat = await takeSeat(server.url, opened.code, 'Ada');
    const page = await Page.open(server.url, opened.code, { kind: 'seat', ...seat });
    const shown = await commandAside('journal', 'show', opened.code, '--data', data);
    expect([shown.code, shown.problems]).toEqual([0, []]);
    expect(shown.out).toMatch(/ joined +Ada/);
    const strings = JSON.stringify([opened, seat]).match(/[\w-]{12,}/g) ?? [];
    expect(strings.length).toBeGreaterThan(1);
    const replayed = await commandAside('journal', 'replay', opened.code, '--data', data);
    expect(replayed).toMatchObject({ code: 0, out: expect.stringMatching(/^ +Ada: /m) });
    for (const secret of strings.filter((word) => word !== 'first-lesson'))
      expect(shown.out + replayed.out).not.toContain(secret);
    page.drop();
  } finally {
    await server.end('SIGKILL');
  }
});

describe('What can’t be meant', () => {
  const WHAT = 'say what to do: show CODE, or replay CODE';
  test.each([
    [[], WHAT],
    [['list'], WHAT],
    [['show'], 'show takes the code of a class'],
    [['replay'], 'replay takes the code of a class'],
    [['show', 'hello'], 'hello is no code of a class: it has 6 letters and digits'],
    [['show', CODE, '--all'], 'unknown flag --all; there are --data, --json, --help'],
    [['show', CODE, '--data'], '--data needs <folder>'],
  ])('is a sentence that says what can: %j', (args, problem) => {
    expect(readJournalArguments(args, 'data')).toEqual({ type: 'problem', problem });
  });

  test.each([['cdfghj'], ['CDF GHJ'], ['CDF', 'GHJ'], ['https://play.example/j/CDFGHJ#x'], ['Code: cdf-ghj']])(
    'is no code that is spelled another way: %j',
    (...typed) => {
      expect(readJournalArguments(['show', ...typed], 'data')).toMatchObject({ type: 'show', code: CODE });
    },
  );

  test('ends with exit code 2: a word, a class that isn’t there, a folder that isn’t there', async () => {
    const none = join(folder, 'none');
    const outcomes = [
      await run('list'),
      await run('show', 'CCCCCC'),
      await commandAside('journal', 'replay', CODE, '--data', none),
    ];
    expect(outcomes.map(({ code, out, problems }) => [code, out, problems])).toEqual([
      [2, '', [WHAT]],
      [2, '', [`there is no class CCCCCC in ${folder}`]],
      [2, '', [`there is no data folder ${none}`]],
    ]);
  });
});
