import { describe, expect, test } from 'vitest';
import { startProblem } from '../../server/start-problem.ts';

const settings = {
  port: 3000,
  host: '::',
  folder: '/srv/game',
  publicUrl: null,
  isTrusted: () => false,
  keepDays: 30,
  teacherPassword: null,
};
const failure = (code: string, syscall: string) => Object.assign(new Error(`${code}: something`), { code, syscall });

describe('What the system refuses while a server starts', () => {
  test.each([
    ['EROFS', 'mkdir', /^The data folder \/srv\/game can't be used: it lies on a disk that can only be read\./],
    ['EACCES', 'mkdir', /not allowed to write there\. Choose another: --data <folder>\.$/],
    ['ENOSPC', 'open', /the disk is full/],
    ['ENAMETOOLONG', 'mkdir', /its name is too long/],
    ['EIO', 'open', /can't be used: EIO\. Choose another/],
    ['ERR_SQLITE_ERROR', '', /can't be used: ERR_SQLITE_ERROR/],
    ['EADDRINUSE', 'listen', /^Port 3000 is in use by another program\. .* --port 3001\.$/],
    ['EACCES', 'listen', /^Port 3000 is reserved .* --port 8080\.$/],
    ['EADDRNOTAVAIL', 'listen', /^This computer has no address ::\. Leave --host out/],
    ['ENOTFOUND', 'getaddrinfo', /^This computer has no address ::/],
    ['EAFNOSUPPORT', 'listen', /has no IPv6/],
    ['EINVAL', 'listen', /^The server can't listen on port 3000 of :: \(EINVAL\)/],
  ])('is one sentence with what to do: %s by %s', (code, syscall, sentence) => {
    const said = startProblem(failure(code, syscall), settings);
    expect(said).toMatch(sentence);
    expect(said).not.toContain('\n');
  });

  test('never leads to a port that there is none of', () => {
    expect(startProblem(failure('EADDRINUSE', 'listen'), { ...settings, port: 65_535 })).toContain('--port 8080.');
    expect(startProblem(failure('EACCES', 'listen'), { ...settings, port: 80 })).toContain('--port 3000.');
  });

  test('is nothing about a bug, which keeps its stack', () => {
    expect(startProblem(new TypeError('x is not a function'), settings)).toBeUndefined();
    expect(startProblem(Object.assign(new Error('x'), { code: 'ERR_INVALID_ARG_TYPE' }), settings)).toBeUndefined();
    expect(startProblem('text', settings)).toBeUndefined();
  });
});
