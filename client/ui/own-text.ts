import { options } from 'preact';

/** Holds a text that stands between elements. Without a box of its own: it is laid out as the text alone would be. */
const TEXT_RUN = 'text-run';

/** A drawing's element for text. */
const DRAWN = 'text';

/** What of a virtual node is looked at here. Those of bare texts have no type, and the text for props. */
interface Made {
  type: unknown;
  props: unknown;
}

/**
 * A browser's translator takes text nodes out of the page and puts others in; whoever writes into the old ones then writes into nothing.
 * So no text node is Preact's: every text is the whole content of an element, and set as such, which also replaces a translation.
 */
export function ownTexts(): void {
  const before = options.vnode;
  options.vnode = (node) => {
    ownText(node);
    before?.(node);
  };
}

function ownText(node: Made): void {
  if (node.type === null) {
    node.props = { textContent: String(node.props) };
    node.type = TEXT_RUN;
  } else if (typeof node.type === 'string' && typeof node.props === 'object' && node.props !== null) {
    node.props = withOwnText(node.type, node.props);
  }
}

function withOwnText(type: string, props: { readonly children?: unknown }): object {
  const { children, ...others } = props;
  const text = textOf(children);
  if (text === undefined) return props;
  return type === DRAWN ? { ...others, ...drawn(text) } : { ...others, textContent: text };
}

/** Preact sets textContent in HTML alone. What stands in drawings are signs and numbers, no language. */
function drawn(text: string): object {
  return {
    translate: 'no',
    dangerouslySetInnerHTML: { __html: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;') },
  };
}

/** The children as one text; undefined where there is none, or something else among them. */
function textOf(children: unknown): string | undefined {
  if (typeof children === 'string' || typeof children === 'number') return String(children);
  if (!Array.isArray(children)) return undefined;
  const texts = children.filter((child) => child !== null && child !== undefined && typeof child !== 'boolean');
  const parts = texts.map(textOf);
  return parts.length > 0 && parts.every((part) => part !== undefined) ? parts.join('') : undefined;
}
