import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { readCode } from '../../shared/class/codes/read.ts';

const MOST_LETTERS = 1_024;
/** `/<process>/<CODE>?...`, perhaps below the path of a proxy. */
const TARGET = /^(?:\/[\w.~-]{1,64}){0,6}\/[\w-]{1,64}\/(\w{1,16})\?([\x21-\x7e]+)$/;
const SESSION = /^[\w-]{1,32}$/;
/** What only a proxy adds: no page can send these with the opening of a WebSocket. */
const OF_PROXIES = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'];

export interface GateParts {
  /** Whether this session was promised a place in the class and has not taken it yet. */
  readonly isExpected: (code: string, session: string) => boolean;
  /** Where pages come from, when that is not this server itself. */
  readonly publicUrl: string | null;
}

/**
 * Refuses upgrades that no page of this server would ask for, so that the framework never sees them: some throw in it, and each that it
 * takes costs a connection. Everything that it gets names a class of this process and a session that is waited for.
 */
export function guardUpgrades(server: Server, parts: GateParts): (request: IncomingMessage) => boolean {
  const isFine = (request: IncomingMessage) => statusFor(request, parts) === undefined;
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    const status = statusFor(request, parts);
    if (status !== undefined) refuse(socket, status);
  });
  return isFine;
}

/** The HTTP status with which an upgrade is refused; undefined if it is accepted. */
function statusFor(request: IncomingMessage, { isExpected, publicUrl }: GateParts): 400 | 403 | 404 | undefined {
  const { url = '', method } = request;
  const [, code = '', query = ''] = (url.length <= MOST_LETTERS && TARGET.exec(url)) || [];
  const [session, ...more] = new URLSearchParams(query).getAll('sessionId');
  if (method !== 'GET' || session === undefined || more.length > 0 || !SESSION.test(session)) return 400;
  if (!isFromHere(request, publicUrl)) return 403;
  // Names such as `constructor` are found in every plain object.
  return readCode(code) === code && !(session in {}) && isExpected(code, session) ? undefined : 404;
}

/** A page of another site can open a WebSocket to anywhere, but must say where it comes from. */
function isFromHere({ headers }: IncomingMessage, publicUrl: string | null): boolean {
  const { origin, host } = headers;
  if (origin === undefined || OF_PROXIES.some((name) => headers[name] !== undefined)) return true;
  const from = URL.parse(origin)?.host;
  return from !== undefined && (from === hostOf(`http://${host}`) || from === hostOf(publicUrl));
}

/** As browsers write it: small letters, and no port where it is the usual one. */
function hostOf(url: string | null): string | undefined {
  return url === null ? undefined : URL.parse(url)?.host;
}

function refuse(socket: Duplex, status: number): void {
  // The other end may be gone already.
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
    socket.destroy(),
  );
}
