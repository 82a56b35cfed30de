import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { announcement, whereNow } from '../../server/announcement.ts';
import { readSettings } from '../../server/config.ts';
import { readTrustedProxies } from '../../server/trusted-proxies.ts';

describe('Settings', () => {
  test('come from the arguments, else from the environment, else they are the usual ones', () => {
    const read = readSettings(['--port', '8080', '--public-url=https://game.example.org/play/'], {
      HUBMESH_PORT: '9',
      HUBMESH_HOST: '[::1]',
      HUBMESH_DATA: '',
      HUBMESH_KEEP_DAYS: '7',
    });
    expect(read).toEqual({
      settings: {
        port: 8080,
        host: '::1',
        folder: expect.stringMatching(/[\\/]data$/),
        publicUrl: 'https://game.example.org/play',
        isTrusted: expect.any(Function),
        keepDays: 7,
        teacherPassword: null,
      },
    });
  });

  test.each<[args: readonly string[], problem: RegExp]>([
    [['extra'], /Unknown option extra/],
    [['--port=1.5'], /whole number/],
    [['--port', ''], /whole number/],
    [['--port', '0x50'], /whole number/],
    [['--port', 'eighty'], /port must be a whole number from 0 to 65535, not "eighty"/],
    [['--port', '70000'], /not "70000"/],
    [['--port'], /--port needs a value/],
    [['--public-url', 'game'], /must look like https:\/\//],
    [['--data='], /data folder/],
    [['--host='], /host/],
    [['--host', 'http://localhost'], /host must be an address .* not "http:\/\/localhost"/],
    [['--host', '192.168.1.20:3000'], /host must be an address .* not "192\.168\.1\.20:3000"/],
    [['--host', '999.1.1.1'], /host must be an address/],
    [['--host', '*'], /host must be an address/],
    [['--public-url', 'ftp://x'], /public URL/],
    [['--keep-days', '-1'], /days .* from 0 to 3650, not "-1"/],
    [['--keep-days', 'all'], /whole number/],
    [['--public-url', 'https://x/?a=1'], /public URL/],
    [['--public-url', 'https://ann:secret@x/'], /public URL/],
    [['--public-url', 'https://x/a b'], /path of the public URL/],
    [['--public-url', 'https://x/api/game'], /can't begin with \/api/],
    [['--public-url', 'https://x/j'], /can't begin with \/j/],
    [['--trusted-proxies', 'nginx'], /trusted proxy is an address .* not "nginx"/],
    [['--trusted-proxies', '10.0.0.5,10.0.0.0/33'], /not "10\.0\.0\.0\/33"/],
    [['--trusted-proxies', '10.0.0.0/8/8'], /not "10\.0\.0\.0\/8\/8"/],
    [['--trusted-proxies', 'fd00::/129'], /not "fd00::\/129"/],
  ])('%j are one clear problem', (args, problem) => {
    expect(readSettings(args, {})).toEqual({ problem: expect.stringMatching(problem) });
  });

  test('have the teachers’ password from a file or from the environment, and never from the command line', () => {
    const folder = mkdtempSync(join(tmpdir(), 'settings-'));
    const path = join(folder, 'teachers.txt');
    writeFileSync(path, 'open sesame\n');
    const passwordWith = (args: readonly string[], environment: { readonly [name: string]: string } = {}) => {
      const read = readSettings(args, environment);
      return 'settings' in read ? read.settings.teacherPassword : read;
    };
    expect(passwordWith(['--teacher-password-file', path])).toBe('open sesame');
    expect(passwordWith([], { HUBMESH_TEACHER_PASSWORD_FILE: path })).toBe('open sesame');
    expect(passwordWith([], { HUBMESH_TEACHER_PASSWORD: 'open sesame' })).toBe('open sesame');
    expect(passwordWith(['--teacher-password', 'x'])).toEqual({ problem: expect.stringMatching(/^Unknown option/) });
    writeFileSync(path, 'short');
    for (const args of [path, join(folder, 'none')].map((file) => ['--teacher-password-file', file]))
      expect(passwordWith(args)).toEqual({ problem: expect.stringMatching(/teachers' password/) });
    rmSync(folder, { recursive: true });
  });

  test('that npm kept for itself are pointed out, with the way to write them', () => {
    const environment = { npm_lifecycle_event: 'start', npm_config_public_url: 'https://game.example.org' };
    expect(readSettings([], environment)).toEqual({
      problem: expect.stringContaining('npm start -- --public-url https://game.example.org'),
    });
  });

  test('are listed by --help', () => {
    const read = readSettings(['--help'], {});
    for (const name of ['--port', '--host', '--data', '--public-url', '--trusted-proxies', '--keep-days'])
      expect(read).toEqual({ usage: expect.stringContaining(name) });
  });
});

describe('A proxy is trusted', () => {
  const trusts = (text: string, address: string): boolean => {
    const read = readTrustedProxies(text);
    if ('wrong' in read) throw new Error(read.wrong);
    return read.isTrusted(address);
  };

  test.each([
    ['10.0.0.5', '10.0.0.5'],
    ['10.0.0.5', '::ffff:10.0.0.5'],
    ['10.0.0.4, 172.18.0.0/16', '172.18.3.4'],
    ['fd00::/64', 'fd00::7'],
    ['loopback', '127.0.0.2'],
    ['loopback', '::1'],
    ['loopback', '::ffff:127.0.0.1'],
  ])('when %s names it: %s', (named, address) => {
    expect(trusts(named, address)).toBe(true);
  });

  test.each([
    ['', '127.0.0.1'],
    ['', '192.168.1.7'],
    ['', 'fd00::1'],
    ['10.0.0.5', '10.0.0.6'],
    ['172.18.0.0/16', '172.19.0.1'],
    ['fd00::/64', 'fd00:0:0:1::7'],
    ['loopback', '10.0.0.1'],
    ['loopback', ''],
    ['loopback', 'unknown'],
  ])('and not when “%s” does not: %s', (named, address) => {
    expect(trusts(named, address)).toBe(false);
  });
});

describe('What a server says when it has started', () => {
  const local = 'http://localhost:3000';
  const started = { local, host: '::', wanted: '::', restored: [] };

  test('is one address for the instructor and one for students, and what to try where that one does not open', () => {
    const others = [
      'http://192.168.1.20:3000',
      'http://172.17.0.1:3000',
      'http://[fd00::2]:3000',
      'http://10.0.0.1:3000',
    ];
    expect(announcement({ ...started, others, restored: ['ABCDE'] })).toEqual([
      'Hub & Mesh is running.',
      '  Instructor: http://localhost:3000/teach',
      '  Students:   http://192.168.1.20:3000',
      "              (if phones can't open that: http://172.17.0.1:3000 or http://[fd00::2]:3000)",
      '  Classes that go on: ABCDE',
    ]);
  });

  test('is that nobody else can join yet, where there is no network', () => {
    expect(announcement({ ...started, others: [] }).at(-1)).toMatch(/^ {2}Only this computer can join until/);
  });

  test('is that nobody else can join, where it was told to listen to this computer alone', () => {
    const alone = { ...started, host: '127.0.0.1', wanted: '127.0.0.1', others: [] };
    expect(announcement(alone).at(-1)).toMatch(/listens on 127\.0\.0\.1 alone\. Leave --host out/);
  });

  test('is that only IPv4 is served, where the computer has no IPv6', () => {
    const lines = announcement({ ...started, host: '0.0.0.0', others: ['http://192.168.1.20:3000'] });
    expect(lines.at(-1)).toBe('  This computer has no IPv6: only IPv4 is served.');
  });

  test('is followed by where students go when the networks change', () => {
    expect(whereNow(['http://192.168.1.20:3000'])).toBe('Students go to http://192.168.1.20:3000 now.');
    expect(whereNow([])).toMatch(/only this computer/);
  });
});
