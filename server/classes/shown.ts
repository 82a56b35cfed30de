import type { IncomingHttpHeaders } from 'node:http';
import type { Shown } from './entrance.ts';

interface WithHeaders {
  readonly headers: IncomingHttpHeaders;
}

/** Longer than everything that is ever shown. */
const LONGEST = 200;

/**
 * What a request shows of what it knows about the class: in headers, since addresses stand in the logs of proxies. `Class-Link` and
 * `Class-Board` have the secrets of links, `Class-Device` the browser's own id.
 */
export function shownBy(request: WithHeaders): Shown {
  return {
    desk: keyIn(request) || undefined,
    board: headerOf(request, 'class-board'),
    link: headerOf(request, 'class-link'),
    device: headerOf(request, 'class-device'),
  };
}

/** The desk's key; '' without one. */
export function keyIn({ headers }: WithHeaders): string {
  return /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
}

function headerOf({ headers }: WithHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value !== '' && value.length <= LONGEST ? value : undefined;
}
