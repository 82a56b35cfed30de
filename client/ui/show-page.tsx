import { type ComponentChild, render } from 'preact';
import { LateLine } from './late-line.tsx';
import { ownTexts } from './own-text.ts';

ownTexts();

/** Shows a page in the document's place for it. */
export function showPage(page: ComponentChild): void {
  render(
    <>
      <LateLine />
      {page}
    </>,
    document.getElementById('page') as HTMLElement,
  );
}
