import { describe, expect, test } from 'vitest';
import { addressesOf } from '../../server/addresses.ts';
import { announcement } from '../../server/announcement.ts';
import { readSettings } from '../../server/config.ts';

describe('Settings', () => {
  test('come from the arguments, else from the environment, else they are the usual ones', () => {
    const read = readSettings(['--port', '8080', '--public-url=https://game.example.org/play/'], {
      HUBMESH_PORT: '9',
      HUBMESH_HOST: '::',
      HUBMESH_KEEP_DAYS: '7',
    });
    expect(read).toEqual({
      settings: {
        port: 8080,
        host: '::',
        folder: expect.stringMatching(/[\\/]data$/),
        publicUrl: 'https://game.example.org/play',
        keepDays: 7,
      },
    });
  });

  test.each<[args: readonly string[], problem: RegExp]>([
    [['extra'], /Unknown option extra/],
    [['--port=1.5'], /whole number/],
    [['--port', ''], /whole number/],
    [['--data='], /data folder/],
    [['--host='], /host/],
    [['--public-url', 'ftp://x'], /public URL/],
    [['--keep-days', '-1'], /days .* from 0 to 3650, not "-1"/],
    [['--keep-days', 'all'], /whole number/],
    [['--public-url', 'https://x/?a=1'], /public URL/],
  ])('%j are one clear problem', (args, problem) => {
    expect(readSettings(args, {})).toEqual({ problem: expect.stringMatching(problem) });
  });

  test('are listed by --help', () => {
    const read = readSettings(['--help'], {});
    for (const name of ['--port', '--host', '--data', '--public-url', '--keep-days'])
      expect(read).toEqual({ usage: expect.stringContaining(name) });
  });
});

describe('Addresses', () => {
  const card = (address: string, more: { internal?: boolean; family?: 'IPv4' | 'IPv6' } = {}) =>
    ({ address, netmask: '', mac: '', cidr: null, internal: false, family: 'IPv4', ...more }) as never;

  test('for students are those of real networks, private ones first, containers’ and link-local ones last', () => {
    const found = addressesOf('0.0.0.0', 3000, {
      lo: [card('127.0.0.1', { internal: true })],
      docker0: [card('172.17.0.1')],
      eth1: [card('169.254.3.4')],
      eth0: [card('203.0.113.5')],
      wlan0: [card('fe80::1', { family: 'IPv6' }), card('192.168.1.20')],
    });
    expect(found).toEqual({
      local: 'http://localhost:3000',
      lan: ['http://192.168.1.20:3000', 'http://203.0.113.5:3000', 'http://172.17.0.1:3000', 'http://169.254.3.4:3000'],
    });
  });

  test('are none for a server that listens to its own machine alone', () => {
    expect(addressesOf('127.0.0.1', 80, { wlan0: [card('192.168.1.20')] })).toEqual({
      local: 'http://localhost',
      lan: [],
    });
  });

  test('are the one that was set', () => {
    expect(addressesOf('192.168.1.20', 80, {}).lan).toEqual(['http://192.168.1.20']);
    expect(addressesOf('fd00::7', 3000, {}).local).toBe('http://[fd00::7]:3000');
  });
});

describe('What a server says when it has started', () => {
  const local = 'http://localhost:3000';

  test('is one address for the instructor and one for students, and what to try where that one does not open', () => {
    const lan = ['http://192.168.1.20:3000', 'http://172.17.0.1:3000'];
    expect(announcement({ local, lan }, null, ['ABCDE'])).toEqual([
      'Hub & Mesh is running.',
      '  Instructor: http://localhost:3000/teach',
      '  Students:   http://192.168.1.20:3000',
      "              (if phones can't open that: http://172.17.0.1:3000)",
      '  Classes that go on: ABCDE',
    ]);
    expect(announcement({ local, lan }, 'https://game.example.org', [])).toContain(
      '  Students:   https://game.example.org',
    );
  });

  test('is that nobody else can join, where there is no network', () => {
    expect(announcement({ local, lan: [] }, null, []).at(-1)).toMatch(/^ {2}Only this computer can join/);
  });
});
