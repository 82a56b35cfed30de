import { type ComponentChild, render } from 'preact';
import { ownTexts } from './own-text.ts';
import { renewWhenOutdated } from './renew.ts';

ownTexts();

/** Shows a page in the document's place for it. */
export function showPage(page: ComponentChild): void {
  renewWhenOutdated();
  render(page, document.getElementById('page') as HTMLElement);
}
