import { describe, expect, it } from 'vitest';
import { codesMeant, loadCodeReader, shownCode } from '../../client/student/code-reader.ts';

describe('the field for a code', () => {
  it('shows a code as it is written as soon as it is typed, without anything fetched', () => {
    expect(shownCode(' k7-mx 3')).toBe('K7MX3');
    expect(shownCode('k7mx3', 4)).toBe('k7mx3');
  });
  it('shows the code that was meant or pasted, once its reader is there, and until then what was typed', async () => {
    expect(shownCode('Л7ЬЧ3')).toBe('Л7ЬЧ3');
    await loadCodeReader();
    expect(shownCode('https://game.example.org/j/k7mx3/?from=mail')).toBe('K7MX3');
    expect(shownCode('Л7ЬЧ3')).toBe('K7MX3');
    for (const typed of ['', 'k7-', 'https://game.exa', 'K7MX33']) expect(shownCode(typed)).toBe(typed);
  });
  it('means each code that it can', async () => {
    expect(await codesMeant('k7mx3')).toEqual(['K7MX3']);
    expect(await codesMeant('КМКМК')).toEqual(['KMKMK', 'RVRVR']);
    expect(await codesMeant('hello')).toEqual([]);
  });
});
