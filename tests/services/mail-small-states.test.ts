import { describe, expect, it } from 'vitest';
import type { ClientState, ServerState } from '../../shared/services/mail/client-server/terms.ts';
import { mail } from '../../shared/services/mail/index.ts';
import type { Letter } from '../../shared/services/mail/letter.ts';
import type { PeerState } from '../../shared/services/mail/peer-to-peer/terms.ts';
import type { Architecture, NodeId } from '../../shared/sim/index.ts';
import { type Asked, World } from './world.ts';

const ALL_WRITTEN = 100;

/** A class in which nobody writes by itself, and only the test acts. */
function quiet(architecture: Architecture, rest: Partial<Asked> = {}): World {
  const world = new World({ service: mail, architecture, nodes: 6, bot: 1000, ...rest });
  for (let node = 0; node < 6; node++) {
    world.person(node);
    const { desk } = world.state<Partial<PeerState>>(node);
    if (desk !== undefined) desk.made = ALL_WRITTEN;
  }
  return world;
}
const server = (world: World) => world.state<ServerState>(0);
const client = (world: World, node: number) => world.state<ClientState>(node);
const peer = (world: World, node: number) => world.state<PeerState>(node);

function letter(id: number, rest: Partial<Letter> = {}): Letter {
  return { id, from: 1 as NodeId, to: 2 as NodeId, written: 0, sealed: false, corrupt: false, junk: false, ...rest };
}
const ids = (letters: readonly { readonly id: number }[] | undefined) => letters?.map(({ id }) => id);
const neighbours = (world: World, node: number) =>
  world.view(node).neighbours.map(({ node: who, note, mood }) => [who, note.key.replace('mail.neighbour.', ''), mood]);
/** Gives a machine something to write. */
function draft(world: World, node: number, to: number): number {
  const { desk } = client(world, node);
  desk.made++;
  desk.drafts.push({ number: desk.made, to: to as NodeId });
  return desk.made;
}

describe('A mailbox', () => {
  it('is emptied of its junk first, and of nothing else then', () => {
    const world = quiet('client-server', { params: { filter: true } });
    server(world).boxes[2] = [letter(1), letter(2, { junk: true }), letter(3), letter(4, { junk: true })];
    expect(world.act(0, { type: 'purge', whom: 2 })).toBeUndefined();
    expect(ids(server(world).boxes[2])).toEqual([1, 3]);
    expect(world.facts('lost-write')).toEqual([]);
  });

  it('without junk is emptied of its oldest quarter, rounded up, and those are lost', () => {
    const world = quiet('client-server');
    server(world).boxes[2] = [1, 2, 3, 4, 5].map((id) => letter(id));
    world.act(0, { type: 'purge', whom: 2 });
    expect(ids(server(world).boxes[2])).toEqual([3, 4, 5]);
    expect(world.facts('lost-write').map(({ ref }) => ref)).toEqual([1, 2]);
    world.act(0, { type: 'purge', whom: 2 });
    expect(ids(server(world).boxes[2])).toEqual([4, 5]);
    server(world).boxes[2] = [];
    expect(world.act(0, { type: 'purge', whom: 2 })?.code).toBe('empty');
  });

  it('takes exactly as many letters as fit, and the writer keeps what it did not take', () => {
    const world = quiet('client-server', { params: { mailbox: 2 } });
    for (const node of [1, 3, 4]) world.act(node, { type: 'send', draft: draft(world, node, 2) });
    world.to(1);
    expect(server(world).boxes[2]).toHaveLength(2);
    expect(world.facts('stored')).toHaveLength(2);
    expect([1, 3, 4].map((node) => client(world, node).sent.length).sort()).toEqual([0, 0, 1]);
  });

  it('is handed out without what its owner says to have, and then is empty', () => {
    const world = quiet('client-server');
    server(world).boxes[2] = [letter(1), letter(2)];
    world.act(2, { type: 'collect' });
    expect(world.act(2, { type: 'collect' })?.code).toBe('collecting');
    world.to(1);
    expect(client(world, 2)).toMatchObject({ collecting: false, left: 0, have: [1, 2] });
    expect(client(world, 2).desk.got).toEqual([1, 2]);
    expect(server(world).boxes[2]).toHaveLength(2);
    world.act(2, { type: 'collect' });
    world.to(2);
    expect(server(world).boxes[2]).toEqual([]);
    expect(client(world, 2).desk.got).toEqual([1, 2]);
  });

  it('says how many are left when it holds more than go at once', () => {
    const world = quiet('client-server', { params: { mailbox: 100 } });
    server(world).boxes[2] = Array.from({ length: 60 }, (_, id) => letter(id + 1));
    let rest = 60;
    for (let second = 1; rest > 0 && second < 20; second++) {
      world.act(2, { type: 'collect' });
      world.to(second);
      const { left, desk } = client(world, 2);
      expect(left + desk.got.length).toBe(60);
      expect(left).toBeLessThan(rest);
      rest = left;
    }
    expect(client(world, 2).left).toBe(0);
  });
});

describe('Whoever is shut out', () => {
  it('is let in again by the same tap, and both are rules that hold at once', () => {
    const world = quiet('client-server');
    for (const out of [[3], []]) {
      expect(world.act(0, { type: 'quarantine', who: 3 })).toBeUndefined();
      expect(server(world).quarantined).toEqual(out);
    }
    for (const who of [2, 3, 4]) world.act(0, { type: 'quarantine', who });
    world.act(0, { type: 'quarantine', who: 3 });
    expect(server(world).quarantined).toEqual([2, 4]);
    for (const fact of ['rule-made', 'rule-kept'] as const) {
      expect(world.facts(fact).map(({ ref }) => ref)).toEqual([3, 3, 2, 3, 4, 3]);
    }
  });

  it('can be any person, and not the server or nobody', () => {
    const world = quiet('client-server');
    expect(world.act(0, { type: 'quarantine', who: 0 })?.code).toBe('unknown-sender');
    expect(world.act(0, { type: 'quarantine', who: 6 })?.code).toBe('unknown-sender');
    for (const who of [1, 5]) expect(world.act(0, { type: 'quarantine', who })).toBeUndefined();
  });

  it('is told so, and its letter has failed for who waits for it', () => {
    const world = quiet('client-server');
    world.act(0, { type: 'quarantine', who: 1 });
    world.act(1, { type: 'send', draft: draft(world, 1, 2) });
    world.to(1);
    expect(client(world, 1).sent).toEqual([]);
    expect(world.facts('failed').map(({ node, peer }) => [node, peer])).toEqual([[2, 1]]);
    expect(server(world).boxes[2] ?? []).toEqual([]);
  });
});

describe('The server’s screen', () => {
  it('names who sent junk, how full each box is, and who is shut out', () => {
    const world = quiet('client-server', { params: { mailbox: 2 } });
    server(world).boxes[2] = [letter(1), letter(2)];
    server(world).boxes[3] = [letter(3)];
    server(world).boxes[4] = [];
    server(world).junkFrom[3] = 1;
    server(world).quarantined.push(4 as NodeId);
    expect(neighbours(world, 0)).toEqual([
      [2, 'box', 'bad'],
      [3, 'junk', 'neutral'],
      [4, 'shut-out', 'bad'],
    ]);
    const offers = world.view(0).offers.map(({ action }) => [action.type, action['who'] ?? action['whom']]);
    expect(offers).toEqual([
      ['quarantine', 3],
      ['purge', 2],
      ['purge', 3],
    ]);
  });

  it('says first that a box is nearly full, from three quarters on', () => {
    const world = quiet('client-server', { params: { mailbox: 4 } });
    server(world).boxes[2] = [letter(1), letter(2)];
    expect(world.view(0).status.key).toBe('mail.status.server.calm');
    server(world).boxes[2]?.push(letter(3));
    expect(world.view(0).status).toMatchObject({ key: 'mail.status.server.full', args: { whom: 2 } });
  });
});

describe('A client', () => {
  it('waits longer before each try: two seconds more, up to eight', () => {
    const crash = { id: 'crash', at: 0, params: { target: 'server', for: 300 } };
    const world = quiet('client-server', { params: { timeout: 1 }, stresses: [crash] });
    world.to(1);
    world.act(1, { type: 'send', draft: draft(world, 1, 2) });
    const tries: number[] = [];
    for (let tenth = 10; tenth < 600; tenth++) {
      world.to(tenth / 10);
      const n = client(world, 1).sent[0]?.tries ?? 0;
      if (n > tries.length) tries.push(tenth / 10);
    }
    const waits = tries.slice(1).map((at, index) => Math.round(at - (tries[index] ?? 0)));
    expect(waits.slice(0, 6)).toEqual([3, 5, 7, 9, 9, 9]);
    expect(neighbours(world, 1)).toEqual([[0, 'server', 'bad']]);
  });

  it('has asked in vain when no answer comes, and can ask again', () => {
    const crash = { id: 'crash', at: 0, params: { target: 'server', for: 5 } };
    const world = quiet('client-server', { params: { timeout: 2 }, stresses: [crash] }).to(1);
    world.act(1, { type: 'collect' });
    world.to(2.9);
    expect(client(world, 1)).toMatchObject({ collecting: true, serverSilent: false });
    world.to(3.1);
    expect(client(world, 1)).toMatchObject({ collecting: false, serverSilent: true });
    world.to(6);
    world.act(1, { type: 'collect' });
    world.to(7);
    expect(client(world, 1)).toMatchObject({ collecting: false, serverSilent: false });
  });
});

describe('Copies of a letter', () => {
  /** A peer that carries one letter in so many copies, and its friend. */
  function carrying(copies: number) {
    const world = quiet('peer-to-peer', { params: { pocket: 5 } });
    const friend = peer(world, 1).friends[0] as NodeId;
    const stranger = [2, 3, 4, 5].find((node) => node !== friend) as NodeId;
    peer(world, 1).carried.push({ letter: letter(77, { to: stranger }), copies, had: [] });
    peer(world, 1).known[77] = true;
    return { world, friend, stranger };
  }
  const copiesAt = (world: World, node: number) => peer(world, node).carried.map(({ copies }) => copies);

  it.each([
    [2, [1], [1]],
    [3, [1], [2]],
    [5, [2], [3]],
    [1, [], [1]],
  ])('of %i: half go along, rounded up, and the last one goes whole', (copies, kept, given) => {
    const { world, friend } = carrying(copies);
    expect(world.act(1, { type: 'pass', whom: friend })).toBeUndefined();
    world.to(3);
    expect(copiesAt(world, 1)).toEqual(kept);
    expect(copiesAt(world, friend)).toEqual(given);
    expect(peer(world, friend).broughtBy[1]).toBe(1);
    expect(peer(world, 1).takenBy[friend]).toBe(1);
  });

  it('stay where they are when the friend has the letter already', () => {
    const { world, friend } = carrying(3);
    peer(world, friend).known[77] = true;
    world.act(1, { type: 'pass', whom: friend });
    world.to(3);
    expect(copiesAt(world, 1)).toEqual([3]);
    expect(copiesAt(world, friend)).toEqual([]);
    expect(world.act(1, { type: 'pass', whom: friend })?.code).toBe('nothing-to-pass');
  });

  it('are all gone once it is delivered, and its addressee has it once', () => {
    const { world, friend } = carrying(4);
    peer(world, 1).carried[0] = { letter: letter(77, { to: friend }), copies: 4, had: [] };
    world.act(1, { type: 'pass', whom: friend });
    world.to(3);
    expect(peer(world, 1).carried).toEqual([]);
    expect(peer(world, friend).desk.got).toEqual([77]);
    expect(peer(world, 1).delivered).toEqual([77]);
  });

  it('can be from one to sixteen', () => {
    const { world } = carrying(1);
    expect([0, 17].map((copies) => world.act(1, { type: 'copies', copies })?.code)).toEqual(['copies', 'copies']);
    for (const copies of [1, 16]) expect(world.act(1, { type: 'copies', copies })).toBeUndefined();
    const next = () => world.view(1).offers.find(({ id }) => id === 'more-copies')?.action['copies'];
    expect(next()).toBe(1);
    world.act(1, { type: 'copies', copies: 8 });
    expect(next()).toBe(16);
  });

  it('are taken no more by a full pocket, which writes nothing either', () => {
    const { world, friend } = carrying(2);
    for (let id = 1; id <= 5; id++) peer(world, friend).carried.push({ letter: letter(id), copies: 1, had: [] });
    world.act(1, { type: 'pass', whom: friend });
    world.to(3);
    expect(peer(world, friend).carried).toHaveLength(5);
    expect(copiesAt(world, 1)).toEqual([2]);
    expect(world.act(friend, { type: 'send', draft: 1 })?.code).toBe('pocket-full');
    expect(world.act(friend, { type: 'drop', letter: 3 })).toBeUndefined();
    expect(peer(world, friend).carried.map((one) => one.letter.id)).toEqual([1, 2, 4, 5]);
  });

  it('cost for a seal what they weigh together', () => {
    const world = quiet('peer-to-peer', { params: { sealBytes: 10 } });
    const { desk } = peer(world, 1);
    desk.drafts.push({ number: 1, to: 2 as NodeId });
    world.act(1, { type: 'copies', copies: 4 });
    world.act(1, { type: 'seal' });
    world.act(1, { type: 'send', draft: 1 });
    expect(world.facts('defence').map(({ value }) => value)).toEqual([40]);
    expect(peer(world, 1).carried.map((one) => [one.letter.sealed, one.copies])).toEqual([[true, 4]]);
  });

  it('who has only taken is told apart from who has brought something', () => {
    const { world, friend } = carrying(1);
    const note = () => neighbours(world, 1).find(([node]) => node === friend);
    expect(note()).toEqual([friend, 'friend', 'neutral']);
    peer(world, 1).takenBy[friend] = 2;
    expect(note()).toEqual([friend, 'friend', 'neutral']);
    peer(world, 1).takenBy[friend] = 3;
    expect(note()).toEqual([friend, 'takes-only', 'bad']);
    peer(world, 1).broughtBy[friend] = 1;
    expect(note()).toEqual([friend, 'helpful', 'good']);
  });
});
