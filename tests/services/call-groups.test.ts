import { describe, expect, it } from 'vitest';
import { callsOf, friendsOf, groupOf } from '../../shared/services/call/groups.ts';
import { hear, scoreOf, turnKey, untilPlayed } from '../../shared/services/call/quality.ts';
import type { NodeId } from '../../shared/sim/index.ts';

describe('Calls', () => {
  const shared = (people: number, group: number) => {
    const all = { people, settings: { first: 1, group } } as never;
    return callsOf(all).map((first) => groupOf(all, first));
  };
  it.each([
    [
      7,
      3,
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    [
      8,
      3,
      [
        [1, 2, 3],
        [4, 5, 6, 7],
      ],
    ],
    [4, 3, [[1, 2, 3]]],
    [2, 3, [[1]]],
  ])('of %i machines in threes are shared out evenly', (people, group, calls) => {
    expect(shared(people, group)).toEqual(calls);
  });

  it('are the same whichever member is asked, and nobody is their own friend', () => {
    for (let people = 3; people < 20; people++) {
      const all = { people, settings: { first: 1, group: 4 } } as never;
      for (const first of callsOf(all)) {
        for (const member of groupOf(all, first)) {
          expect(groupOf(all, member)).toEqual(groupOf(all, first));
          expect(friendsOf(all, member)).toEqual(groupOf(all, first).filter((other) => other !== member));
        }
      }
      expect(callsOf(all).flatMap((first) => groupOf(all, first))).toEqual(
        Array.from({ length: people - 1 }, (_, index) => index + 1),
      );
    }
  });
});

describe('How a turn sounds', () => {
  const settings = { latest: 200_000, framesPerTurn: 10, frameTime: 20_000 };
  function listener() {
    const facts: unknown[] = [];
    const me = { now: 0, settings, state: { heardTurns: {} }, fact: (...all: unknown[]) => void facts.push(all) };
    const at = (now: number) => Object.assign(me, { now }) as never;
    return { at, facts };
  }
  const sound = (frame: number, at: number, low = false) => ({ speaker: 2 as NodeId, topic: 7, frame, low, at });
  const sentAt = (frame: number) => (frame - 1) * settings.frameTime;
  const TURN = turnKey(settings as never, sound(1, 0));

  it('counts what comes in time, to the last moment, and forgets the turn when it is scored', () => {
    const { at, facts } = listener();
    expect(hear(at(sentAt(1) + 200_000), sound(1, sentAt(1)))).toBe(true);
    expect(hear(at(sentAt(2) + 200_001), sound(2, sentAt(2)))).toBe(false);
    const scored = scoreOf(at(300_000), TURN);
    expect(scored?.heard).toMatchObject({ played: 1, delays: 200_000 });
    expect(facts).toHaveLength(1);
    expect(scoreOf(at(300_000), TURN)).toBeUndefined();
  });

  it('is of that turn alone: what comes late of an earlier one about the same counts for that', () => {
    const { at } = listener();
    const again = 500_000;
    expect(hear(at(again), sound(1, again))).toBe(true);
    expect(hear(at(again), sound(10, sentAt(10)))).toBe(true);
    expect(scoreOf(at(again), turnKey(settings as never, sound(1, again)))?.heard.played).toBe(1);
  });

  it('is worst when nothing came in time, and worse in low quality than in full', () => {
    const score = (low: number, played: number) => {
      const { at } = listener();
      for (let frame = 1; frame <= played; frame++)
        hear(at(sentAt(frame) + 1000), sound(frame, sentAt(frame), frame <= low));
      if (played === 0) hear(at(900_000), sound(1, 0));
      return scoreOf(at(900_000), TURN)?.score ?? 0;
    };
    expect(score(0, 0)).toBe(1);
    expect(score(10, 10)).toBeLessThan(score(0, 10));
    expect(score(5, 10)).toBe(score(0, 10));
    expect(score(6, 10)).toBe(score(10, 10));
    expect(score(0, 9)).toBeLessThan(score(0, 10));
  });

  it('is judged when the last packet that could be in time must have come', () => {
    const { at } = listener();
    expect(untilPlayed(at(50_000), sound(10, 50_000))).toBe(200_000);
    expect(untilPlayed(at(50_000), sound(1, 50_000))).toBe(380_000);
    expect(untilPlayed(at(150_000), sound(10, 50_000))).toBe(100_000);
    expect(untilPlayed(at(950_000), sound(10, 50_000))).toBe(0);
  });
});
