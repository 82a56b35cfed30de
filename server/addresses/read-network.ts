import { createSocket } from 'node:dgram';
import { readFile } from 'node:fs/promises';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import process from 'node:process';
import type { Interfaces, Network } from './network.ts';
import { type Family, interfacesWithRouter } from './routing-table.ts';

/** Addresses reserved for examples: nobody has them, and nothing is sent to them. */
const FAR = { IPv4: '203.0.113.1', IPv6: '2001:db8::1' } as const;
const ANY_PORT = 9;
const FAMILIES = ['IPv4', 'IPv6'] as const;

/** Asks the system about its networks. Never throws: what it does not tell is left out. */
export async function readNetwork(): Promise<Network> {
  const interfaces = networkInterfaces();
  const [routed, withRouter] = await Promise.all([
    Promise.all(FAMILIES.map((family) => sourceTowards(family))),
    process.platform === 'linux' ? fromRoutingTables(interfaces) : fromTrying(interfaces),
  ]);
  return { interfaces, routed: new Set(routed.filter((address) => address !== undefined)), withRouter };
}

/**
 * Connecting a UDP socket sends nothing; it makes the system choose the way.
 * @param from one of its own addresses that it must choose, where it knows a way from there
 * @returns the address that it would send from
 */
function sourceTowards(family: Family, from?: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket(family === 'IPv4' ? 'udp4' : 'udp6');
    const settle = (read: () => string | undefined) => {
      const address = attempt(read);
      attempt(() => socket.close());
      resolve(address);
    };
    socket.once('error', () => settle(() => undefined));
    const connect = () => socket.connect(ANY_PORT, FAR[family], () => settle(() => socket.address().address));
    if (from === undefined) connect();
    else socket.bind({ address: from, port: 0, exclusive: true }, connect);
  });
}

async function fromRoutingTables(interfaces: Interfaces): Promise<ReadonlySet<string>> {
  const tables = await Promise.all(['/proc/net/route', '/proc/net/ipv6_route'].map((path) => textOf(path)));
  const names = FAMILIES.map((family, index) => interfacesWithRouter(family, tables[index] ?? ''));
  return new Set(
    addressesIn(interfaces, (name, { family }) => names[FAMILIES.indexOf(family)]?.has(name) === true).map(
      ({ address }) => address,
    ),
  );
}

/** Where a socket has to be bound to one of the interface's addresses to take its way, trying tells whether there is one. */
async function fromTrying(interfaces: Interfaces): Promise<ReadonlySet<string>> {
  const own = addressesIn(interfaces, (_, { internal, scopeid }) => !internal && (scopeid ?? 0) === 0);
  const found = await Promise.all(own.map(({ family, address }) => sourceTowards(family, address)));
  return new Set(found.filter((address) => address !== undefined));
}

function addressesIn(
  interfaces: Interfaces,
  wanted: (name: string, info: NetworkInterfaceInfo) => boolean,
): readonly NetworkInterfaceInfo[] {
  return Object.entries(interfaces).flatMap(([name, list]) => (list ?? []).filter((info) => wanted(name, info)));
}

function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
