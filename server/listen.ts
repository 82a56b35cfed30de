import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Settings } from './config.ts';

const NO_IPV6 = new Set(['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL']);
const EVERY_NETWORK = '::';
const EVERY_IPV4_NETWORK = '0.0.0.0';

/** What a server really listens on. */
export interface Listening {
  readonly host: string;
  readonly port: number;
}

/**
 * Listens as the settings say. On every network means both IPv4 and IPv6, where this computer has IPv6.
 * @throws what listening throws, such as for a port in use
 */
export async function listenOn(server: Server, { port, host }: Pick<Settings, 'port' | 'host'>): Promise<Listening> {
  try {
    return await listening(server, port, host);
  } catch (error) {
    if (host !== EVERY_NETWORK || !NO_IPV6.has(codeOf(error))) throw error;
    return listening(server, port, EVERY_IPV4_NETWORK);
  }
}

/** Checks the port before touching any journal: a game that is started twice must not find its own classes damaged. */
export async function expectFreePort(settings: Settings): Promise<void> {
  const probe = createServer();
  await listenOn(probe, settings);
  await new Promise((resolve) => probe.close(resolve));
}

function listening(server: Server, port: number, host: string): Promise<Listening> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve({ host, port: (server.address() as AddressInfo).port });
    });
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error ? String((error as NodeJS.ErrnoException).code) : '';
}
