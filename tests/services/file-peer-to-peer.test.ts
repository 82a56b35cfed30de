import { describe, expect, it } from 'vitest';
import { TABLES as SWARM } from '../../shared/services/file/peer-to-peer/terms.ts';
import { kindNumber } from '../../shared/services/kit/index.ts';
import { type LogEntry, LogType } from '../../shared/sim/index.ts';
import { BY_HAND, doneNodes, fileWorld, lastDone, peerOf, pieceNumbers, piecesAt } from './file-world.ts';
import type { World } from './world.ts';

const CRASH = { id: 'crash', at: 15, params: { target: 'server', for: 30 } };

function sent(world: World, kind: number): LogEntry[] {
  return [...world.log.entries()].filter((entry) => entry.type === LogType.sent && entry.kind === kind);
}

/** Pieces received, by receiver and giver. */
function given(world: World): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { node, peer } of world.facts('got'))
    counts.set(`${peer}>${node}`, (counts.get(`${peer}>${node}`) ?? 0) + 1);
  return counts;
}

describe('a swarm', () => {
  it('brings everyone the whole file, faster than a server with the same uplink, and most of it from peer to peer', () => {
    const world = fileWorld('peer-to-peer', { nodes: 30 }).to(90);
    const server = fileWorld('client-server', { nodes: 30 }).to(90);
    expect(doneNodes(world)).toHaveLength(29);
    expect(lastDone(world)).toBeLessThan(0.7 * lastDone(server));
    const fromSeed = world.facts('got').filter(({ peer }) => peer === 0).length;
    expect(fromSeed).toBeLessThan(0.6 * 29 * 24);
  });

  it('finishes while the machine with the original is down', () => {
    const world = fileWorld('peer-to-peer', { nodes: 30, stresses: [CRASH] }).to(45);
    const during = world.facts('got').filter(({ time }) => time > 16e6 && time < 45e6);
    expect(during.every(({ peer }) => peer !== 0)).toBe(true);
    expect(doneNodes(world).length).toBeGreaterThan(25);
    world.to(60);
    expect(doneNodes(world)).toHaveLength(29);
  });

  it('does not need its tracker once it runs', () => {
    const stresses = [{ id: 'crash', at: 3, params: { target: 'tracker', for: 0 } }];
    const world = fileWorld('peer-to-peer', { nodes: 30, stresses }).to(90);
    expect(world.run.net.isUp(world.run.plan.nodes as never)).toBe(false);
    expect(doneNodes(world)).toHaveLength(29);
  });

  it('spreads the pieces evenly: soon none is so rare that it could be lost', () => {
    for (const seed of [1, 2, 3]) {
      const world = fileWorld('peer-to-peer', { nodes: 30, seed, params: { pieces: 40 } }).to(25);
      const copies = new Array<number>(40).fill(0);
      for (const { ref } of world.facts('stored')) copies[ref] = (copies[ref] as number) + 1;
      const mean = copies.reduce((sum, count) => sum + count, 0) / 40;
      const variance = copies.reduce((sum, count) => sum + (count - mean) ** 2, 0) / 40;
      expect(Math.min(...copies)).toBeGreaterThanOrEqual(3);
      // Pieces taken at random would be spread like Poisson, whose variance is its mean.
      expect(variance).toBeLessThan(mean);
    }
  });

  it('asks a neighbour for the rarest of the pieces that it has', () => {
    const world = fileWorld('peer-to-peer', { nodes: 12, bot: BY_HAND, params: { atOnce: 1, neighbours: 0 } }).to(2);
    world.act(1, { type: 'request', piece: 5, from: 0 });
    world.act(2, { type: 'request', piece: 5, from: 0 });
    world.act(3, { type: 'request', piece: 6, from: 0 });
    world.to(6);
    expect(peerOf(world, 4).download.rarity.slice(4, 8)).toEqual([1, 3, 2, 1]);
    for (let ask = 0; ask < 2; ask++) expect(world.act(4, { type: 'request' })).toBeUndefined();
    const asked = world.facts('asked').filter(({ node }) => node === 4);
    expect(asked.map(({ peer }) => peer)).toEqual([0, 0]);
    expect(asked.every(({ ref }) => ref !== 5 && ref !== 6)).toBe(true);
  });

  it('is tit for tat: who uploads gets more from peers than free riders do', () => {
    const stresses = [{ id: 'free-riders', at: 0, params: { target: 'node:2+4+6+8+10+12', for: 0 } }];
    const params = { pieces: 120, serverUplink: 2, uplink: 1, slots: 3 };
    const world = fileWorld('peer-to-peer', { nodes: 13, params, stresses, bot: 1 }).to(60);
    const riders = new Set([2, 4, 6, 8, 10, 12]);
    const byPeers = world.facts('got').filter(({ peer, node }) => peer !== 0 && node !== 0);
    const toRiders = byPeers.filter(({ node }) => riders.has(node)).length;
    expect(byPeers.length - toRiders).toBeGreaterThan(1.5 * toRiders);
    expect(byPeers.every(({ peer }) => !riders.has(peer))).toBe(true);
    expect(toRiders).toBeGreaterThan(0);
  });

  it('uploads to no more neighbours at a time than it has slots', () => {
    const world = fileWorld('peer-to-peer', { nodes: 20, params: { slots: 3 } });
    for (let step = 1; step < 100; step++) {
      world.to(step / 2);
      for (let node = 1; node < 20; node++) {
        expect(peerOf(world, node).neighbours.filter(({ unchoked }) => unchoked).length).toBeLessThanOrEqual(3);
      }
    }
  });

  it('gives one slot by luck, and the luck moves on', () => {
    const world = fileWorld('peer-to-peer', { nodes: 20, params: { pieces: 200, slotSeconds: 2 } });
    const lucky = new Set<number>();
    for (let second = 5; second < 60; second++) lucky.add(peerOf(world.to(second), 3).lucky);
    expect(lucky.size).toBeGreaterThan(4);
  });

  it('tells neighbours of new pieces in bundles', () => {
    const messages = (haveSeconds: number): number => {
      const world = fileWorld('peer-to-peer', { nodes: 20, params: { pieces: 60, haveSeconds }, bot: 1 }).to(120);
      expect(doneNodes(world)).toHaveLength(19);
      return sent(world, kindNumber(SWARM.kinds, 'have')).length;
    };
    expect(messages(4)).toBeLessThan(0.6 * messages(0));
  });
});

describe('a poisoned swarm', () => {
  const stresses = [{ id: 'poison', at: 0, params: { target: 'node:1+2+3' } }];

  it('that checks hashes takes no corrupt piece, bans who sends them, and finishes', () => {
    const world = fileWorld('peer-to-peer', { nodes: 20, stresses }).to(90);
    expect(doneNodes(world)).toHaveLength(19);
    expect(world.facts('corrupt-accepted')).toEqual([]);
    expect(world.facts('corrupt-rejected').length).toBeGreaterThan(5);
    const bans = world.facts('rule-made');
    expect(bans.length).toBeGreaterThan(0);
    expect(bans.every(({ peer }) => [1, 2, 3].includes(peer))).toBe(true);
    for (const { node, peer, time } of bans) {
      const later = world.facts('got').filter((got) => got.node === node && got.peer === peer && got.time > time);
      expect(later).toEqual([]);
    }
  });

  it('that does not check takes them, and machines that poison nothing pass them on', () => {
    const world = fileWorld('peer-to-peer', { nodes: 20, params: { hashCheck: false }, stresses }).to(90);
    expect(doneNodes(world)).toHaveLength(19);
    const passedOn = world.facts('corrupt-accepted').filter(({ peer }) => peer > 3);
    expect(passedOn.length).toBeGreaterThan(0);
    expect(world.facts('corrupt-accepted').length).toBeGreaterThan(passedOn.length);
  });

  it('that lets three sources vote takes fewer of them, and pays for it', () => {
    const accepted = (votes: number): World => {
      const params = { hashCheck: false, votes, banAfter: 0, window: 6 };
      return fileWorld('peer-to-peer', { nodes: 20, params, stresses, bot: 1 }).to(150);
    };
    const alone = accepted(1);
    const voting = accepted(3);
    expect(doneNodes(voting)).toHaveLength(19);
    expect(voting.facts('corrupt-accepted').length).toBeLessThan(0.8 * alone.facts('corrupt-accepted').length);
    expect(sent(voting, kindNumber(SWARM.kinds, 'piece')).length).toBeGreaterThan(
      2 * sent(alone, kindNumber(SWARM.kinds, 'piece')).length,
    );
    expect(voting.facts('defence').length).toBe(voting.facts('got').length);
  });
});

describe('a peer', () => {
  it('that leaves is given up by its neighbours, and is one again when it is back, with all that it had', () => {
    const world = fileWorld('peer-to-peer', { nodes: 10, params: { pieces: 60, neighbours: 0 } });
    world.to(12);
    const had = piecesAt(world, 4);
    expect(had.length).toBeGreaterThan(2);
    world.run.input({
      time: world.run.now,
      node: -1 as never,
      action: { type: 'stress', id: 'churn', params: { target: 'node:4', for: 10, away: 10 } },
    });
    world.to(21);
    expect(world.run.net.isUp(4 as never)).toBe(false);
    expect(peerOf(world, 4).neighbours).toEqual([]);
    world.to(30);
    expect(piecesAt(world, 4)).toEqual(expect.arrayContaining(had));
    expect(peerOf(world, 4).neighbours.length).toBeGreaterThan(5);
    for (const { id } of peerOf(world, 4).neighbours) {
      expect(peerOf(world, id).neighbours.map((neighbour) => neighbour.id)).toContain(4);
    }
    expect(doneNodes(world.to(120))).toHaveLength(9);
  });

  it('that was away so shortly that nobody noticed is greeted as a new neighbour, not as a second one', () => {
    const stresses = [{ id: 'crash', at: 10, params: { target: 'node:4', for: 0.5 } }];
    const world = fileWorld('peer-to-peer', { nodes: 10, params: { pieces: 60, neighbours: 0 }, stresses }).to(14);
    for (let node = 0; node < 10; node++) {
      const { neighbours, ids } = peerOf(world, node);
      expect(neighbours.map(({ id }) => id)).toEqual(ids);
      expect([...ids].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((id) => id !== node));
    }
    expect(doneNodes(world.to(120))).toHaveLength(9);
  });

  it('never believes that a neighbour has what it has not, and learns what is new within seconds', () => {
    const world = fileWorld('peer-to-peer', { nodes: 15, params: { pieces: 60 } }).to(20);
    const before = Array.from({ length: 15 }, (_, node) => new Set(piecesAt(world, node)));
    world.to(30);
    let looked = 0;
    for (let node = 1; node < 15; node++) {
      const own = new Set(piecesAt(world, node));
      for (const { id, held, wants, unchoked } of peerOf(world, node).neighbours) {
        const known = pieceNumbers(held);
        expect(piecesAt(world, id)).toEqual(expect.arrayContaining(known));
        if (wants && !unchoked) continue;
        const open = peerOf(world, id).neighbours.find((neighbour) => neighbour.id === node);
        if (open?.wants === true && !open.unchoked) continue;
        for (const piece of before[id] ?? []) if (!own.has(piece)) expect(known).toContain(piece);
        looked++;
      }
    }
    expect(looked).toBeGreaterThan(20);
  });

  it('counts how many neighbours have each piece exactly as it knows them', () => {
    const churn = { id: 'churn', at: 5, params: { target: 'peer:40%', for: 30, away: 5 } };
    const world = fileWorld('peer-to-peer', { nodes: 20, stresses: [churn] });
    for (const second of [6, 12, 18, 24, 40]) {
      world.to(second);
      for (let node = 0; node < 20; node++) {
        const { neighbours, download } = peerOf(world, node);
        const counted = download.rarity.map(
          (_, piece) =>
            neighbours.filter(({ held }) => (((held[piece >>> 5] as number) >>> (piece & 31)) & 1) === 1).length,
        );
        expect(download.rarity).toEqual(counted);
      }
    }
  });

  it('that gives nothing gets less: the pairs that exchange most give both ways', () => {
    const params = { pieces: 200, serverUplink: 1, slots: 2, slotSeconds: 3 };
    const world = fileWorld('peer-to-peer', { nodes: 12, params, bot: 1 }).to(120);
    const counts = given(world);
    const pairs = [...counts].filter(([pair]) => !pair.startsWith('0>')).sort((a, b) => b[1] - a[1]);
    const best = pairs.slice(0, 8);
    const backOf = (pair: string): number => counts.get(pair.split('>').reverse().join('>')) ?? 0;
    const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;
    expect(mean(best.map(([pair]) => backOf(pair)))).toBeGreaterThan(1.3 * mean(pairs.map(([pair]) => backOf(pair))));
  });
});
