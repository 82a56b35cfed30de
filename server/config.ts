import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { readPasswordFile } from './password-file.ts';
import { readPublicUrl } from './public-url.ts';
import { type IsTrusted, readTrustedProxies } from './trusted-proxies.ts';

/** What a person may set when the server starts. */
export interface Settings {
  /** TCP port; 0 = any free one, which the server then prints. */
  readonly port: number;
  /** The address to listen on; `::` = every network of this machine, so that phones reach it. */
  readonly host: string;
  /** Folder of the journals. */
  readonly folder: string;
  /** Where students reach the server, when that is not one of its own addresses (a proxy, a tunnel). No slash at the end. */
  readonly publicUrl: string | null;
  /** Days for which the records of a class are kept after it was last used. */
  readonly keepDays: number;
  /** Proxies that are believed about whom they forward, and by which protocol. */
  readonly isTrusted: IsTrusted;
  /** The password for opening classes; null if none is needed. */
  readonly teacherPassword: string | null;
}

export type Read = { readonly settings: Settings } | { readonly problem: string } | { readonly usage: string };

interface Option {
  readonly name: 'port' | 'host' | 'data' | 'public-url' | 'trusted-proxies' | 'keep-days' | 'teacher-password-file';
  readonly environment: string;
  readonly default: string;
  readonly example: string;
  readonly about: string;
}

/** A command line can be read by everybody on the computer. */
const PASSWORD_VARIABLE = 'HUBMESH_TEACHER_PASSWORD';

type Environment = { readonly [name: string]: string | undefined };
type Given = ReadonlyMap<string, string>;

const OPTIONS: readonly Option[] = [
  option('port', '3000', '3000', 'TCP port, 0 for any free one'),
  option('host', '::', '127.0.0.1', 'address to listen on, :: for every network'),
  option('data', 'data', 'data', 'folder of the journals'),
  option('public-url', '', 'https://game.example.org', 'where students reach this server'),
  option('trusted-proxies', '', '10.0.0.5', 'addresses of the proxies in front of it'),
  option('keep-days', '30', '90', 'days that reports are kept'),
  option('teacher-password-file', '', 'teachers.txt', 'file with the password for opening classes'),
];

const MOST_DAYS = 3_650;

const ALLOWED = OPTIONS.map(({ name }) => `--${name}`).join(', ');
const HOST_NAME = /^[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*\.?$/i;

/** Reads `--port 3000` or `--port=3000`; what is not given comes from the environment. The first problem comes back as one sentence. */
export function readSettings(args: readonly string[], environment: Environment): Read {
  if (args.includes('--help')) return { usage: usage() };
  const kept = keptByNpm(environment);
  if (kept !== undefined) {
    return { problem: `npm kept --${kept} for itself. Write -- before it: npm start -- --${kept} ${exampleOf(kept)}.` };
  }
  const given = new Map(
    OPTIONS.map((option) => [option.name as string, environment[option.environment] || option.default]),
  );
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    const [flag = '', ...inline] = arg.split('=');
    const name = flag.replace(/^--/, '');
    if (!flag.startsWith('--') || !given.has(name)) return { problem: `Unknown option ${arg}. Allowed: ${ALLOWED}.` };
    const value = inline.length > 0 ? inline.join('=') : args[++at];
    if (value === undefined) return { problem: `Option ${flag} needs a value, such as ${flag} ${exampleOf(name)}.` };
    given.set(name, value.trim());
  }
  return checked(given, environment[PASSWORD_VARIABLE] ?? '');
}

function option(name: Option['name'], usual: string, example: string, about: string): Option {
  const environment = `HUBMESH_${name.toUpperCase().replaceAll('-', '_')}`;
  return { name, environment, default: usual, example, about };
}

/** With `npm start --port 4000` npm keeps the option, and all that arrives here is a variable. */
function keptByNpm(environment: Environment): string | undefined {
  if (environment['npm_lifecycle_event'] === undefined) return undefined;
  return OPTIONS.find(({ name }) => environment[`npm_config_${name.replaceAll('-', '_')}`])?.name;
}

function checked(given: Given, teacherPassword: string): Read {
  const text = (name: Option['name']) => given.get(name) ?? '';
  const port = Number(text('port'));
  if (!/^\d+$/.test(text('port')) || port > 65_535) {
    return { problem: `The port must be a whole number from 0 to 65535, not "${text('port')}".` };
  }
  const host = text('host').replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) === 0 && !isHostName(host)) {
    return { problem: `The host must be an address of this computer such as 127.0.0.1, not "${host}".` };
  }
  if (text('data') === '') return { problem: 'The data folder must not be empty.' };
  const found = text('public-url') === '' ? { url: null } : readPublicUrl(text('public-url'));
  if ('problem' in found) return found;
  const proxies = readTrustedProxies(text('trusted-proxies'));
  if ('wrong' in proxies) {
    return { problem: `A trusted proxy is an address such as 10.0.0.5 or 172.18.0.0/16, not "${proxies.wrong}".` };
  }
  const keepDays = Number(text('keep-days'));
  if (!/^\d+$/.test(text('keep-days')) || keepDays > MOST_DAYS) {
    return {
      problem: `The days to keep reports must be a whole number from 0 to ${MOST_DAYS}, not "${text('keep-days')}".`,
    };
  }
  const password = readPasswordFile(text('teacher-password-file'), teacherPassword);
  if ('problem' in password) return password;
  const folder = resolve(text('data'));
  return { settings: { port, host, folder, publicUrl: found.url, ...proxies, keepDays, ...password } };
}

/** Digits and dots that form no address are no host name either. */
function isHostName(host: string): boolean {
  return HOST_NAME.test(host) && !/^[\d.]+$/.test(host);
}

function exampleOf(name: string): string {
  return OPTIONS.find((option) => option.name === name)?.example ?? '';
}

function usage(): string {
  const lines = OPTIONS.map(
    ({ name, environment, about, default: value }) =>
      `  --${name.padEnd(23)}${about}${value === '' ? '' : ` (${value})`}; or ${environment}`,
  );
  return ['Starts the game. Options:', ...lines].join('\n');
}
