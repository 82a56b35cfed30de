import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { lineAsJson, lineAsText } from '../../server/cli/journal-lines.ts';
import type { ClassEvent } from '../../shared/class/index.ts';
import { SECRET } from '../class/sample.ts';
import { openClass, takeSeat } from '../server/support/ask.ts';
import { Page } from '../server/support/page.ts';
import { startServer } from '../server/support/process.ts';
import { asEvent, CODE, folder, GRANTS, journal, journalForEach, kept, path, played, run } from './kept-class.ts';
import { commandAside } from './run.ts';

journalForEach();

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

  test('rule secrecy 2.7: shows no secret: of the class, of seats, of devices, of credentials', async () => {
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
