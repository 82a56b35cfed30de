/**
 * Splits TypeScript into words, strings and punctuation, without comments: enough to see what a file imports and which
 * globals it names. Where JSX text looks like an unclosed string or regular expression, its first character counts as
 * punctuation and reading goes on after it.
 */
export type Token =
  | { readonly type: 'word'; readonly text: string }
  | { readonly type: 'string'; readonly text: string }
  | { readonly type: 'template'; readonly text: string }
  | { readonly type: 'punctuation'; readonly text: string };

interface Reader {
  readonly source: string;
  readonly tokens: Token[];
  /** How many braces are open inside each `${` that is still open. */
  readonly holes: number[];
  at: number;
}

const WORD = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*|\d[\w.]*/uy;
const STRING = /'((?:[^'\\\n]|\\[\s\S])*)'|"((?:[^"\\\n]|\\[\s\S])*)"/y;
const SPACE_OR_COMMENT = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))+/y;
const REGULAR_EXPRESSION = /\/(?![*/>])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
const TEMPLATE_TEXT = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*/y;
const TAKES_A_STRING = /^(?:from|import|return|case|typeof|in|of|default|extends|throw|else|await|yield)$/;
/** After these a slash begins a regular expression, after everything else it divides. */
const BEFORE_AN_EXPRESSION = /^(?:[([{,;=:?!&|+*%^~>-]|return|case|typeof|in|of|yield|await|void|delete)$/;

export function tokensOf(source: string): readonly Token[] {
  const reader: Reader = { source, tokens: [], holes: [], at: 0 };
  match(reader, /#![^\n]*/y);
  while (reader.at < source.length) readToken(reader);
  return reader.tokens;
}

function readToken(reader: Reader): void {
  if (match(reader, SPACE_OR_COMMENT)) return;
  const token = wordAt(reader) ?? stringAt(reader) ?? regularExpressionAt(reader);
  if (token) reader.tokens.push(token);
  else readPunctuation(reader);
}

function wordAt(reader: Reader): Token | undefined {
  const word = match(reader, WORD);
  return word ? { type: 'word', text: word[0] } : undefined;
}

/** A quote that touches the word before it is an apostrophe in JSX text, unless the word is one that takes a string. */
function stringAt(reader: Reader): Token | undefined {
  const touchesAWord = /[\p{ID_Continue}$]/u.test(reader.source[reader.at - 1] ?? '');
  if (touchesAWord && !TAKES_A_STRING.test(reader.tokens.at(-1)?.text ?? '')) return undefined;
  const string = match(reader, STRING);
  return string ? { type: 'string', text: string[1] ?? string[2] ?? '' } : undefined;
}

function regularExpressionAt(reader: Reader): Token | undefined {
  const found = mayBeginRegularExpression(reader) && match(reader, REGULAR_EXPRESSION);
  return found ? { type: 'punctuation', text: '/…/' } : undefined;
}

function readPunctuation(reader: Reader): void {
  const text = String.fromCodePoint(reader.source.codePointAt(reader.at) ?? 0);
  reader.at += text.length;
  if (text === '`' || closesHole(reader, text)) readTemplate(reader);
  else reader.tokens.push({ type: 'punctuation', text });
}

/** Reads text up to the closing backtick or the next hole, whose tokens are read like any others. */
function readTemplate(reader: Reader): void {
  const text = match(reader, TEMPLATE_TEXT)?.[0] ?? '';
  reader.tokens.push({ type: 'template', text });
  if (match(reader, /\$\{/y)) reader.holes.push(0);
  else reader.at += 1;
}

function closesHole({ holes }: Reader, text: string): boolean {
  const open = holes.at(-1);
  if (open === undefined) return false;
  if (text === '{') holes[holes.length - 1] = open + 1;
  if (text !== '}') return false;
  if (open > 0) holes[holes.length - 1] = open - 1;
  else holes.pop();
  return open === 0;
}

function mayBeginRegularExpression({ tokens }: Reader): boolean {
  const before = tokens.at(-1);
  if (before === undefined) return true;
  return (before.type === 'word' || before.type === 'punctuation') && BEFORE_AN_EXPRESSION.test(before.text);
}

function match(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.source);
  if (found) reader.at = pattern.lastIndex;
  return found && found[0].length > 0 ? found : null;
}
