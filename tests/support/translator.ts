/**
 * Does in a page what a browser's translator does: takes each text node out and puts two `<font>` with the translation in its place, and
 * again for every text that appears or changes later. A translation is the text in double brackets. `rough`: also of what the page says
 * is no language. Runs in the page.
 */
export function translate(rough: boolean): void {
  const watch = new MutationObserver(() => translateAll());
  const translateAll = (): void => {
    watch.disconnect();
    for (const text of textsToTranslate()) text.replaceWith(translationOf(text.data));
    watch.observe(document.documentElement, { childList: true, characterData: true, subtree: true });
  };
  translateAll();

  function textsToTranslate(): readonly Text[] {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    while (walker.nextNode()) found.push(walker.currentNode as Text);
    const kept = `font, script, style, noscript, ${rough ? 'svg' : '[translate="no"]'}`;
    return found.filter((text) => text.data.trim() !== '' && text.parentElement?.closest(kept) === null);
  }
  function translationOf(text: string): HTMLElement {
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    for (const font of [outer, inner]) font.style.verticalAlign = 'inherit';
    inner.textContent = `⟦${text}⟧`;
    outer.append(inner);
    return outer;
  }
}

/** All that a page says, its own words for a translation's, and with every time, which passes, as 0:00. Runs in the page. */
export function pageSays(): string {
  const said = document.getElementById('page')?.textContent ?? '';
  return said
    .replace(/[⟦⟧]/g, '')
    .replace(/\d+:\d\d/g, '0:00')
    .replace(/\d+ ms/g, '0 ms')
    .replace(/\s+/g, ' ');
}

/** @returns how many texts of the page stand translated now. Runs in the page. */
export function translatedTexts(): number {
  return document.querySelectorAll('#page font > font').length;
}
