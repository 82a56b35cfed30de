import { resolve } from 'node:path';

/** What a person may set when the server starts. */
export interface Settings {
  /** TCP port; 0 = any free one, which the server then prints. */
  readonly port: number;
  /** The address to listen on; 0.0.0.0 = every network of this machine, so that phones reach it. */
  readonly host: string;
  /** Folder of the journals. */
  readonly folder: string;
  /** Where students reach the server, when that is not one of its own addresses (a proxy, a tunnel). No slash at the end. */
  readonly publicUrl: string | null;
  /** Days for which the records of a class are kept after it was last used. */
  readonly keepDays: number;
}

export type Read = { readonly settings: Settings } | { readonly problem: string } | { readonly usage: string };

interface Option {
  readonly name: 'port' | 'host' | 'data' | 'public-url' | 'keep-days';
  readonly environment: string;
  readonly default: string;
  readonly about: string;
}

const OPTIONS: readonly Option[] = [
  { name: 'port', environment: 'HUBMESH_PORT', default: '3000', about: 'TCP port, 0 for any free one' },
  { name: 'host', environment: 'HUBMESH_HOST', default: '0.0.0.0', about: 'address to listen on' },
  { name: 'data', environment: 'HUBMESH_DATA', default: 'data', about: 'folder of the journals' },
  { name: 'public-url', environment: 'HUBMESH_PUBLIC_URL', default: '', about: 'where students reach this server' },
  { name: 'keep-days', environment: 'HUBMESH_KEEP_DAYS', default: '30', about: 'days that reports are kept' },
];

const MOST_DAYS = 3_650;

const ALLOWED = OPTIONS.map(({ name }) => `--${name}`).join(', ');

/** Reads `--port 3000` or `--port=3000`; what is not given comes from the environment. The first problem comes back as one sentence. */
export function readSettings(
  args: readonly string[],
  environment: { readonly [name: string]: string | undefined },
): Read {
  if (args.includes('--help')) return { usage: usage() };
  const given = new Map(
    OPTIONS.map((option) => [option.name as string, environment[option.environment] ?? option.default]),
  );
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    const [flag = '', ...inline] = arg.split('=');
    const name = flag.replace(/^--/, '');
    if (!flag.startsWith('--') || !given.has(name)) return { problem: `Unknown option ${arg}. Allowed: ${ALLOWED}.` };
    const value = inline.length > 0 ? inline.join('=') : args[++at];
    if (value === undefined) return { problem: `Option ${flag} needs a value, such as ${flag} ${exampleOf(name)}.` };
    given.set(name, value);
  }
  return checked(given);
}

function checked(given: ReadonlyMap<string, string>): Read {
  const text = (name: Option['name']) => given.get(name) ?? '';
  const port = Number(text('port'));
  if (!/^\d+$/.test(text('port')) || port > 65_535) {
    return { problem: `The port must be a whole number from 0 to 65535, not "${text('port')}".` };
  }
  if (text('host') === '') return { problem: 'The host must not be empty; use 0.0.0.0 for every network.' };
  if (text('data') === '') return { problem: 'The data folder must not be empty.' };
  const publicUrl = text('public-url').replace(/\/+$/, '');
  if (publicUrl !== '' && !isWebAddress(publicUrl)) {
    return { problem: `The public URL must look like https://game.example.org, not "${publicUrl}".` };
  }
  const keepDays = Number(text('keep-days'));
  if (!/^\d+$/.test(text('keep-days')) || keepDays > MOST_DAYS) {
    return {
      problem: `The days to keep reports must be a whole number from 0 to ${MOST_DAYS}, not "${text('keep-days')}".`,
    };
  }
  const folder = resolve(text('data'));
  return { settings: { port, host: text('host'), folder, publicUrl: publicUrl || null, keepDays } };
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '';
}

function exampleOf(name: string): string {
  return name === 'public-url'
    ? 'https://game.example.org'
    : (OPTIONS.find((option) => option.name === name)?.default ?? '');
}

function usage(): string {
  const lines = OPTIONS.map(
    ({ name, environment, about, default: value }) =>
      `  --${name.padEnd(12)}${about}${value === '' ? '' : ` (${value})`}; or ${environment}`,
  );
  return ['Starts the game. Options:', ...lines].join('\n');
}
