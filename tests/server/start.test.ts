import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openClass } from './support/ask.ts';
import { runServer, startServer } from './support/process.ts';
import { readOnlyPlace } from './support/read-only.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hasIpv6 = () =>
  (networkInterfaces()['lo'] ?? networkInterfaces()['lo0'])?.some(({ address }) => address === '::1');
const oneSentence = (text: string) => expect(text.trim().split('\n'), text).toHaveLength(1);

describe('A server that can not start says why in one sentence and ends with 1', () => {
  test('when its port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    const { port } = await new Promise<AddressInfo>((resolve) =>
      other.once('listening', () => resolve(other.address() as AddressInfo)),
    );
    const { code, output } = await runServer(['--port', String(port), '--data', join(folder, 'a')]);
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is in use`);
    oneSentence(output);
    await new Promise((resolve) => other.close(resolve));
  });

  test('when it was started twice, without a word about the classes of the first one', async () => {
    const data = join(folder, 'twice');
    const first = await startServer('--port', '0', '--data', data);
    const { code } = await openClass(first.url, 'first-lesson');
    const { output } = await runServer(['--port', String(first.port), '--data', data]);
    expect(output).toContain(`Port ${first.port} is in use`);
    oneSentence(output);
    expect((await fetch(`${first.url}/api/classes/${code}`)).status).toBe(200);
    await first.end('SIGTERM');
  });

  test('when a part of the data folder’s path is a file', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { code, output } = await runServer(['--port', '0', '--data', join(file, 'data')]);
    expect(code).toBe(1);
    expect(output).toContain(`The data folder ${join(file, 'data')} can't be used: a part of it is a file.`);
    oneSentence(output);
  });

  test.each(['of/another/day', ''])('when the disk of its data can only be read: %s', async (path) => {
    const { place, why, release } = readOnlyPlace(folder);
    onTestFinished(release);
    const { code, output } = await runServer(['--port', '0', '--data', join(place, path)]);
    expect(code).toBe(1);
    expect(output).toContain(`The data folder ${join(place, path)} can't be used: ${why}. Choose another: --data`);
    oneSentence(output);
  });

  test.each(['/proc/hub/data', '/proc'])('when its data folder is to be where no file can be: %s', async (data) => {
    const { code, output } = await runServer(['--port', '0', '--data', data]);
    expect(code).toBe(1);
    expect(output).toContain(`The data folder ${data} can't be used: `);
    oneSentence(output);
  });

  test('when the name of the data folder is too long', async () => {
    const { code, output } = await runServer(['--port', '0', '--data', join(folder, 'x'.repeat(300))]);
    expect(code).toBe(1);
    expect(output).toMatch(/can't be used: /);
    oneSentence(output);
  });

  test.each<[args: string[], says: RegExp]>([
    [
      ['--prot', '3000'],
      /Unknown option --prot\. Allowed: --port, --host, --data, --public-url, --trusted-proxies, --keep-days, --teacher-password-file\./,
    ],
    [['--trusted-proxies', 'the proxy'], /A trusted proxy is an address such as 10\.0\.0\.5/],
    [['--host', '203.0.113.7'], /no address 203\.0\.113\.7/],
    [['--host', 'fe80::1'], /can't listen on port 0 of fe80::1|no address fe80::1/],
  ])('with the options %j', async (args, says) => {
    const { code, output } = await runServer(['--port', '0', '--data', join(folder, 'b'), ...args]);
    expect(code).toBe(1);
    expect(output).toMatch(says);
    oneSentence(output);
  });

  test('with a setting of its environment that makes no sense', async () => {
    const { code, output } = await runServer(['--data', join(folder, 'c')], { HUBMESH_PORT: '-1' });
    expect(code).toBe(1);
    expect(output).toMatch(/port must be a whole number/);
  });
});

describe('A server that starts', () => {
  test('listens on every network, in IPv6 as in IPv4 where the computer has it, and says when it has not', async () => {
    const server = await startServer('--port', '0', '--data', join(folder, 'every'), '--host', '::');
    const status = async (host: string) => (await fetch(`http://${host}:${server.port}/health`)).status;
    expect(await status('127.0.0.1')).toBe(200);
    const alone = server.output.includes('  This computer has no IPv6: only IPv4 is served.');
    expect(alone).toBe(!hasIpv6());
    if (!alone) expect(await status('[::1]')).toBe(200);
    expect(await server.end('SIGTERM')).toBe(0);
  });

  test('prints where the instructor and students go, and its real port', async () => {
    const server = await startServer(
      '--port',
      '0',
      '--data',
      join(folder, 'd'),
      '--public-url',
      'https://game.example.org/',
    );
    expect(server.port).toBeGreaterThan(0);
    expect(server.output).toContain(`  Instructor: http://localhost:${server.port}/teach`);
    expect(server.output).toContain('  Students:   https://game.example.org');
    expect(await server.end('SIGTERM')).toBe(0);
  });

  test('ends with 0 on Ctrl-C with a class open, and brings it back', async () => {
    const first = await startServer('--port', '0', '--data', join(folder, 'e'));
    const { code } = await openClass(first.url, 'first-lesson');
    expect(await first.end('SIGINT')).toBe(0);
    const second = await startServer('--port', '0', '--data', join(folder, 'e'));
    expect(second.restored).toEqual([code]);
    expect(await second.end('SIGTERM')).toBe(0);
  });

  test('sets a class aside whose journal is torn, says so once, and brings back the others', async () => {
    const data = join(folder, 'f');
    const first = await startServer('--port', '0', '--data', data);
    const [torn, whole] = [await openClass(first.url, 'first-lesson'), await openClass(first.url, 'first-lesson')];
    await first.end('SIGTERM');
    const path = join(data, 'open', `${torn.code}.sqlite`);
    writeFileSync(path, 'torn');
    const second = await startServer('--port', '0', '--data', data);
    const answer = await fetch(`${second.url}/api/classes/${torn.code}`);
    expect(second.output.filter((line) => line.includes(`Class ${torn.code} was set aside`))).toHaveLength(1);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      ok: false,
      refusal: { code: 'set-aside' },
      english: expect.stringContaining('damaged'),
    });
    expect((await fetch(`${second.url}/api/classes/${whole.code}`)).status).toBe(200);
    await second.end('SIGTERM');
  });
});
