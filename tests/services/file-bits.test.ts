import { describe, expect, it } from 'vitest';
import { hasBit } from '../../shared/services/file/bits.ts';

describe('bits', () => {
  it('are found in the last place of a word and in the first of the next', () => {
    expect([hasBit([1 << 31, 1], 31), hasBit([1 << 31, 1], 32), hasBit([1 << 31, 1], 33)]).toEqual([true, true, false]);
  });
});
