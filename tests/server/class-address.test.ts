import { EventEmitter } from 'node:events';
import type { Request, Response } from 'express';
import { toString as qrCode } from 'qrcode';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AddressBook } from '../../server/addresses/address-book.ts';
import type { Network } from '../../server/addresses/network.ts';
import { noteArrivals } from '../../server/http/address.ts';
import type { AddressAnswer } from '../../shared/protocol/messages.ts';
import { computer } from './addresses/computers.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { ask, openClass, refusalOf } from './support/ask.ts';

const WIFI = 'wlan0 192.168.1.20/24 a4:c3:f0:11:22:33';
const CABLE = 'eth0 10.0.0.5/16 00:e0:4c:68:01:02';
const NOTHING = computer([], '').network;
const BOTH = computer([WIFI, CABLE], '10.0.0.5', ['10.0.0.5'], ['10.0.0.5', '192.168.1.20']).network;

let app: TestApp;
let network: Network = BOTH;
let trusted = false;
let code = '';
let key = '';

beforeAll(async () => {
  const settings = { host: '0.0.0.0', isTrusted: () => trusted };
  app = await startTestApp({ settings, readNetwork: async () => network });
});
afterAll(() => app.close());
beforeEach(async () => {
  trusted = false;
  await change(BOTH);
  ({ code, key } = await openClass(app.url));
});

async function change(next: Network): Promise<void> {
  network = next;
  await app.game.book.refresh();
}

const at = (address: string) => `http://${address}:${app.game.port}`;
const path = (rest: string) => `${app.url}/api/classes/${code}/${rest}`;
const asDesk = (init: RequestInit = {}): RequestInit => ({
  ...init,
  headers: { ...init.headers, authorization: `Bearer ${key}` },
});
const address = async (init: RequestInit = {}, query = '') =>
  (await ask<AddressAnswer>(path(`address${query}`), undefined, init)).body;
const choose = (id: unknown, init: RequestInit = asDesk()) =>
  ask<AddressAnswer>(path('address'), undefined, {
    ...init,
    method: 'PUT',
    headers: { ...init.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ id }),
  });
const picture = async (query = '') => (await fetch(path(`qr.svg${query}`))).text();
const pictureOf = async (link: string) =>
  qrCode(`${link}#${(await address()).link}`, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });

describe('Where other devices reach a class', () => {
  test('is this computer’s own address, and never the page’s that asks: not from localhost, not from anywhere', async () => {
    for (const query of ['', '?from=http://localhost:3000', '?from=https://elsewhere.example'])
      expect((await address({}, query)).url).toBe(at('10.0.0.5'));
    expect((await address(asDesk(), `?from=${encodeURIComponent(app.url)}`)).url).toBe(at('10.0.0.5'));
  });

  test('changes with the networks, so that a board that was opened before the Wi-Fi was up only has to ask again', async () => {
    await change(NOTHING);
    expect(await address()).toMatchObject({ url: `http://localhost:${app.game.port}`, reach: 'no-network' });
    await change(BOTH);
    expect(await address()).toMatchObject({ url: at('10.0.0.5'), reach: 'others' });
  });

  test('is what the QR code says, too, whichever of them it is asked for', async () => {
    expect(await picture()).toBe(await pictureOf(`${at('10.0.0.5')}/j/${code}`));
    expect(await picture(`?to=${at('192.168.1.20')}`)).toBe(await pictureOf(`${at('192.168.1.20')}/j/${code}`));
    expect(await picture('?to=https://elsewhere.example')).toBe(await picture());
  });

  test('tells the names of this computer’s networks to the desk alone', async () => {
    const names = ({ candidates }: AddressAnswer) => candidates.map(({ network: name }) => name);
    expect(names(await address(asDesk()))).toEqual(['eth0', 'wlan0']);
    expect(names(await address())).toEqual([null, null]);
    expect(names(await address({ headers: { authorization: 'Bearer wrong' } }))).toEqual([null, null]);
  });

  test('is unknown for a class that there is none of', async () => {
    code = 'CCCCC';
    expect(await refusalOf(ask(path('address')))).toBe('unknown-class');
    expect(await refusalOf(choose('wlan0/IPv4'))).toBe('unknown-class');
  });
});

describe('The desk', () => {
  test('that was opened at a full name sends its students there, by https where it came so', async () => {
    await address(asDesk(), '?from=https://school.example/hub');
    expect((await address()).url).toBe('https://school.example/hub');
    expect(await picture()).toBe(await pictureOf(`https://school.example/hub/j/${code}`));
    const other = await openClass(app.url);
    const { body } = await ask<AddressAnswer>(`${app.url}/api/classes/${other.code}/address`);
    expect(body.url, 'other classes are not concerned').toBe(at('10.0.0.5'));
  });
});

describe('Behind a proxy', () => {
  const forwarded = {
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'school.example',
    'x-forwarded-for': '10.9.9.9',
  };

  test('that is trusted, the address is as the proxy was asked for it', async () => {
    trusted = true;
    expect((await address({ headers: forwarded })).url).toBe('https://school.example');
    expect((await address()).url, 'and no other request hears of it').toBe(at('10.0.0.5'));
  });

  test('that is not, its word is nothing', async () => {
    expect((await address({ headers: forwarded })).url).toBe(at('10.0.0.5'));
  });
});

describe('A student’s device that came in', () => {
  const request = (remoteAddress: string, headers: Request['headers'] = {}) =>
    ({ headers, socket: { localAddress: '::ffff:192.168.1.20', remoteAddress } }) as Request;

  /** What the book hears of a request that is answered so. */
  function heard(from: Request, statusCode: number): readonly (readonly string[])[] {
    const told: (readonly string[])[] = [];
    const book: Pick<AddressBook, 'arrived' | 'isThisComputer'> = {
      arrived: (own, device) => told.push([own, device]),
      isThisComputer: (one) => app.game.book.isThisComputer(one),
    };
    const response = Object.assign(new EventEmitter(), { statusCode });
    noteArrivals(book)(from, response as unknown as Response, () => response.emit('finish'));
    return told;
  }

  test('proves the address that it came in by', () => {
    expect(heard(request('192.168.1.77'), 200)).toEqual([['::ffff:192.168.1.20', '192.168.1.77']]);
  });

  test('proves nothing when it was refused, when it is this computer itself, and when a proxy forwards it', () => {
    expect(heard(request('192.168.1.77'), 404)).toEqual([]);
    for (const own of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.0.0.5', '::ffff:192.168.1.20'])
      expect(heard(request(own), 200), own).toEqual([]);
    expect(heard(request('192.168.1.77', { 'x-forwarded-for': '1.2.3.4' }), 200)).toEqual([]);
  });
});

describe('A choice', () => {
  test('of the desk counts for its class, boards included, and made at this computer for the next one, too', async () => {
    expect((await choose('wlan0/IPv4')).body).toMatchObject({ url: at('192.168.1.20'), chosen: 'wlan0/IPv4' });
    expect(await address()).toMatchObject({ url: at('192.168.1.20'), chosen: 'wlan0/IPv4' });
    expect(await picture()).toBe(await pictureOf(`${at('192.168.1.20')}/j/${code}`));
    ({ code, key } = await openClass(app.url));
    expect((await address()).url).toBe(at('192.168.1.20'));
    await choose('eth0/IPv4');
    expect((await address()).url).toBe(at('10.0.0.5'));
  });

  test('is the desk’s alone, and only of what there is', async () => {
    for (const init of [{}, { headers: { authorization: 'Bearer wrong' } }])
      expect(await refusalOf(choose('wlan0/IPv4', init))).toBe('wrong-key');
    expect(await refusalOf(choose('https://elsewhere.example'))).toBe('not-found');
    for (const id of [7, null, '', 'x'.repeat(400)]) expect(await refusalOf(choose(id))).toBe('malformed');
    expect(await address()).toMatchObject({ url: at('10.0.0.5') });
  });
});
