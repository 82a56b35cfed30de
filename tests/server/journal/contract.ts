import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Entry, Journal } from '../../../server/journal/contract.ts';

export const grant = (holder: string): Entry => ({ type: 'grant', holder, hash: 'a1'.repeat(32) });
export const mark = (at: number): Entry => ({ type: 'event', event: { type: 'clock', at } });

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

    test('gives back what was written, in the order of writing, after it was opened again', async () => {
      expect(await journal.reserve('CDFGH', [grant('desk'), mark(0)])).toEqual({ ok: true });
      expect(await journal.append('CDFGH', [mark(1), mark(2)])).toEqual({ ok: true });
      await reopen();
      expect(await journal.append('CDFGH', [mark(3)])).toEqual({ ok: true });
      const entries = [grant('desk'), mark(0), mark(1), mark(2), mark(3)];
      expect(await journal.read('CDFGH')).toEqual({ ok: true, entries });
    });

    test('takes a code once and for ever', async () => {
      await journal.reserve('CDFGH', [mark(0)]);
      expect(await journal.reserve('CDFGH', [mark(7)])).toEqual({ ok: false, taken: true });
      await reopen();
      expect(await journal.reserve('CDFGH', [mark(7)])).toEqual({ ok: false, taken: true });
      await journal.close('CDFGH');
      expect(await journal.reserve('CDFGH', [mark(7)])).toEqual({ ok: false, taken: true });
    });

    test('names open classes until they are closed', async () => {
      for (const code of ['CDFGH', 'JKMNP', 'RTVWX']) await journal.reserve(code, [mark(0)]);
      expect(await journal.close('JKMNP')).toEqual({ ok: true });
      expect(await codes()).toEqual(['CDFGH', 'RTVWX']);
      await reopen();
      expect(await codes()).toEqual(['CDFGH', 'RTVWX']);
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
      expect(await journal.read('CDFGH')).toEqual({ ok: true, entries: [mark(1), mark(3)] });
      expect(await journal.read('JKMNP')).toEqual({ ok: true, entries: [mark(2)] });
    });

    test('keeps every letter of a name', async () => {
      const renamed: Entry = {
        type: 'event',
        event: { type: 'renamed', seat: 's', name: 'Zoë 李 "\\\n\u0000 👩🏽‍🚀', at: 1 },
      };
      await journal.reserve('CDFGH', [renamed]);
      await reopen();
      expect(await journal.read('CDFGH')).toEqual({ ok: true, entries: [renamed] });
    });

    test('has a problem to tell about a class that it does not know', async () => {
      expect(await journal.read('XXXXX')).toEqual({ ok: false, problem: expect.stringMatching(/\w/) });
      expect(await journal.append('XXXXX', [mark(0)])).toEqual({ ok: false, problem: expect.stringMatching(/\w/) });
      expect(await codes()).toEqual([]);
    });
  });
}
