/**
 * Finds texts that can't be read whole, one line each: beyond the window's sides, cut off by something around them that does not scroll,
 * or wider than the button, section or field that they stand in, unless a field is only there to be copied. What is for screen readers
 * alone is left out. Runs in the page.
 */
export function cutTexts(): readonly string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const element = text.parentElement;
    if (element === null || !isSeen(text, element)) continue;
    const why = cutBy(boxOf(text), element);
    if (why !== undefined) found.push(`${why}: ${text.textContent?.trim()}`);
  }
  for (const field of document.querySelectorAll<HTMLInputElement>('input:not([type=radio], [type=range])'))
    if (!field.readOnly && field.checkVisibility() && field.scrollWidth > field.clientWidth + 1)
      found.push(`its field: ${field.value}`);
  return found;

  function isSeen(text: Node, element: Element): boolean {
    if (text.textContent?.trim() === '' || element.closest('.unseen, noscript, svg, option, [inert]') !== null)
      return false;
    return element.checkVisibility({ visibilityProperty: true });
  }
  function boxOf(text: Node): DOMRect {
    const range = document.createRange();
    range.selectNodeContents(text);
    return range.getBoundingClientRect();
  }
  /** By what the box is cut off, one pixel forgiven. */
  function cutBy(box: DOMRect, element: Element): string | undefined {
    if (box.left < -1 || box.right > window.innerWidth + 1) return 'the window';
    for (let around: Element | null = element; around !== null; around = around.parentElement) {
      const { overflowX, overflowY, display } = getComputedStyle(around);
      const { left, right, top, bottom } = around.getBoundingClientRect();
      const holds: boolean = around.matches('button, .face, .chip');
      const across = box.left < left - 1 || box.right > right + 1;
      const down = box.top < top - 1 || box.bottom > bottom + 1;
      if (display === 'inline' || display === 'contents') continue;
      if ((/hidden|clip/.test(overflowX) || holds || around.matches('section')) && across)
        return `${around.tagName}.${around.className}, across`;
      if ((/hidden|clip/.test(overflowY) || holds) && down) return `${around.tagName}.${around.className}, down`;
    }
    return undefined;
  }
}
