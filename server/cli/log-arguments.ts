import type { Service } from '../../shared/services/contract.ts';
import { type Plan, seconds } from '../../shared/sim/index.ts';
import { kindsOf, type LogFilter, type LogNames, logNames } from './event-log.ts';
import { type Flag, type Given, spanOfSeconds, wholeNumber } from './flags.ts';

export const LOG_FLAGS: readonly Flag[] = [
  { name: 'log', value: '<file>', help: 'writes what happens into a file: one JSON object an event' },
  { name: 'log-node', value: '<number>', help: 'with log: only what this machine does, or another with it' },
  { name: 'log-kind', value: '<name>', help: 'with log: only this kind of message, fact, verb or stress' },
  { name: 'log-from', value: '<s>', help: 'with log: only from this second on' },
  { name: 'log-to', value: '<s>', help: 'with log: only up to this second' },
];

/** Where the log goes, and what of it. */
export interface LogRequest {
  readonly file: string;
  readonly filter: LogFilter;
  readonly names: LogNames;
}

type Problem = { readonly problem: string };

/** What of a run's log is to be kept; null when nothing is asked for. */
export function readLogRequest(given: Given, service: Service, plan: Plan): { log: LogRequest | null } | Problem {
  const file = given.flags.get('log')?.[0];
  const lonely = LOG_FLAGS.find(({ name }) => given.flags.has(name));
  if (file === undefined && lonely !== undefined) return { problem: `--${lonely.name} needs --log <file>` };
  if (file === undefined) return { log: null };
  const protocol = service.sides[plan.architecture].protocol(plan);
  const names = logNames(plan, protocol);
  const filter = readFilter(given, plan, names, protocol.nodes.length);
  return 'problem' in filter ? filter : { log: { file, filter, names } };
}

function readFilter(given: Given, plan: Plan, names: LogNames, machines: number): LogFilter | Problem {
  const text = (name: string) => given.flags.get(name)?.[0];
  const nodeText = text('log-node');
  const node = nodeText === undefined ? null : wholeNumber(nodeText, 'log-node', 0, machines - 1);
  if (node !== null && typeof node !== 'number') return node;
  const kind = text('log-kind') ?? null;
  const kinds = kindsOf(names);
  if (kind !== null && !kinds.includes(kind)) return { problem: `unknown kind ${kind}; there are ${kinds.join(', ')}` };
  const { play } = plan.durations;
  const from = spanOfSeconds(text('log-from') ?? '0', 'log-from', play);
  if (typeof from !== 'number') return from;
  const to = spanOfSeconds(text('log-to') ?? String(play), 'log-to', play);
  if (typeof to !== 'number') return to;
  if (from > to) return { problem: `--log-from ${from} is after --log-to ${to}` };
  return { node, kind, from: seconds(from), to: seconds(to) };
}
