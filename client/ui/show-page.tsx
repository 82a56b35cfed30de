import { type ComponentChild, render } from 'preact';
import { LateLine } from './late-line.tsx';
import { ownTexts } from './own-text.ts';

ownTexts();

/**
 * Shows a page in the document's place for it. The document itself says what a browser needs that can't get so far, from a while after it
 * began (see late.css) until a page is shown.
 */
export function showPage(page: ComponentChild): void {
  render(
    <>
      <LateLine />
      {page}
    </>,
    document.getElementById('page') as HTMLElement,
  );
  document.getElementById('needs')?.remove();
}
