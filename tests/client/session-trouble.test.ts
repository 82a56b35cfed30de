import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Link, Session } from '../../client/connection/contract.ts';
import { joinClass } from '../../client/connection/session.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import { newWorld } from './session-world.ts';

const MINUTE_MS = 60_000;
let world: ReturnType<typeof newWorld>;
let session: Session;

async function attempts(times: number): Promise<Link> {
  session = joinClass('K7MQ2', { kind: 'board' }, world.surroundings);
  for (let done = 0; done < times; done++) {
    world.pauses.at(-1)?.end();
    const before = world.pauses.length;
    for (let waits = 0; world.pauses.length === before && waits < 200; waits++) await vi.advanceTimersByTimeAsync(100);
  }
  return session.link.value;
}

/** Breaks the connection off after a minute; the next attempt comes through at once. */
async function breakOff(code: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  world.sockets.at(-1)?.events.closed(code);
  await vi.advanceTimersByTimeAsync(0);
}
async function comeBack(): Promise<void> {
  world.pauses.at(-1)?.end();
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  world = newWorld();
});
afterEach(() => {
  session.close();
  vi.useRealTimers();
});

describe('what a page says of the network is what is known:', () => {
  it('that nothing can be reached, when requests fail', async () => {
    world.staging.reserves = world.refusalFor('unreachable');
    expect(await attempts(4)).toEqual({ state: 'connecting', trouble: 'unreachable' });
  });

  it('that there is no answer, when requests get none', async () => {
    world.staging.reserves = 'never';
    expect(await attempts(4)).toEqual({ state: 'connecting', trouble: 'silent' });
  });

  it('that something else answers, when what comes back is not the server’s', async () => {
    world.staging.reserves = world.refusalFor('unreadable');
    expect(await attempts(2)).toEqual({ state: 'connecting', trouble: 'unreadable' });
  });

  it('nothing yet, when one socket was refused: the server may just have restarted', async () => {
    world.staging.opens = 'refused';
    expect(await attempts(1)).toEqual({ state: 'connecting', trouble: 'none' });
  });

  it('that live connections are blocked, when they are refused again while requests are answered', async () => {
    world.staging.opens = 'refused';
    expect(await attempts(2)).toEqual({ state: 'connecting', trouble: 'blocked' });
  });

  it('that the connection opens late, when it was not answered once or twice', async () => {
    world.staging.opens = 'by hand';
    expect(await attempts(2)).toEqual({ state: 'connecting', trouble: 'late' });
  });

  it('that live connections are blocked, when three in a row are never answered while requests are', async () => {
    world.staging.opens = 'by hand';
    expect(await attempts(3)).toEqual({ state: 'connecting', trouble: 'blocked' });
  });
});

describe('a network that cuts connections', () => {
  it('is named from the third time on, for as long as it takes to read when the page is back', async () => {
    await attempts(0);
    for (let cuts = 0; cuts < 2; cuts++) {
      await breakOff(1006);
      expect(session.link.value).toMatchObject({ state: 'away', trouble: 'none' });
      await comeBack();
      expect(session.link.value).toEqual({ state: 'connected', trouble: 'none' });
    }
    await breakOff(1006);
    await comeBack();
    expect(session.link.value).toEqual({ state: 'connected', trouble: 'cut' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(session.link.value).toEqual({ state: 'connected', trouble: 'none' });
    await breakOff(1006);
    expect(session.link.value).toMatchObject({ state: 'away', trouble: 'cut' });
  });

  it('is forgiven after a while without', async () => {
    await attempts(0);
    for (let cuts = 0; cuts < 3; cuts++) {
      await breakOff(1006);
      await comeBack();
    }
    await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
    await breakOff(1006);
    await comeBack();
    expect(session.link.value).toEqual({ state: 'connected', trouble: 'none' });
  });

  it('is not blamed for a server that closes connections, nor for one that was away itself', async () => {
    await attempts(0);
    for (let times = 0; times < 4; times++) {
      await breakOff(CLOSE.restart);
      await comeBack();
      await breakOff(1006);
      world.staging.reserves = world.refusalFor('unreachable');
      await comeBack();
      world.staging.reserves = 'at once';
      await comeBack();
      expect(session.link.value).toEqual({ state: 'connected', trouble: 'none' });
    }
  });
});
