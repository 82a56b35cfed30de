import { describe, expect, it } from 'vitest';
import type { Ending } from '../../client/connection/ending.ts';
import { endingOf, goodbyeOf } from '../../client/connection/ending.ts';
import { afterConnecting, afterEnding, type Experience, NO_EXPERIENCE } from '../../client/connection/trouble.ts';
import { CLOSE } from '../../shared/protocol/close.ts';

const MINUTE = 60_000;
const BLOCKED: Ending = { how: 'blocked' };
const LATE: Ending = { how: 'late' };
const SILENT: Ending = { how: 'silent' };

function tried(...endings: readonly Ending[]): Experience {
  return endings.reduce((experience, ending) => afterEnding(experience, ending, 0), NO_EXPERIENCE);
}

/** Connected, and cut a minute later, at each of these times (min). */
function cutAt(...minutes: readonly number[]): Experience {
  return minutes.reduce(
    (experience, minute) => {
      const dropped = afterEnding(experience, { how: 'dropped', cut: true }, minute * MINUTE);
      return afterConnecting(dropped, minute * MINUTE);
    },
    afterConnecting(NO_EXPERIENCE, -MINUTE),
  );
}

describe('Live connections are called blocked', () => {
  it.each([
    ['after two refusals', [BLOCKED, BLOCKED]],
    ['after three that were refused or not answered', [LATE, BLOCKED, LATE]],
  ])('%s', (_, endings) => {
    expect(tried(...endings).trouble).toBe('blocked');
  });

  it.each([
    ['one refusal', [BLOCKED], 'none'],
    ['two that were not answered', [LATE, LATE], 'late'],
    ['refusals with something else between', [BLOCKED, SILENT, BLOCKED], 'none'],
    ['late ones with something else between', [LATE, SILENT, LATE, LATE], 'late'],
    ['requests that get no answer', [SILENT, SILENT, SILENT, SILENT], 'silent'],
  ])('but not after %s', (_, endings, trouble) => {
    expect(tried(...(endings as Ending[])).trouble).toBe(trouble);
  });

  it('is forgotten once one comes through', () => {
    const connected = afterConnecting(tried(BLOCKED, LATE), 0);
    expect(connected).toMatchObject({ refused: 0, unanswered: 0, missed: 0, trouble: 'none' });
    expect(afterEnding(connected, BLOCKED, 0).trouble).toBe('none');
  });
});

describe('A network is said to cut connections', () => {
  it('after three cuts within five minutes, and no sooner', () => {
    expect(cutAt(0, 1).trouble).toBe('none');
    expect(cutAt(0, 1, 2).trouble).toBe('cut');
    expect(cutAt(0, 4, 4.9).trouble).toBe('cut');
    expect(cutAt(0, 4, 5).trouble).toBe('none');
  });

  it('not when the server closed them, and not before the first connection', () => {
    const closed = afterEnding(cutAt(0, 1), { how: 'dropped', cut: false }, 2 * MINUTE);
    expect(afterConnecting(closed, 2 * MINUTE)).toMatchObject({ trouble: 'none', cuts: [0, MINUTE] });
    expect(afterConnecting(NO_EXPERIENCE, 0).cuts).toEqual([]);
  });

  it('not when the server was away for one attempt in between', () => {
    const dropped = afterEnding(cutAt(0, 1), { how: 'dropped', cut: true }, 2 * MINUTE);
    const missed = afterEnding(dropped, { how: 'unreachable' }, 2 * MINUTE);
    expect(missed).toMatchObject({ missed: 1, failures: 1 });
    expect(afterConnecting(missed, 2 * MINUTE).cuts).toEqual([0, MINUTE]);
  });
});

describe('What a refusal leads to', () => {
  const refusal = (code: string) => ({ code, said: { key: `refusal.${code}` } });

  it('is words for who was refused', () => {
    expect(endingOf(refusal('not-yours'), { kind: 'board' })).toEqual({
      how: 'over',
      refusal: { code: 'not-yours', said: { key: 'refusal.not-yours.board' } },
    });
    expect(endingOf(refusal('kicked'), { kind: 'board' })).toEqual({ how: 'over', refusal: refusal('kicked') });
  });

  it('is another try, where it can pass', () => {
    expect(endingOf(refusal('too-fast'), { kind: 'board' })).toEqual({ how: 'refused', refusal: refusal('too-fast') });
  });

  it.each(['unreachable', 'silent', 'unreadable'])('is the page’s own word for it: %s', (how) => {
    expect(endingOf(refusal(how), { kind: 'board' })).toEqual({ how });
  });
});

it('A close code says why there is nothing to come back to, or nothing', () => {
  const codes = Object.entries(CLOSE).map(([name, code]) => [name, goodbyeOf(code)?.code]);
  expect(Object.fromEntries(codes)).toEqual({
    replaced: 'other-tab',
    kicked: 'kicked',
    over: 'class-over',
    moved: 'seat-moved',
    removed: 'not-yours',
    boardRemoved: 'board-removed',
    restart: undefined,
    late: undefined,
    behind: undefined,
    board: undefined,
  });
});
