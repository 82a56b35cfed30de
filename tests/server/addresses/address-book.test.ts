import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AddressBook, newAddressBook } from '../../../server/addresses/address-book.ts';
import { type Choices, openChoices } from '../../../server/addresses/choices.ts';
import type { Network } from '../../../server/addresses/network.ts';
import { readNetwork } from '../../../server/addresses/read-network.ts';
import { computer } from './computers.ts';

const CODE = 'CDFGH';
const WIFI = 'wlan0 192.168.1.20/24 a4:c3:f0:11:22:33';
const CABLE = 'eth0 10.0.0.5/16 00:e0:4c:68:01:02';
const NOTHING = computer([], '').network;
const WIFI_ALONE = computer([WIFI], '192.168.1.20').network;
const BOTH = computer([WIFI, CABLE], '10.0.0.5', ['10.0.0.5'], ['10.0.0.5', '192.168.1.20']).network;

let folder = '';
let opened: Choices[];

beforeEach(() => {
  opened = [];
  folder = mkdtempSync(join(tmpdir(), 'addresses-'));
});
afterEach(async () => {
  // What is still being written would be written into a folder that is being taken away.
  await Promise.all(opened.map((choices) => choices.kept()));
  rmSync(folder, { recursive: true, force: true });
});

/** A book about a computer whose networks a test can change. */
async function book(network: Network, more: { host?: string; port?: number; publicUrl?: string } = {}) {
  const { host = '::', port = 3000, publicUrl = null } = more;
  const now = { network };
  const choices = openChoices(folder);
  opened.push(choices);
  const made = newAddressBook({
    listening: () => ({ host, port }),
    publicUrl,
    choices,
    readNetwork: async () => now.network,
  });
  await made.refresh();
  const change = async (next: Network) => {
    now.network = next;
    return made.refresh();
  };
  return { book: made, change, choices };
}

const urls = (of: AddressBook, code = CODE) => of.answerFor(code).candidates.map(({ url }) => url);

describe('Where other devices reach the server', () => {
  test('is nowhere without a network, and there as soon as one is up', async () => {
    const { book: made, change } = await book(NOTHING);
    expect(made.answerFor(CODE)).toEqual({
      url: 'http://localhost:3000',
      reach: 'no-network',
      candidates: [],
      chosen: null,
    });
    expect(await change(WIFI_ALONE)).toBe(true);
    expect(made.answerFor(CODE)).toMatchObject({ url: 'http://192.168.1.20:3000', reach: 'others' });
    expect(await change(WIFI_ALONE)).toBe(false);
    expect(await change(NOTHING)).toBe(true);
  });

  test('is written with brackets in IPv6, and without the usual port', async () => {
    const six = computer(['eth0 2001:db8::20/64 00:e0:4c:68:01:02'], '2001:db8::20').network;
    expect((await book(six)).book.answerFor(CODE).url).toBe('http://[2001:db8::20]:3000');
    expect((await book(six, { port: 80 })).book.answerFor(CODE).url).toBe('http://[2001:db8::20]');
  });

  test('is only what the server listens on', async () => {
    const two = computer([WIFI, 'wlan0 2001:db8::20/64 a4:c3:f0:11:22:33'], '').network;
    const found = async (host: string) => (await book(two, { host })).book.others();
    expect(await found('::')).toEqual(['http://192.168.1.20:3000', 'http://[2001:db8::20]:3000']);
    expect(await found('0.0.0.0')).toEqual(['http://192.168.1.20:3000']);
    expect(await found('2001:db8::20')).toEqual(['http://[2001:db8::20]:3000']);
    expect(await found('10.9.9.9')).toEqual(['http://10.9.9.9:3000']);
    for (const host of ['127.0.0.1', '::1', 'localhost']) expect(await found(host)).toEqual([]);
  });

  test('is first what the owner set, whatever else there is', async () => {
    const { book: made } = await book(BOTH, { publicUrl: 'https://game.example.org/hub' });
    made.arrived('192.168.1.20', '192.168.1.77');
    made.opened(CODE, 'https://school.example');
    expect(made.answerFor(CODE).url).toBe('https://game.example.org/hub');
    expect(made.others()[0]).toBe('https://game.example.org/hub');
  });

  test('is by which students’ devices really came in, wherever the routes point', async () => {
    const { book: made } = await book(BOTH);
    expect(made.answerFor(CODE).url).toBe('http://10.0.0.5:3000');
    made.arrived('::ffff:192.168.1.20', '192.168.1.77');
    expect(made.answerFor(CODE).url).toBe('http://192.168.1.20:3000');
    for (const device of ['10.0.7.1', '10.0.7.2']) made.arrived('10.0.0.5', device);
    expect(made.answerFor(CODE).url, 'two devices say more than one').toBe('http://10.0.0.5:3000');
    for (let device = 0; device < 9; device++) made.arrived('192.168.1.20', `192.168.1.${device}`);
    expect(made.answerFor(CODE).candidates.map(({ url, devices }) => [url, devices])).toEqual([
      ['http://192.168.1.20:3000', 3],
      ['http://10.0.0.5:3000', 2],
    ]);
  });

  test('is never an address that is not this computer’s, whoever says so', async () => {
    const { book: made } = await book(BOTH);
    made.arrived('203.0.113.66', '192.168.1.77');
    expect(urls(made)).toEqual(['http://10.0.0.5:3000', 'http://192.168.1.20:3000']);
  });
});

describe('Where a class’s desk was opened', () => {
  test('is where its students are sent: a full name with its protocol and path, for this class alone', async () => {
    const { book: made } = await book(BOTH);
    made.opened(CODE, 'https://school.example/hub/');
    expect(made.answerFor(CODE).url).toBe('https://school.example/hub');
    expect(made.answerFor('WXYTR').url).toBe('http://10.0.0.5:3000');
    expect(made.others()).not.toContain('https://school.example/hub');
  });

  test.each([
    'http://localhost:3000',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
    'http://x.localhost',
    'http://0.0.0.0',
  ])('is nothing to other devices when it is %s', async (place) => {
    const { book: made } = await book(BOTH);
    made.opened(CODE, place);
    expect(urls(made)).toEqual(['http://10.0.0.5:3000', 'http://192.168.1.20:3000']);
  });

  test.each(['http://laptop:3000', 'http://laptop.local:3000'])(
    'is only offered when it is a name that not every device knows: %s',
    async (place) => {
      const { book: made } = await book(BOTH);
      made.opened(CODE, place);
      expect(urls(made)).toEqual(['http://10.0.0.5:3000', 'http://192.168.1.20:3000', place]);
    },
  );

  test.each(['evil"><script>', 'javascript:alert(1)', 'http://a b', 'http://x/?y', `http://${'x'.repeat(9)}/%00`, ''])(
    'is no place at all when it is %s',
    async (place) => {
      const { book: made } = await book(BOTH);
      made.opened(CODE, place);
      expect(urls(made)).toHaveLength(2);
    },
  );

  test('is remembered three times a class, however often it moves', async () => {
    const { book: made } = await book(NOTHING);
    for (let n = 0; n < 9; n++) made.opened(CODE, `https://s${n}.example`);
    expect(urls(made)).toEqual(['https://s8.example', 'https://s7.example', 'https://s6.example']);
  });
});

describe('A teacher’s choice', () => {
  test('counts for the class, over what the server thinks, and no other class hears of it', async () => {
    const { book: made } = await book(BOTH);
    expect(made.choose(CODE, 'wlan0/IPv4', false)).toBe(true);
    expect(made.answerFor(CODE)).toMatchObject({ url: 'http://192.168.1.20:3000', chosen: 'wlan0/IPv4' });
    expect(made.answerFor('WXYTR').url).toBe('http://10.0.0.5:3000');
  });

  test('can only be one of those that there are', async () => {
    const { book: made } = await book(BOTH);
    expect(made.choose(CODE, 'https://elsewhere.example', false)).toBe(false);
    expect(made.answerFor(CODE).chosen).toBeNull();
  });

  test('made at the server’s own computer counts for the classes to come and for what is printed', async () => {
    const { book: made } = await book(BOTH);
    made.choose(CODE, 'wlan0/IPv4', true);
    expect(made.answerFor('WXYTR').url).toBe('http://192.168.1.20:3000');
    expect(made.others()[0]).toBe('http://192.168.1.20:3000');
  });

  test('of a network holds when that gives out another address, and gives way while it is gone', async () => {
    const { book: made, change } = await book(BOTH);
    made.choose(CODE, 'wlan0/IPv4', false);
    await change(computer([CABLE], '10.0.0.5').network);
    expect(made.answerFor(CODE)).toMatchObject({ url: 'http://10.0.0.5:3000', chosen: 'wlan0/IPv4' });
    await change(computer([CABLE, 'wlan0 172.20.1.9/16 a4:c3:f0:11:22:33'], '').network);
    expect(made.answerFor(CODE).url).toBe('http://172.20.1.9:3000');
  });

  test('outlives the server', async () => {
    const first = await book(BOTH);
    first.book.choose(CODE, 'wlan0/IPv4', false);
    await first.choices.kept();
    const second = await book(BOTH);
    expect(second.book.answerFor(CODE).url).toBe('http://192.168.1.20:3000');
    expect(second.book.answerFor('WXYTR').url).toBe('http://10.0.0.5:3000');
  });

  test.each(['', '{', '7', '{"usual":7,"classes":[[1,2],"x",["CDFGH"]]}', '{"classes":{"CDFGH":"wlan0/IPv4"}}'])(
    'is none when its file was damaged: %s',
    async (text) => {
      writeFileSync(join(folder, 'addresses.json'), text);
      expect((await book(BOTH)).book.answerFor(CODE)).toMatchObject({ url: 'http://10.0.0.5:3000', chosen: null });
    },
  );
});

test('This computer’s own networks are read as its system tells them, and nothing is thrown', async () => {
  const network = await readNetwork();
  const own = Object.values(network.interfaces).flatMap((list) => (list ?? []).map(({ address }) => address));
  for (const address of [...network.routed, ...network.withRouter]) expect(own).toContain(address);
});
