import { describe, expect, test } from 'vitest';
import { MOST_ACTS_PER_SECOND } from '../../../shared/class/decide/student.ts';
import { CALM, playing } from '../calm.ts';
import { commandOf, World } from '../world.ts';

describe('An act', () => {
  test('rule class 5.1: reaches the own machine at its time, and is in the journal once', () => {
    const { world, client } = playing();
    world.pass(1.5);
    expect(world.act(client, '1', { type: 'ask', whom: 0 })).toBeUndefined();
    const acted = world.journal.filter(({ type }) => type === 'acted');
    expect(acted).toEqual([
      {
        type: 'acted',
        seat: client,
        id: '1',
        number: 1,
        node: world.seat(client).node,
        time: 1_500_000,
        action: { type: 'ask', whom: 0 },
        at: world.at,
      },
    ]);
    world.pass(1);
    expect(world.seat(client).play?.job.done).toBe(1);
  });

  test('submitted twice is one act, with one answer', () => {
    const { world, client } = playing();
    expect(world.act(client, '1', { type: 'ask', whom: 0 })).toBeUndefined();
    expect(world.act(client, '1', { type: 'ask', whom: 0 })).toBeUndefined();
    const refused = world.act(client, '2', { type: 'ask', whom: 0 });
    expect(refused?.code).toBe('waiting');
    world.pass(1);
    expect(world.act(client, '2', { type: 'ask', whom: 0 })).toEqual(refused);
    expect(world.journal.filter(({ type }) => type === 'acted')).toHaveLength(2);
  });

  test('rule class 5.4: that the service refuses changes nothing but the log, and is refused again in every replay', () => {
    const { world, server } = playing();
    const before = world.seat(server);
    expect(world.act(server, '1', { type: 'ask', whom: 1 })?.code).toBe('has-all');
    expect(world.seat(server)).toEqual({ ...before, taken: 1 });
    expect(world.rebuilt().runHash).toBe(world.room.runHash);
    const room = world.rebuilt();
    const once = commandOf({ type: 'act', id: '1', number: 1, action: { type: 'ask', whom: 1 } }, room, world.at);
    const again = room.decide(once, { kind: 'student', seat: server }, world.at);
    expect(again).toMatchObject({ refusal: { code: 'has-all' } });
  });

  test('rule class 5.3: is refused without a trace for an unknown verb, on a machine that is down, and when the time is up', () => {
    const { world, client, server } = playing();
    const before = world.journal.length;
    expect(world.act(client, '1', { type: 'fly' })?.code).toBe('unknown-verb');
    expect(world.journal).toHaveLength(before);
    world.desk({ type: 'stress', id: 'crash', params: {} });
    world.pass(1);
    expect(world.act(server, '2', { type: 'wave' })?.code).toBe('node-down');
    world.at = world.room.due() ?? 0;
    expect(world.act(client, '3', { type: 'wave' })?.code).toBe('wrong-phase');
  });

  test('rule class 5.3: comes too fast after so many in a second, and is welcome again a second later', () => {
    const { world, client } = playing();
    for (let time = 0; time < MOST_ACTS_PER_SECOND; time++) {
      expect(world.act(client, `${time}`, { type: 'wave' })).toBeUndefined();
    }
    expect(world.act(client, 'more', { type: 'wave' })?.code).toBe('too-fast');
    world.pass(1);
    expect(world.act(client, 'more', { type: 'wave' })).toBeUndefined();
  });
});

describe('Stresses of the instructor', () => {
  test('rule class 6.1: are checked against the card, say what is allowed, and show as active until they end', () => {
    const { world } = playing();
    expect(world.desk({ type: 'stress', id: 'flash-crowd', params: {} })?.code).toBe('unknown-stress');
    const refusal = world.desk({ type: 'stress', id: 'slow-links', params: { rate: 7 } });
    expect(refusal?.code).toBe('bad-stress');
    expect(refusal?.said.args?.['problem']).toMatch(/rate=7: use a number from 0.01 to 1/);
    expect(world.desk({ type: 'stress', id: 'slow-links', params: { target: 'king' } })?.code).toBe('bad-stress');
    expect(world.desk({ type: 'stress', id: 'slow-links', params: { for: 0 } })).toBeUndefined();
    world.pass(1);
    const active = () => world.room.deskView().stresses.find(({ id }) => id === 'slow-links')?.active;
    expect(active()).toEqual([0]);
    expect(world.desk({ type: 'stress-end', index: 0 })).toBeUndefined();
    expect(active()).toEqual([]);
    expect(world.desk({ type: 'stress-end', index: 0 })?.code).toBe('stress-ended');
    expect(world.desk({ type: 'stress-end', index: 9 })?.code).toBe('stress-ended');
  });

  test('rule class 6.2: ended by hand last as long in the second run', () => {
    const { world } = playing();
    world.pass(1);
    world.desk({ type: 'stress', id: 'slow-links', params: { for: 0 } });
    world.pass(3);
    world.desk({ type: 'stress-end', index: 0 });
    world.skipTo('play', 1);
    world.pass(25);
    world.skipTo('compare');
    const marks = world.view().result?.runs[1]?.marks.filter(({ said }) => said.key === 'mark.words');
    expect(marks?.map(({ at }) => at)).toEqual([1, 4]);
  });

  test('show the moment of class time when they are over, which a pause puts off', () => {
    const { world } = playing();
    const endsAt = (id: string) => world.room.deskView().stresses.find((card) => card.id === id)?.endsAt;
    const begun = world.at + 1_000;
    world.pass(1);
    world.desk({ type: 'stress', id: 'slow-links', params: { for: 4 } });
    world.desk({ type: 'stress', id: 'free-riders', params: { for: 6 } });
    world.desk({ type: 'stress', id: 'crash', params: { for: 0 } });
    world.desk({ type: 'stress', id: 'churn', params: { for: 500 } });
    world.pass(1);
    expect(endsAt('slow-links')).toBe(begun + 4_000);
    expect(endsAt('free-riders'), 'the secret ones too').toBe(begun + 6_000);
    expect(endsAt('crash'), 'until somebody ends it').toBeNull();
    expect(endsAt('churn'), 'longer than the run').toBeNull();
    expect(endsAt('poison'), 'not on').toBeNull();
    world.desk({ type: 'pause' });
    world.pass(10);
    expect(endsAt('slow-links')).toBe(begun + 4_000);
    world.desk({ type: 'resume' });
    expect(endsAt('slow-links')).toBe(begun + 14_000);
    world.pass(3);
    expect(endsAt('slow-links')).toBeNull();
  });

  test('wait until the class goes on', () => {
    const { world } = playing();
    world.desk({ type: 'pause' });
    expect(world.desk({ type: 'stress', id: 'crash', params: {} })?.code).toBe('paused');
  });
});

describe('While the server is down', () => {
  test('the banner says so with those who wait, the node says since when and why, and the log tells it', () => {
    const { world, client } = playing();
    world.pass(1);
    world.desk({ type: 'stress', id: 'crash', params: { for: 4 } });
    world.pass(0.25);
    world.act(client, '1', { type: 'ask', whom: 0 });
    world.pass(0.25);
    const { banner, meters } = world.view();
    expect(banner).toMatchObject({ said: { key: 'banner.server-down' }, mood: 'bad' });
    expect(Number(banner?.said.args?.['waiting'])).toBeGreaterThan(0);
    expect(meters.find(({ label }) => label.key === 'meter.waiting')?.value).toBe(banner?.said.args?.['waiting']);
    const frame = world.room.frame(null)?.frame;
    expect(frame?.nodes[0]).toMatchObject({ up: false, reason: 'server-down', since: 1_000_000 });
    expect(frame?.lines.map(({ said }) => said.key)).toContain('line.down');
    world.pass(4);
    expect(world.view().banner?.said.key).not.toBe('banner.server-down');
    expect(world.room.frame(null)?.frame.nodes[0]).toMatchObject({ up: true, reason: 'none', since: -1 });
  });
});

describe('A student whose machine is down', () => {
  test('is told why: it has crashed, or it has left; and nobody else is', () => {
    const { world, client, server } = playing();
    expect(world.seat(server).outage).toBeNull();
    world.desk({ type: 'stress', id: 'crash', params: { for: 4 } });
    world.pass(1);
    expect(world.seat(server).outage).toEqual({ key: 'outage.crashed' });
    expect(world.seat(client).outage).toBeNull();
    world.pass(4);
    expect(world.seat(server).outage).toBeNull();
    world.desk({ type: 'stress', id: 'churn', params: { target: 'others', away: 5, for: 6 } });
    world.pass(2);
    expect(world.seat(client).outage).toEqual({ key: 'outage.left' });
    expect(world.seat(server).outage).toBeNull();
  });
});

describe('Points', () => {
  test('rule class 7.1: grow with the own job; the whole job is worth sixty, and acts that bring nothing bring no points', () => {
    const { world, client } = playing();
    for (let time = 0; time < 8; time++) {
      world.act(client, `w${time}`, { type: 'wave' });
      world.pass(0.5);
    }
    expect(world.seat(client).points).toBe(0);
    const seen: number[] = [];
    for (let item = 0; item < 5; item++) {
      world.act(client, `a${item}`, { type: 'ask', whom: 0 });
      world.pass(1);
      seen.push(world.seat(client).points);
    }
    expect(seen).toEqual([12, 24, 36, 48, 60]);
  });

  test('rule class 7.2: of a late joiner count from then: the rest of the job is worth the whole', () => {
    const world = new World({ lesson: CALM });
    world.join('a');
    world.skipTo('play', 0);
    world.pass(5);
    world.join('late');
    const { play } = world.seat('late');
    const had = play?.job.done ?? 0;
    expect(had).toBeGreaterThan(0);
    expect(had).toBeLessThan(5);
    expect(world.seat('late').points).toBe(0);
    for (let item = 0; item < 5; item++) {
      world.act('late', `${item}`, { type: 'ask', whom: 0 });
      world.pass(1);
    }
    expect(world.seat('late').play?.job.done).toBe(5);
    expect(world.seat('late').points).toBe(60);
    world.skipTo('reveal');
    expect(world.room.report().students.find(({ name }) => name === 'Pupil late')?.got).toBe(5 - had);
  });

  test('rule class 7.3: of the server come with the class’s success and its help', () => {
    const { world, server } = playing();
    world.pass(20);
    expect(world.seat(server).points).toBeGreaterThan(30);
  });
});
