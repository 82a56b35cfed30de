import { options } from 'preact';

/** Holds a text that stands between elements. Without a box of its own: it is laid out as the text alone would be. */
const TEXT_RUN = 'text-run';

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
  // In drawings stand signs and numbers, no language; and textContent is an element's property in HTML alone.
  if (type === 'text') return { translate: 'no', ...props };
  const text = textOf(children);
  return text === undefined ? props : { ...others, textContent: text };
}

/** The children as one text; undefined where there is none, or something else among them. */
function textOf(children: unknown): string | undefined {
  if (typeof children === 'string' || typeof children === 'number') return String(children);
  if (!Array.isArray(children)) return undefined;
  const texts = children.filter((child) => child !== null && child !== undefined && typeof child !== 'boolean');
  const parts = texts.map(textOf);
  return parts.length > 0 && parts.every((part) => part !== undefined) ? parts.join('') : undefined;
}
