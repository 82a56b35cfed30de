import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readJournalArguments } from '../../server/cli/journal-arguments.ts';
import { CODE, folder, journalForEach, run } from './kept-class.ts';
import { commandAside } from './run.ts';

journalForEach();

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
