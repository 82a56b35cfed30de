import { childOf, isNode, type Place, type SyntaxNode } from './syntax.ts';

/** One slip: the text between two offsets is replaced. */
export interface Slip {
  /** What a person would call it. */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A kind of slip; for each place either what it would be there, or undefined. */
type Operator = (place: Place, source: string) => Slip | undefined;

const BOUNDARY = new Map([
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
]);
const COMPARISON = new Map([
  ['===', '!=='],
  ['!==', '==='],
  ['<', '>='],
  ['>', '<='],
]);
const ARITHMETIC = new Map([
  ['+', '-'],
  ['-', '+'],
  ['*', '/'],
  ['/', '*'],
  ['%', '*'],
  ['+=', '-='],
  ['-=', '+='],
]);
const LOGICAL = new Map([
  ['&&', '||'],
  ['||', '&&'],
]);
const METHODS = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['min', 'max'],
  ['max', 'min'],
]);

const COUNTS = [0, 1, 2];

const OPERATORS: readonly Operator[] = [
  signSwap('boundary', BOUNDARY),
  signSwap('comparison', COMPARISON),
  signSwap('arithmetic', ARITHMETIC),
  signSwap('logic', LOGICAL),
  negation,
  condition,
  removedStatement,
  removedReturn,
  removedFilter,
  method,
  offByOne,
  truth,
];

/** Everything that could slip at a place, each by itself. */
export function slipsAt(place: Place, source: string): readonly Slip[] {
  return OPERATORS.flatMap((operator) => operator(place, source) ?? []);
}

/** Another sign between the same two sides. */
function signSwap(kind: string, signs: ReadonlyMap<string, string>): Operator {
  return ({ node }, source) => {
    const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
    const sign = typeof node['operator'] === 'string' ? node['operator'] : '';
    const other = signs.get(sign);
    if (other === undefined || left === undefined || right === undefined) return undefined;
    if (sign.startsWith('+') && (isText(left) || isText(right))) return undefined;
    const start = left.end + source.slice(left.end, right.start).indexOf(sign);
    return { kind, start, end: start + sign.length, text: other };
  };
}

/** `!ready` becomes `ready`. */
function negation({ node }: Place, source: string): Slip | undefined {
  const inner = childOf(node, 'argument');
  if (node.type !== 'UnaryExpression' || node['operator'] !== '!' || inner === undefined) return undefined;
  return { kind: 'negation', start: node.start, end: node.end, text: source.slice(inner.start, inner.end) };
}

/** `if (ready)` becomes `if (!ready)`; where a sign could be swapped that says the same. */
function condition({ node }: Place, source: string): Slip | undefined {
  const test = childOf(node, 'test');
  if (!/^(If|Conditional)/.test(node.type) || test === undefined) return undefined;
  if (/^(Binary|Logical|Unary)/.test(test.type)) return undefined;
  return { kind: 'condition', ...at(test), text: `!(${source.slice(test.start, test.end)})` };
}

/** A call or an assignment that stands by itself is forgotten; not all that a loop does, which then never ends. */
function removedStatement({ node, above: [around] }: Place): Slip | undefined {
  const expression = childOf(node, 'expression');
  if (node.type !== 'ExpressionStatement' || expression === undefined || around?.type === 'WhileStatement')
    return undefined;
  const called = expression.type === 'AwaitExpression' ? childOf(expression, 'argument') : expression;
  if (called?.type === 'CallExpression') return { kind: 'removed call', ...at(node), text: ';' };
  if (!/^(Assignment|Update)/.test(expression.type)) return undefined;
  return { kind: 'removed assignment', ...at(node), text: ';' };
}

/** `if (late) return;` is forgotten; so is `if (late) continue;`. */
function removedReturn({ node }: Place): Slip | undefined {
  const then = childOf(node, 'consequent');
  if (node.type !== 'IfStatement' || isNode(node['alternate'])) return undefined;
  if (then?.type !== 'ReturnStatement' && then?.type !== 'ContinueStatement') return undefined;
  return { kind: 'removed return', ...at(node), text: ';' };
}

/** `all.filter(isUp)` becomes `all`. */
function removedFilter({ node }: Place): Slip | undefined {
  const callee = childOf(node, 'callee');
  const list = callee === undefined ? undefined : childOf(callee, 'object');
  if (callee === undefined || list === undefined || propertyName(callee) !== 'filter') return undefined;
  return { kind: 'removed filter', start: list.end, end: node.end, text: '' };
}

/** `some` for `every`, the least for the most. */
function method({ node }: Place): Slip | undefined {
  const callee = node.type === 'CallExpression' ? childOf(node, 'callee') : undefined;
  const property = callee === undefined ? undefined : childOf(callee, 'property');
  const other = callee === undefined ? undefined : METHODS.get(propertyName(callee));
  if (property === undefined || other === undefined) return undefined;
  return { kind: 'method', ...at(property), text: other };
}

/** What counts or points somewhere is one too high. A larger number is a measure, and 40 ms are as good as 41; -1 stands for none. */
function offByOne({ node, above }: Place): Slip | undefined {
  const value = node['value'];
  if (node.type !== 'Literal' || typeof value !== 'number' || isKey(node, above[0])) return undefined;
  if (!COUNTS.includes(value) || above[0]?.type === 'UnaryExpression') return undefined;
  return { kind: 'off by one', ...at(node), text: String(value + 1) };
}

function truth({ node }: Place): Slip | undefined {
  if (node.type !== 'Literal' || typeof node['value'] !== 'boolean') return undefined;
  return { kind: 'constant', ...at(node), text: String(!node['value']) };
}

function at({ start, end }: SyntaxNode): { readonly start: number; readonly end: number } {
  return { start, end };
}

function propertyName(member: SyntaxNode): string {
  const name = childOf(member, 'property')?.['name'];
  return typeof name === 'string' ? name : '';
}

function isText(node: SyntaxNode): boolean {
  return node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node['value'] === 'string');
}

function isKey(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  return parent?.type === 'Property' && parent['key'] === node;
}
