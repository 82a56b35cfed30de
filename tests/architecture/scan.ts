import { type Token, tokensOf } from './tokens.ts';

/** One import of a file. `typeOnly` ones vanish when the program runs. */
export interface Import {
  readonly typeOnly: boolean;
  /** As written: `'../sim/time.ts'`, `'zod'`; undefined where only running the program tells what it loads. */
  readonly from: string | undefined;
}

/** Every import of a source: static, for its effect, `export from`, `import()`, `import.meta.glob()`, `new URL(…, import.meta.url)`. */
export function importsOf(source: string): readonly Import[] {
  const tokens = tokensOf(source);
  return tokens.flatMap((_, at) => importAt(tokens, at) ?? []);
}

function importAt(tokens: readonly Token[], at: number): Import | undefined {
  if (isAfterDot(tokens, at)) return undefined;
  if (isWord(tokens[at], 'import')) return importStatement(tokens, at);
  if (isWord(tokens[at], 'export')) return exportStatement(tokens, at);
  if (isWord(tokens[at], 'new') && isWord(tokens[at + 1], 'URL')) return workerUrl(tokens, at);
  return isWord(tokens[at], 'require') && is(tokens[at + 1], '(') ? loaded(tokens, at + 2) : undefined;
}

function importStatement(tokens: readonly Token[], at: number): Import | undefined {
  const next = tokens[at + 1];
  if (isWord(tokens[at + 4], 'glob') && is(tokens[at + 5], '(')) return loaded(tokens, at + 6);
  if (is(next, '.') || is(next, ':')) return undefined; // import.meta, or a property of that name
  if (is(next, '(')) return loaded(tokens, at + 2);
  if (next?.type === 'string') return { typeOnly: false, from: next.text };
  return fromClause(tokens, at);
}

function exportStatement(tokens: readonly Token[], at: number): Import | undefined {
  const afterType = isWord(tokens[at + 1], 'type') ? at + 2 : at + 1;
  return is(tokens[afterType], '{') || is(tokens[afterType], '*') ? fromClause(tokens, at) : undefined;
}

/** `… from 'x'`, where nothing but names, braces, commas and a star may stand before `from`. */
function fromClause(tokens: readonly Token[], at: number): Import | undefined {
  let end = at + 1;
  while (isPartOfClause(tokens[end]) && !endsClause(tokens, end)) end += 1;
  const source = tokens[end + 1];
  if (!isWord(tokens[end], 'from') || source?.type !== 'string') return undefined;
  return { typeOnly: isTypeOnly(tokens.slice(at + 1, end)), from: source.text };
}

function endsClause(tokens: readonly Token[], at: number): boolean {
  return isWord(tokens[at], 'from') && tokens[at + 1]?.type === 'string';
}

function isPartOfClause(token: Token | undefined): boolean {
  return token !== undefined && (token.type !== 'punctuation' || ['{', '}', ',', '*'].includes(token.text));
}

/** `import type …`, or braces with `type` before every name. */
function isTypeOnly(clause: readonly Token[]): boolean {
  const [first, second] = clause;
  if (isWord(first, 'type') && !is(second, ',') && second !== undefined) return true;
  if (!is(first, '{')) return false;
  const names = clause.flatMap((_, at) => (beginsName(clause, at) ? [at] : []));
  return names.length > 0 && names.every((at) => isWord(clause[at], 'type') && clause[at + 1]?.type === 'word');
}

function beginsName(clause: readonly Token[], at: number): boolean {
  return is(clause[at - 1], '{') || (is(clause[at - 1], ',') && !is(clause[at], '}'));
}

/** `new URL('./worker.ts', import.meta.url)` loads a program as surely as an import. */
function workerUrl(tokens: readonly Token[], at: number): Import | undefined {
  const written = tokens[at + 3];
  const isProgram = written?.type === 'string' && /^\..*\.[cm]?[jt]sx?$/.test(written.text);
  return isProgram && isWord(tokens[at + 5], 'import') ? loaded(tokens, at + 3) : undefined;
}

function loaded(tokens: readonly Token[], at: number): Import {
  const [argument, after] = [tokens[at], tokens[at + 1]];
  const isLiteral = argument?.type === 'string' || argument?.type === 'template';
  const isWhole = is(after, ')') || is(after, ',');
  return { typeOnly: false, from: isLiteral && isWhole ? argument.text : undefined };
}

function isAfterDot(tokens: readonly Token[], at: number): boolean {
  return is(tokens[at - 1], '.') && !is(tokens[at - 2], '.');
}

function is(token: Token | undefined, text: string): boolean {
  return token?.type === 'punctuation' && token.text === text;
}

function isWord(token: Token | undefined, text: string): boolean {
  return token?.type === 'word' && token.text === text;
}
