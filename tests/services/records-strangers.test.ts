import { describe, expect, it } from 'vitest';
import type { ReplicaState, ServerState } from '../../shared/services/records/client-server/terms.ts';
import { records } from '../../shared/services/records/index.ts';
import type { PeerState } from '../../shared/services/records/peer-to-peer/terms.ts';
import { type Asked, keysOf, World } from './world.ts';

const hub = (rest: Partial<Asked> = {}): World =>
  new World({ service: records, architecture: 'client-server', ...rest });
const ring = (rest: Partial<Asked> = {}): World =>
  new World({ service: records, architecture: 'peer-to-peer', ...rest });
const stress = (id: string, at: number, params = {}) => ({ id, at, params });
const verbs = (world: World, node: number): string[] => world.view(node).verbs.map(({ id }) => id);

describe('a stranger at the database', () => {
  const broken = (seconds = 60): World =>
    hub({ bot: 1000, stresses: [stress('breach', 10, { target: 'server', for: seconds })] });

  it('reads one record after the other, none twice, until all are read or it is over', () => {
    const all = broken().to(60).facts('exposed');
    expect(new Set(all.map(({ ref }) => ref)).size).toBe(60);
    expect(all).toHaveLength(60);
    const some = broken(6).to(60).facts('exposed');
    expect(some.length).toBeGreaterThan(10);
    expect(some.every(({ time }) => time <= 16e6)).toBe(true);
  });

  it('is out when the locks are changed, and comes back after a while', () => {
    const world = broken().to(12);
    const exposed = (): number => world.facts('exposed').length;
    expect(verbs(world, 0)).toContain('change-locks');
    expect(world.act(0, { type: 'change-locks' })).toBeUndefined();
    expect(verbs(world, 0)).not.toContain('change-locks');
    expect(world.act(0, { type: 'change-locks' })?.code).toBe('nobody-inside');
    const before = exposed();
    expect(world.to(26) && exposed()).toBeLessThan(before + 11);
    expect(world.to(30) && exposed()).toBeGreaterThan(before + 15);
  });

  it('has taken a badge along, which opens the database until it is revoked or its owner refused', () => {
    const world = broken().to(12);
    const exposed = (): number => world.facts('exposed').length;
    world.act(0, { type: 'change-locks' });
    const before = exposed();
    const revoke = world
      .to(17)
      .view(0)
      .verbs.find(({ action }) => action.type === 'revoke')?.action;
    const who = Number(revoke?.who);
    expect(exposed()).toBeGreaterThan(before + 1);
    expect(world.act(0, { type: 'refuse', who })).toBeUndefined();
    const refused = exposed();
    expect(world.to(20) && exposed()).toBe(refused);
    world.act(0, { type: 'allow', who });
    expect(world.to(23) && exposed()).toBeGreaterThan(refused);
    expect(revoke && world.act(0, revoke)).toBeUndefined();
    world.act(0, { type: 'renew', who });
    const revoked = exposed();
    expect(world.to(26.9) && exposed()).toBe(revoked);
  });

  it('comes back with the database after a crash', () => {
    const stresses = [
      stress('breach', 10, { target: 'server', for: 60 }),
      stress('crash', 12, { target: 'server', for: 5 }),
    ];
    const read = hub({ bot: 1000, stresses }).to(20).facts('exposed');
    expect(read.some(({ time }) => time > 12e6 && time < 17e6)).toBe(false);
    expect(read.some(({ time }) => time > 17e6)).toBe(true);
  });

  it('is seen by the autopilot too, only later', () => {
    const world = hub({ stresses: [stress('breach', 10, { target: 'server', for: 60 })], params: { records: 500 } });
    expect(world.to(29).facts('rule-made')).toEqual([]);
    expect(world.to(36).facts('rule-made')).toHaveLength(1);
  });

  it('closes the database to everybody for a second when it is locked out', () => {
    const asked = hub({ params: { think: 0.5 }, stresses: [stress('breach', 10, { target: 'server', for: 60 })] }).to(
      12,
    );
    asked.act(0, { type: 'change-locks' });
    asked.to(12.9);
    expect(asked.facts('failed').some(({ time, reason }) => time > 12e6 && reason === 'queue-full')).toBe(true);
  });
});

describe('a copied badge', () => {
  const robbed = (): World => hub({ bot: 1000, stresses: [stress('breach', 1, { target: 'node:4', for: 90 })] }).to(8);

  it('opens nothing any more once its owner has a new one, until that one is copied', () => {
    const world = robbed();
    const before = world.facts('exposed').length;
    expect(before).toBeGreaterThan(3);
    expect(world.act(0, { type: 'revoke', who: 4 })).toBeUndefined();
    expect(world.act(0, { type: 'renew', who: 4 })).toBeUndefined();
    expect(world.to(19).facts('exposed').length).toBeLessThanOrEqual(before + 1);
    expect(world.to(40).facts('exposed').length).toBeGreaterThan(before + 5);
  });

  it('goes on reading while nobody revokes the badge', () => {
    const world = robbed();
    const before = world.facts('exposed').length;
    expect(world.to(19).facts('exposed').length).toBeGreaterThan(before + 5);
  });
});

describe('a replica that lost its disk', () => {
  it('is stood in for by the spare one, after which nothing is stale', () => {
    const stale = (repairs: boolean): number => {
      const world = hub({
        nodes: 16,
        params: { records: 8, think: 1, tasks: 200 },
        stresses: [stress('data-loss', 20)],
      }).to(20.5);
      expect(world.state<ServerState>(0).empty).toHaveLength(1);
      if (repairs) expect(world.act(0, { type: 'add-replica' })).toBeUndefined();
      world.to(22);
      expect(world.state<ServerState>(0).replicas).toHaveLength(3);
      expect(world.state<ServerState>(0).empty).toHaveLength(repairs ? 0 : 1);
      return world
        .to(60)
        .facts('read-stale')
        .filter(({ time }) => time > 22.5e6).length;
    };
    expect(stale(false)).toBeGreaterThan(0);
    expect(stale(true)).toBe(0);
  });

  it('is noticed by a database that was down meanwhile as soon as it is back', () => {
    const stresses = [stress('crash', 10, { target: 'server', for: 10 }), stress('data-loss', 15)];
    const world = hub({ stresses }).to(18);
    expect(world.state<ServerState>(0).empty).toEqual([]);
    expect(world.to(21).state<ServerState>(0).empty).toEqual([12]);
    expect(world.state<ReplicaState>(12).versions).not.toEqual(world.state<ReplicaState>(13).versions);
  });

  it('leaves quorums that meet when a replica is added to those that are whole', () => {
    const params = { records: 4, changes: 0.5, think: 1, tasks: 200 };
    const world = hub({ params }).to(20);
    expect(world.act(0, { type: 'add-replica' })).toBeUndefined();
    expect(world.to(22).state<ServerState>(0).replicas).toHaveLength(4);
    expect(world.to(80).facts('read-stale')).toEqual([]);
    expect(Object.keys(world.state<ReplicaState>(15).versions).length).toBeGreaterThan(0);
  });
});

describe('a liar in the ring', () => {
  const lying = (checkIds: boolean): World =>
    ring({
      nodes: 15,
      params: { checkIds, stabilise: 8 },
      stresses: [stress('sybil', 0, { target: 'node:3', for: 0 })],
    }).to(1);
  const farthest = (world: World) => world.view(3).offers.find(({ action }) => action.type === 'pretend')?.action;

  it('is let in where it says that it stands by whoever does not check, and answers for what lies between', () => {
    const world = lying(false);
    const told = farthest(world);
    if (told === undefined) throw new Error('nobody to lie to');
    const before = structuredClone(world.state<PeerState>(3).successors);
    expect(world.act(3, told)).toBeUndefined();
    const { names } = world.state<PeerState>(3);
    world.to(1.2);
    expect(world.state<PeerState>(3).successors, 'the answer to a lie').toEqual(before);
    world.to(20);
    expect(world.state<PeerState>(3).lies).toContain(names[0]?.place);
    expect(world.state<PeerState>(Number(told.who)).predecessor).toMatchObject({ node: 3, place: names[0]?.place });
    expect(world.to(30).facts('exposed').length).toBeGreaterThan(5);
  });

  it('is not let in by who checks, whatever it says', () => {
    const world = lying(true);
    world.act(3, farthest(world) ?? { type: 'pretend' });
    expect(world.to(40).state<PeerState>(3).lies).toEqual([]);
    expect(world.facts('exposed')).toEqual([]);
  });

  it('has to tell a name again, and then is in no longer', () => {
    const world = lying(false);
    const told = farthest(world) ?? { type: 'pretend' };
    world.act(3, told);
    const lie = world.state<PeerState>(3).names[0]?.place;
    world.to(45);
    expect(world.state<PeerState>(3).names.map(({ place }) => place)).not.toContain(lie);
    expect(world.state<PeerState>(3).lies).not.toContain(lie);
  });

  it('tells one story at a time, only to those it knows, and nobody else tells any', () => {
    const world = lying(false);
    const told = farthest(world) ?? { type: 'pretend' };
    expect(world.act(2, told)?.code).toBe('not-your-role');
    expect(world.act(3, { type: 'pretend', who: 3 })?.code).toBe('not-known');
    expect(world.act(3, told)).toBeUndefined();
    expect(world.act(3, told)?.code).toBe('already-so');
    expect(world.act(3, farthest(world) ?? { type: 'pretend' })?.code).toBe('too-soon');
    expect(world.to(3.1).act(3, farthest(world) ?? { type: 'pretend' })).toBeUndefined();
    expect(world.view(2).offers.some(({ action }) => action.type === 'pretend')).toBe(false);
  });
});

it('what strangers bring about has words', () => {
  const stresses = [
    stress('breach', 2, { target: 'server', for: 60 }),
    stress('breach', 2, { target: 'node:4', for: 60 }),
    stress('data-loss', 6),
    stress('sybil', 1, { target: 'node:7' }),
  ];
  for (const world of [hub({ stresses, bot: 5 }), ring({ stresses, params: { checkIds: false } })]) {
    const views = [3, 5, 8, 10, 20].flatMap((second) => {
      world.to(second);
      for (const node of [0, 7]) {
        const { verbs: shown, offers } = world.view(node);
        const button = [...shown, ...offers].find(({ action }) => ['change-locks', 'pretend'].includes(action.type));
        if (button !== undefined) world.act(node, button.action);
      }
      return [0, 4, 7].map((node) => world.view(node));
    });
    for (const key of keysOf(records, views)) expect(records.words).toHaveProperty([key]);
  }
});
