import { describe, expect, it } from 'vitest';
import { codesMeant, loadCodeReader, shownCode } from '../../client/student/code-reader.ts';

describe('the field for a code', () => {
  it('shows a code as it is written as soon as it is typed, without anything fetched', () => {
    expect(shownCode(' k7-mx 3p')).toBe('K7MX3P');
    expect(shownCode('k7mx3p', 4)).toBe('k7mx3p');
  });
  it('shows the code that was meant or pasted, once its reader is there, and until then what was typed', async () => {
    expect(shownCode('Л7ЬЧ3З')).toBe('Л7ЬЧ3З');
    await loadCodeReader();
    expect(shownCode('https://game.example.org/j/k7mx3p/?from=mail')).toBe('K7MX3P');
    expect(shownCode('Л7ЬЧ3З')).toBe('K7MX3P');
    for (const typed of ['', 'k7-', 'https://game.exa', 'K7MX3PP']) expect(shownCode(typed)).toBe(typed);
  });
  it('means each code that it can', async () => {
    expect(await codesMeant('k7mx3p')).toEqual(['K7MX3P']);
    expect(await codesMeant('КМКМКМ')).toEqual(['KMKMKM', 'RVRVRV']);
    expect(await codesMeant('hello')).toEqual([]);
  });
});
