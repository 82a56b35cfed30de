import { z } from 'zod';
import type { Kind, KindParams } from './kinds/kind.ts';

const value = z.union([z.number(), z.string(), z.boolean(), z.null(), z.array(z.number())]);
const claim = {
  kind: z.string(),
  params: z.record(z.string(), value),
  metric: z.string(),
  n: z.number().int().positive(),
};
const assertionFormat = z.discriminatedUnion('type', [
  z.object({ ...claim, type: z.literal('approx'), expected: z.number(), tol: z.number().nonnegative() }),
  z.object({ ...claim, type: z.literal('range'), lo: z.number(), hi: z.number() }),
]);
const suiteFormat = z.array(z.object({ id: z.string(), asserts: z.array(assertionFormat) }));

/** One claim of a suite, ready to be tried. */
export interface Assertion {
  readonly id: string;
  readonly kind: Kind;
  readonly params: KindParams;
  readonly metric: string;
  readonly lo: number;
  readonly hi: number;
  /** Number of samples: jobs, runs, items. */
  readonly n: number;
}

type Problem = { readonly problem: string };

/** Reads a suite's text (null: there is no such file). `only`: ids of the cases wanted, none = all. */
export function parseSuite(
  text: string | null,
  only: readonly string[],
  kinds: readonly Kind[],
): { readonly assertions: readonly Assertion[] } | Problem {
  if (text === null) return { problem: 'no such file, or it can’t be read' };
  const read = suiteFormat.safeParse(parseJson(text));
  if (!read.success) return { problem: `not a suite: ${firstIssue(read.error)}` };
  const unknown = only.find((id) => !read.data.some((one) => one.id === id));
  if (unknown !== undefined)
    return { problem: `no case ${unknown}; there are ${read.data.map(({ id }) => id).join(', ')}` };
  const assertions: Assertion[] = [];
  for (const { id, asserts } of read.data.filter((one) => only.length === 0 || only.includes(one.id))) {
    for (const written of asserts) {
      const kind = kinds.find((one) => one.id === written.kind);
      const problem = kindProblem(written, kind, kinds);
      if (kind === undefined || problem !== undefined) return { problem: `case ${id}: ${problem}` };
      const { params, metric, n } = written;
      assertions.push({ id, kind, params, metric, n, ...bounds(written) });
    }
  }
  return { assertions };
}

function kindProblem(
  { kind, metric }: { readonly kind: string; readonly metric: string },
  found: Kind | undefined,
  kinds: readonly Kind[],
): string | undefined {
  if (found === undefined) return `unknown kind ${kind}; there are ${kinds.map(({ id }) => id).join(', ')}`;
  if (found.metrics.includes(metric)) return undefined;
  return `${kind} has no metric ${metric}; it has ${found.metrics.join(', ')}`;
}

function bounds(written: z.infer<typeof assertionFormat>): { readonly lo: number; readonly hi: number } {
  if (written.type === 'range') return { lo: written.lo, hi: written.hi };
  return { lo: written.expected - written.tol, hi: written.expected + written.tol };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined
    ? 'unreadable'
    : `${issue.path.join('.') || 'file'}: ${issue.message}`.replaceAll('\n', ' ');
}
