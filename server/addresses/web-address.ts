import { isIP } from 'node:net';
import { readPublicUrl } from '../public-url.ts';

/** @param host an address or a name @returns `http://[fd00::7]:3000`; port 80 goes without saying */
export function httpUrl(host: string, port: number): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${name}${port === 80 ? '' : `:${port}`}`;
}

/** Whether a host name means the machine that uses it, such as localhost. */
export function isLoopback(host: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[?::1\]?|0\.0\.0\.0|\[?::\]?)$/i.test(host);
}

/**
 * A page's own place, as one that others may be sent to. `sure`: an address or a full name in the DNS; a short name or one of the local
 * network (`laptop`, `laptop.local`) opens on some devices and not on others.
 * @param text such as `https://school.example/hub/`
 * @returns undefined for one that leads every device to itself, and for no web address
 */
export function sharedAddress(text: string): { readonly url: string; readonly sure: boolean } | undefined {
  const read = readPublicUrl(text);
  if ('problem' in read) return undefined;
  const { hostname } = new URL(read.url);
  if (isLoopback(hostname) || /^(169\.254\.|\[fe[89ab])/i.test(hostname)) return undefined;
  return { url: read.url, sure: isAddress(hostname) || (hostname.includes('.') && !hostname.endsWith('.local')) };
}

function isAddress(hostname: string): boolean {
  return isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
}
