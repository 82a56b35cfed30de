import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clientNetwork } from '../../server/limits/client-network.ts';
import { type IsTrusted, readTrustedProxies } from '../../server/trusted-proxies.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { ask } from './support/ask.ts';

const MANY = 300;

let app: TestApp;
let trusted: IsTrusted = () => false;

beforeAll(async () => {
  const settings = { publicUrl: 'https://game.example.org', isTrusted: (address: string) => trusted(address) };
  app = await startTestApp({ settings });
  app.clock.rate(0);
});
afterAll(() => app.close());
beforeEach(() => {
  trusted = () => false;
  app.clock.skip(3_600_000);
});

/** Asks for a class that can't be opened, which counts as one, in the name of somebody. */
async function refusedAs(forwardedFor: string): Promise<boolean> {
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': forwardedFor };
  const asked = { method: 'POST', headers, body: '{"lesson":"none"}' };
  return (await ask(`${app.url}/api/classes`, undefined, asked)).status === 429;
}

async function refusals(nameOf: (n: number) => string): Promise<number> {
  let count = 0;
  for (let n = 0; n < MANY; n++) if (await refusedAs(nameOf(n))) count += 1;
  return count;
}

describe('Limits behind a public URL', () => {
  test('see who is really connected, whatever a request says that it was forwarded for', async () => {
    expect(await refusals((n) => `203.0.113.${n % 250}`)).toBeGreaterThan(MANY / 2);
  });

  test('see whom a proxy forwards for, where that proxy is named', async () => {
    trusted = named('loopback');
    expect(await refusals((n) => `203.0.${n % 7}.${n % 250}`)).toBe(0);
  });

  test('see whom that proxy saw, and not what its client had put before', async () => {
    trusted = named('loopback');
    expect(await refusals((n) => `198.51.100.${n % 250}, 203.0.113.7`)).toBeGreaterThan(MANY / 2);
  });
});

function named(text: string): IsTrusted {
  const read = readTrustedProxies(text);
  if ('wrong' in read) throw new Error(read.wrong);
  return read.isTrusted;
}

test('Who runs the server reads once that somebody forwards requests, and what to do if that is a proxy of theirs', () => {
  const told = app.reports.filter((line) => line.includes('--trusted-proxies'));
  expect(told).toEqual([
    '127.0.0.1 forwards requests for others, and is not trusted: all of them count as its own. If that is your proxy, start the game with --trusted-proxies 127.0.0.1.',
  ]);
});

describe('A client is, as far as limits go', () => {
  test.each([
    ['192.168.1.7', '192.168.1.7'],
    ['::ffff:192.168.1.7', '192.168.1.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('its address, and in IPv6 the network that it has to itself: %s', (address, network) => {
    expect(clientNetwork(address)).toBe(network);
  });
});
