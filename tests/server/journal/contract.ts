import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Cause, Entry, Journal } from '../../../server/journal/contract.ts';

export const grant = (holder: string): Entry => ({ type: 'grant', holder, hash: 'a1'.repeat(32) });
export const mark = (at: number): Entry => ({ type: 'event', event: { type: 'clock', at } });

/** What a journal without checkpoints reads as. */
export const whole = (...entries: readonly Entry[]) => ({ ok: true, checkpoint: null, entries, torn: false });
export const failed = (cause: Cause, problem: RegExp = /\w/) => ({
  ok: false,
  cause,
  problem: expect.stringMatching(problem),
});

/** What holds for every store. @param open a journal on the same store each time, as another process would open it */
export function journalContract(name: string, open: () => Journal, clear: () => void): void {
  describe(`A journal in ${name}`, () => {
    let journal: Journal;
    beforeEach(() => {
      journal = open();
    });
    afterEach(async () => {
      await journal.dispose();
      clear();
    });
    const reopen = async () => {
      await journal.dispose();
      journal = open();
    };
    const codes = async () => (await journal.open()).map(({ code }) => code);

    test('rule journal 1.1: gives back what was written, in the order of writing, after it was opened again', async () => {
      expect(await journal.reserve('CDFGH', [grant('desk'), mark(0)])).toEqual({ ok: true });
      expect(await journal.append('CDFGH', [mark(1), mark(2)])).toEqual({ ok: true });
      await reopen();
      expect(await journal.append('CDFGH', [mark(3)])).toEqual({ ok: true });
      const entries = [grant('desk'), mark(0), mark(1), mark(2), mark(3)];
      expect(await journal.read('CDFGH')).toEqual(whole(...entries));
    });

    test('takes a code once, until its journal is deleted', async () => {
      await journal.reserve('CDFGH', [mark(0)]);
      expect(await journal.reserve('CDFGH', [mark(7)])).toEqual({ ok: false, taken: true });
      await reopen();
      expect(await journal.reserve('CDFGH', [mark(7)])).toEqual({ ok: false, taken: true });
      await journal.close('CDFGH');
      expect(await journal.reserve('CDFGH', [mark(7)])).toEqual({ ok: false, taken: true });
      await journal.expire(Number.POSITIVE_INFINITY);
      expect(await journal.reserve('CDFGH', [mark(7)])).toEqual({ ok: true });
      expect(await journal.read('CDFGH')).toEqual(whole(mark(7)));
    });

    test('names open classes until they are closed', async () => {
      for (const code of ['CDFGH', 'JKMNP', 'RTVWX']) await journal.reserve(code, [mark(0)]);
      expect(await journal.close('JKMNP')).toEqual({ ok: true });
      expect(await codes()).toEqual(['CDFGH', 'RTVWX']);
      await reopen();
      expect(await codes()).toEqual(['CDFGH', 'RTVWX']);
      expect(await Promise.all(['CDFGH', 'JKMNP', 'XXXXX'].map(journal.find))).toEqual(['open', 'closed', 'unknown']);
    });

    test('gives the records of a class that is closed until they expire, and tells which it deleted', async () => {
      await journal.reserve('CDFGH', [grant('desk'), mark(0)]);
      await journal.keep('CDFGH', { engine: 'e', body: 'all of it' });
      await journal.reserve('JKMNP', [mark(0)]);
      await journal.close('CDFGH');
      await reopen();
      expect(await journal.read('CDFGH')).toEqual(whole(grant('desk'), mark(0)));
      expect(await journal.read('CDFGH', 'e')).toEqual({ ...whole(), checkpoint: 'all of it' });
      expect(await journal.credentials('CDFGH')).toEqual({ ok: true, credentials: [grant('desk')] });
      expect(await journal.expire(Date.now() - 60_000)).toEqual([]);
      expect(await journal.expire(Date.now() + 60_000)).toEqual(['CDFGH']);
      expect(await journal.read('CDFGH')).toEqual(failed('unknown'));
      expect(await journal.find('CDFGH')).toBe('unknown');
      expect(await journal.read('JKMNP')).toEqual(whole(mark(0)));
    });

    test('gives a checkpoint and what came after it to the engine that made it, and everything to any other', async () => {
      await journal.reserve('CDFGH', [grant('desk'), mark(0)]);
      await journal.append('CDFGH', [mark(1)]);
      expect(await journal.keep('CDFGH', { engine: 'e1', body: 'so far\nand here' })).toEqual({ ok: true });
      await journal.append('CDFGH', [mark(2), mark(3)]);
      for (const again of [async () => undefined, reopen]) {
        await again();
        const after = { ok: true, checkpoint: 'so far\nand here', entries: [mark(2), mark(3)], torn: false };
        expect(await journal.read('CDFGH', 'e1')).toEqual(after);
        expect(await journal.read('CDFGH', 'e2')).toEqual(whole(grant('desk'), mark(0), mark(1), mark(2), mark(3)));
        expect(await journal.read('CDFGH')).toEqual(whole(grant('desk'), mark(0), mark(1), mark(2), mark(3)));
      }
      await journal.keep('CDFGH', { engine: 'e2', body: 'newer' });
      expect(await journal.read('CDFGH', 'e2')).toEqual({ ...whole(), checkpoint: 'newer' });
    });

    test('rule journal 1.1: finds every credential without the rest', async () => {
      await journal.reserve('CDFGH', [grant('desk'), mark(0)]);
      await journal.append('CDFGH', [mark(1), grant('seat')]);
      expect(await journal.credentials('CDFGH')).toEqual({ ok: true, credentials: [grant('desk'), grant('seat')] });
      expect(await journal.credentials('XXXXX')).toEqual(failed('unknown'));
    });

    test('is well when it is looked after', async () => {
      await journal.reserve('CDFGH', [mark(0)]);
      expect(await journal.look()).toBe(0);
      expect(await journal.probe()).toEqual({ ok: true });
    });

    test('tells when a class was last written to', async () => {
      const before = Date.now();
      await journal.reserve('CDFGH', [mark(0)]);
      await journal.append('CDFGH', [mark(1)]);
      const [stored] = await journal.open();
      expect(stored?.touched).toBeGreaterThan(before - 2_000);
      expect(stored?.touched).toBeLessThan(Date.now() + 2_000);
    });

    test('keeps classes apart', async () => {
      await journal.reserve('CDFGH', [mark(1)]);
      await journal.reserve('JKMNP', [mark(2)]);
      await journal.append('CDFGH', [mark(3)]);
      expect(await journal.read('CDFGH')).toEqual(whole(mark(1), mark(3)));
      expect(await journal.read('JKMNP')).toEqual(whole(mark(2)));
    });

    test('keeps every letter of a name', async () => {
      const renamed: Entry = {
        type: 'event',
        event: { type: 'renamed', seat: 's', name: 'Zoë 李 "\\\n\u0000 👩🏽‍🚀', at: 1 },
      };
      await journal.reserve('CDFGH', [renamed]);
      await reopen();
      expect(await journal.read('CDFGH')).toEqual(whole(renamed));
    });

    test('has a problem to tell about a class that it does not know', async () => {
      expect(await journal.read('XXXXX')).toEqual(failed('unknown'));
      expect(await journal.append('XXXXX', [mark(0)])).toEqual(failed('unknown'));
      expect(await codes()).toEqual([]);
    });
  });
}
