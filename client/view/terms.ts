/** A term of the field and what it means. */
export interface Term {
  readonly term: string;
  readonly meaning: string;
}

/** Those of `glossary` that occur in the texts, in the order in which they do. */
export function termsIn(texts: readonly string[], glossary: readonly Term[]): readonly Term[] {
  const all = texts.join('\n').toLowerCase();
  return glossary
    .map((entry) => ({ entry, at: firstAt(all, entry.term.toLowerCase()) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ entry }) => entry);
}

/** Where the term begins as a word of its own, its plural included. */
function firstAt(text: string, term: string): number {
  return text.search(new RegExp(`\\b${term}(s|es)?\\b`));
}
