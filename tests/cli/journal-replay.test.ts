import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { classCatalogue } from '../../server/catalogue.ts';
import { openSqliteJournal } from '../../server/journal/sqlite.ts';
import { Classroom } from '../../shared/class/index.ts';
import { asEvent, CODE, folder, GRANTS, journal, journalForEach, kept, played, run } from './kept-class.ts';
import { commandAside } from './run.ts';

journalForEach();

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
