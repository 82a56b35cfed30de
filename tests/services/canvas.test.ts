import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServerState } from '../../shared/services/canvas/client-server/terms.ts';
import { canvas } from '../../shared/services/canvas/index.ts';
import {
  EMPTY_REGISTER,
  latestOnly,
  merge,
  paint,
  type Register,
} from '../../shared/services/canvas/peer-to-peer/register.ts';
import type { PeerState } from '../../shared/services/canvas/peer-to-peer/terms.ts';
import { ARCHITECTURES, LogType, type NodeId, type Params } from '../../shared/sim/index.ts';
import { type Asked, keysOf, planOf, restored, World } from './world.ts';

const world = (architecture: Asked['architecture'], rest: Partial<Asked> = {}): World =>
  new World({ service: canvas, architecture, ...rest });

/** Copies that painted and merged at random, as the peers' protocol lets them. */
const histories = fc
  .array(fc.record({ who: fc.nat(2), from: fc.nat(2), paints: fc.boolean() }), { maxLength: 25 })
  .map((steps) => {
    const copies: Register[] = [EMPTY_REGISTER, EMPTY_REGISTER, EMPTY_REGISTER];
    steps.forEach(({ who, from, paints }, at) => {
      const mine = copies[who] as Register;
      copies[who] = paints ? paint(mine, who as NodeId, at, at) : merge(mine, copies[from] as Register);
    });
    return copies as [Register, Register, Register];
  });

describe('the multi-value register', () => {
  it('merges the same whatever the order, the grouping and the repetition', () => {
    fc.assert(
      fc.property(histories, ([a, b, c]) => {
        expect(merge(a, b)).toEqual(merge(b, a));
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
        expect(merge(a, a)).toEqual(a);
      }),
    );
  });

  it('keeps both of two concurrent edits, and only the later one when its author had seen the earlier', () => {
    const first = paint(EMPTY_REGISTER, 1 as NodeId, 3, 10);
    const concurrent = paint(EMPTY_REGISTER, 2 as NodeId, 4, 20);
    expect(merge(first, concurrent).values.map(({ colour }) => colour)).toEqual([3, 4]);
    const informed = paint(first, 2 as NodeId, 5, 30);
    expect(merge(first, informed).values.map(({ colour }) => colour)).toEqual([5]);
  });

  it('under the last-writer rule keeps the latest and remembers whose edit that cost', () => {
    const both = merge(paint(EMPTY_REGISTER, 1 as NodeId, 3, 10), paint(EMPTY_REGISTER, 2 as NodeId, 4, 20));
    expect(latestOnly(both)).toMatchObject({ values: [{ colour: 4 }], lost: [[1, 1]] });
  });
});

describe('a canvas with a server', () => {
  it('saves every wish of every bot when nothing goes wrong', () => {
    const quiet = world('client-server').to(180);
    expect(quiet.facts('done').map(({ node }) => node)).toHaveLength(11);
    expect(quiet.facts('got')).toHaveLength(11 * 16);
    expect(quiet.facts('lost-write')).toEqual([]);
  });

  it('refuses an edit made on an outdated tile, which is then painted on what is there now', () => {
    const crowded = world('client-server', { params: { cells: 1 } }).to(60);
    const refused = crowded.facts('decided').filter(({ value }) => value === 0);
    expect(refused.length).toBeGreaterThan(5);
    expect(crowded.state<ServerState>(0).tiles[0]?.version).toBe(crowded.facts('got').length + waiting(crowded));
  });

  it('stalls while the server is down, and each client says so', () => {
    const stress = { id: 'crash', at: 20, params: { target: 'server', for: 20 } };
    const down = world('client-server', { stresses: [stress] }).to(39);
    expect(down.facts('got').filter(({ time }) => time > 21e6)).toEqual([]);
    expect(down.view(3).status.key).toBe('canvas.status.silent');
    const after = down.facts('got').length;
    down.to(80);
    expect(down.facts('got').length).toBeGreaterThan(after + 20);
  });

  it('loses in a crash what was not on disk, and nothing that was', () => {
    const lost = (saves: boolean): number => {
      const asked = world('client-server', { bot: 1000, stresses: [{ id: 'crash', at: 40, params: { for: 5 } }] });
      for (let second = 4; second < 40; second += 2) {
        asked.to(second);
        for (let node = 1; node < 12; node++) {
          const offer = asked.view(node).verbs[0];
          if (offer !== undefined) asked.act(node, offer.action);
        }
      }
      if (saves) asked.to(39.5).act(0, { type: 'snapshot' });
      return asked.to(41).facts('lost-write').length;
    };
    expect(lost(false)).toBeGreaterThan(10);
    expect(lost(true)).toBe(0);
  });

  it('takes one pause to save, however many edits come in it', () => {
    const asked = world('client-server', { bot: 1000, params: { think: 0.1, cells: 96, hotspot: 0 } }).to(4);
    const painted = (): number => asked.facts('got').length;
    for (let node = 1; node < 6; node++) asked.act(node, { type: 'paint', wish: 1 });
    asked.to(5);
    expect(painted()).toBe(5);
    asked.act(0, { type: 'snapshot' });
    for (let node = 6; node < 12; node++) asked.act(node, { type: 'paint', wish: 1 });
    asked.to(5.4);
    expect(painted(), 'while it saves').toBe(5);
    expect(asked.to(6).facts('got')).toHaveLength(11);
  });

  it('is saved by the autopilot too, but seldom', () => {
    const saves = world('client-server').to(29).log.entries();
    expect([...saves].some(({ type, node, peer }) => type === LogType.acted && node === 0 && peer === 1)).toBe(false);
    const later = world('client-server').to(40);
    expect(Object.keys(later.state<ServerState>(0).onDisk).length).toBeGreaterThan(10);
  });

  it('paints nothing in a locked quarter until it is unlocked', () => {
    const locked = world('client-server', { params: { cells: 4, hotspot: 0 } });
    expect(locked.act(0, { type: 'lock', region: 2 })).toBeUndefined();
    locked.to(40);
    expect(Object.keys(locked.state<ServerState>(0).tiles)).not.toContain('2');
    expect(locked.act(0, { type: 'lock', region: 2 })?.code).toBe('already');
    expect(locked.act(0, { type: 'unlock', region: 2 })).toBeUndefined();
    locked.to(90);
    expect(Object.keys(locked.state<ServerState>(0).tiles)).toContain('2');
  });

  it('undoes the last edit of a tile, once', () => {
    const asked = world('client-server', { params: { cells: 1 } }).to(40);
    const before = asked.state<ServerState>(0).tiles[0]?.before;
    expect(asked.act(0, { type: 'undo', cell: 0 })).toBeUndefined();
    expect(asked.state<ServerState>(0).tiles[0]?.colour).toBe(before);
    expect(asked.act(0, { type: 'undo', cell: 0 })?.code).toBe('nothing-to-undo');
  });

  it('refuses what is not for the role, not wished, or not there', () => {
    const asked = world('client-server', { bot: 1000 }).to(1);
    expect(asked.act(0, { type: 'paint', wish: 1 })?.code).toBe('not-your-role');
    expect(asked.act(1, { type: 'snapshot' })?.code).toBe('not-your-role');
    expect(asked.act(1, { type: 'paint', wish: 99 })?.code).toBe('no-wish');
    expect(asked.act(0, { type: 'lock', region: 4 })?.code).toBe('unknown-region');
    expect(asked.act(0, { type: 'snapshot' })?.code).toBe('nothing-new');
    expect(asked.act(1, { type: 'dance' })?.code).toBe('unknown-verb');
  });
});

describe('a canvas of peers', () => {
  const quiet: Params = { hotspot: 0.5 };

  it('brings every copy to the same picture when all have painted', () => {
    const settled = world('peer-to-peer', { params: quiet }).to(400);
    const first = settled.state<PeerState>(0).cells;
    for (let node = 1; node < 12; node++) expect(settled.state<PeerState>(node).cells).toEqual(first);
    expect(settled.facts('got')).toHaveLength(12 * 16);
  });

  it('keeps every edit with the multi-value register, and loses some when the last writer wins', () => {
    const lost = (rule: string): number =>
      world('peer-to-peer', { params: { merge: rule, cells: 4 } })
        .to(200)
        .facts('lost-write').length;
    expect(lost('crdt')).toBe(0);
    expect(lost('lww')).toBeGreaterThan(3);
  });

  it('goes on while the first machine is down', () => {
    const down = world('peer-to-peer', { stresses: [{ id: 'crash', at: 10, params: { for: 40 } }] }).to(49);
    expect(down.facts('got').filter(({ time }) => time > 11e6).length).toBeGreaterThan(40);
  });

  it('gets a lost disk back from its neighbours', () => {
    const asked = world('peer-to-peer').to(60);
    const before = Object.keys(asked.state<PeerState>(5).cells).length;
    asked.run.net.protocol.trait?.(asked.run.net, 5 as NodeId, asked.state(5), 'disk-lost', true);
    expect(Object.keys(asked.state<PeerState>(5).cells)).toHaveLength(0);
    asked.to(100);
    expect(Object.keys(asked.state<PeerState>(5).cells).length).toBeGreaterThanOrEqual(before);
  });

  it('asks only the authors of a conflict to choose, and settles it by their word', () => {
    const asked = world('peer-to-peer', { bot: 1000, params: { cells: 1, think: 0.1, latency: 2000 } }).to(1);
    for (const node of [3, 8]) asked.act(node, { type: 'paint', wish: 1 });
    asked.to(30);
    expect(asked.view(3).offers).toHaveLength(2);
    expect(asked.view(5).offers).toHaveLength(0);
    const choice = asked.view(3).offers[1]?.action;
    expect(choice && asked.act(3, choice)).toBeUndefined();
    expect(asked.act(3, { type: 'keep', cell: 0, which: 0 })?.code).toBe('no-conflict');
    asked.to(60);
    for (const node of [0, 5, 11]) expect(asked.state<PeerState>(node).cells[0]?.values).toHaveLength(1);
  });

  it('refuses to compare with a machine that is no neighbour', () => {
    expect(world('peer-to-peer').act(2, { type: 'sync', whom: 2 })?.code).toBe('not-a-neighbour');
  });
});

describe.each(ARCHITECTURES)('the canvas, %s', (architecture) => {
  it('goes on from a checkpoint as if nothing had been', () => {
    const asked: Asked = { service: canvas, architecture, stresses: [{ id: 'churn', at: 10, params: {} }] };
    const lived = new World(asked).to(30);
    const again = restored(canvas, planOf(asked), lived.run.checkpoint());
    lived.to(70);
    again.advance(lived.run.now);
    expect(again.hash).toBe(lived.run.hash);
  });

  it('rewards who paints as soon as there is a wish', () => {
    const got = (tapsEvery: number): number => {
      const asked = world(architecture, { params: { think: 1, strokes: 40 } }).person(4);
      for (let second = tapsEvery; second <= 60; second += tapsEvery) {
        asked.to(second);
        const offer = asked.view(4).verbs.find(({ action }) => action.type === 'paint');
        if (offer !== undefined) asked.act(4, offer.action);
      }
      return asked.facts('got').filter(({ node }) => node === 4).length;
    };
    expect(got(2)).toBeGreaterThanOrEqual(1.2 * got(61));
  });

  it('has words for all that it shows', () => {
    const views = [1, 5, 20, 60].flatMap((second) => {
      const asked = world(architecture, { params: { cells: 6 } }).to(second);
      return Array.from({ length: 12 }, (_, node) => asked.view(node));
    });
    for (const key of keysOf(canvas, views)) expect(canvas.words).toHaveProperty([key]);
  });
});

/** Edits that the server has painted and whose authors don't know it yet. */
function waiting(asked: World): number {
  const known = new Set(asked.facts('got').map(({ node, ref }) => `${node}/${ref}`));
  const painted = asked.state<ServerState>(0).painted;
  return Object.entries(painted).flatMap(([node, numbers]) => numbers.filter((one) => !known.has(`${node}/${one}`)))
    .length;
}
