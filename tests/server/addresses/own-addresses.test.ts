import { describe, expect, test } from 'vitest';
import { KINDS, ownAddresses } from '../../../server/addresses/network.ts';
import { interfacesWithRouter } from '../../../server/addresses/routing-table.ts';
import { COMPUTERS, computer } from './computers.ts';

describe('Of a computer’s addresses the first is one that phones in the room reach', () => {
  test.each(COMPUTERS)('%s', (_, { network, reached }) => {
    expect(ownAddresses(network)[0]?.address).toBe(reached);
  });

  test.each(COMPUTERS)('in whatever order the system names its cards: %s', (_, { network, reached }) => {
    const interfaces = Object.fromEntries(Object.entries(network.interfaces).reverse());
    expect(ownAddresses({ ...network, interfaces })[0]?.address).toBe(reached);
  });
});

describe('A computer’s addresses', () => {
  test('are all there to choose from, the likely ones first, but for those that no browser can open', () => {
    const { network } = computer(
      [
        'docker0 172.17.0.1/16 02:42:11:22:33:44',
        'eth1 169.254.3.4/16 00:e0:4c:68:01:03',
        'tun0 10.8.0.6/24 00:00:00:00:00:00',
        'eth0 fe80::5/64 00:e0:4c:68:01:02',
        'eth0 fd00::5/64 00:e0:4c:68:01:02',
        'eth0 2001:db8::5/64 00:e0:4c:68:01:02',
        'eth0 10.20.30.40/16 00:e0:4c:68:01:02',
      ],
      '10.20.30.40',
      ['10.20.30.40', '2001:db8::5'],
    );
    expect(ownAddresses(network).map(({ address, kind }) => [address, kind])).toEqual([
      ['10.20.30.40', 'network'],
      ['2001:db8::5', 'network'],
      ['172.17.0.1', 'inner'],
      ['10.8.0.6', 'tunnel'],
      ['169.254.3.4', 'unassigned'],
    ]);
  });

  test('are none where there is no network', () => {
    expect(ownAddresses(computer([], '').network)).toEqual([]);
  });

  test('are of kinds that every page has words for', () => {
    expect(KINDS).toEqual(['network', 'narrow', 'inner', 'tunnel', 'unassigned']);
  });
});

describe('Linux’s routing tables', () => {
  test('tell which interfaces have a router to everywhere; halves of the world and ways without a router count for none', () => {
    const table = `Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
tun0	00000000	0100080A	0003	0	0	0	00000080	0	0	0
tun0	00000080	0100080A	0003	0	0	0	00000080	0	0	0
ppp0	00000000	00000000	0001	0	0	0	00000000	0	0	0
wlan0	00000000	01B2A8C0	0003	0	0	600	00000000	0	0	0
wlan0	00B2A8C0	00000000	0001	0	0	600	00FFFFFF	0	0	0
`;
    expect([...interfacesWithRouter('IPv4', table)]).toEqual(['wlan0']);
  });

  test('tell it of IPv6, too', () => {
    const zero = '0'.repeat(32);
    const table = `${zero} 00 ${zero} 00 fe800000000000000000000000000001 00000400 00000003 00000000 00000003     eth0
20010db8000500060000000000000000 40 ${zero} 00 ${zero} 00000100 00000001 00000000 00000001     eth1
${zero} 00 ${zero} 00 ${zero} ffffffff 00000001 00000000 00200200       lo
`;
    expect([...interfacesWithRouter('IPv6', table)]).toEqual(['eth0']);
  });

  test('that can’t be read tell nothing', () => {
    for (const family of ['IPv4', 'IPv6'] as const) expect(interfacesWithRouter(family, '').size).toBe(0);
  });
});
