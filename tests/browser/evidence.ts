import type { Page } from 'playwright-core';

/** What stands in a row for client-server and for peer-to-peer: a number, or why there is none. */
export type Cells = readonly [hub: string, mesh: string];
/** By aspect and measure, as they are called on the page. */
export type EvidenceTexts = { readonly [aspect: string]: { readonly [measure: string]: Cells } };

/** Reads a page's evidence table; a reason that holds for both networks stands for each. */
export function evidenceTexts(page: Page): Promise<EvidenceTexts> {
  return page.$$eval('.evidence tbody', (groups) => {
    const first = (element: Element | null): string => element?.firstChild?.textContent?.trim() ?? '';
    const cellsOf = (row: Element): Cells => {
      const [hub = '', mesh = hub] = [...row.querySelectorAll('td')].map(
        (cell) => cell.querySelector('.value')?.textContent ?? cell.textContent ?? '',
      );
      return [hub, mesh];
    };
    return Object.fromEntries(
      groups.map((group) => {
        const rows = [...group.querySelectorAll('tr:not(.aspect)')];
        const measures = rows.map((row) => [first(row.querySelector('th')), cellsOf(row)] as const);
        return [first(group.querySelector('.aspect th')), Object.fromEntries(measures)];
      }),
    );
  });
}

export const isNumber = (cell: string): boolean => /^\d/.test(cell);
