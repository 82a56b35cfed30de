import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

/** Where browsers reach the server: on this machine, and from others on the same networks, the likeliest first. */
export interface Addresses {
  readonly local: string;
  readonly lan: readonly string[];
}

const EVERYWHERE = new Set(['0.0.0.0', '::']);
const LOOPBACK = /^(127\.|::1$|localhost$)/;
/** Networks between a machine and its own containers or virtual machines, which no phone is on. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|utun|tun|tap|zt|tailscale|wg|ifb|vEthernet)/i;

/** @param interfaces the machine's networks; a parameter so that a test can bring its own */
export function addressesOf(
  host: string,
  port: number,
  interfaces: { readonly [name: string]: readonly NetworkInterfaceInfo[] | undefined } = networkInterfaces(),
): Addresses {
  const local = urlOf(EVERYWHERE.has(host) || LOOPBACK.test(host) ? 'localhost' : host, port);
  if (LOOPBACK.test(host)) return { local, lan: [] };
  if (!EVERYWHERE.has(host)) return { local, lan: [urlOf(host, port)] };
  const found = Object.entries(interfaces).flatMap(([name, list]) =>
    (list ?? []).filter((one) => one.family === 'IPv4' && !one.internal).map((one) => ({ name, address: one.address })),
  );
  return { local, lan: found.sort((a, b) => rank(a) - rank(b)).map(({ address }) => urlOf(address, port)) };
}

/** Private addresses of real network cards first, link-local ones last. */
function rank({ name, address }: { readonly name: string; readonly address: string }): number {
  const linkLocal = address.startsWith('169.254.') ? 4 : 0;
  const elsewhere = /^(192\.168\.|10\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address) ? 0 : 1;
  return linkLocal + (VIRTUAL.test(name) ? 2 : 0) + elsewhere;
}

function urlOf(host: string, port: number): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${name}${port === 80 ? '' : `:${port}`}`;
}
