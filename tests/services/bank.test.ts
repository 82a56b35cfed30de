import { describe, expect, it } from 'vitest';
import { bank } from '../../shared/services/bank/index.ts';
import { words } from '../../shared/services/bank/words.ts';
import { findService } from '../../shared/services/index.ts';
import { ARCHITECTURES, type NodeId } from '../../shared/sim/index.ts';
import { bankWorld, gotBy, type Player, play } from './bank-world.ts';
import { keysOf, planOf, restored } from './world.ts';

const TROUBLE = bank.stresses.map((id, index) => ({ id, at: 3 + 4 * index, params: {} }));

/** Sentences that only people with bad luck or bad manners hear. */
const REFUSED: Player = (buttons) => buttons.find(({ blocked }) => blocked === undefined);

describe.each(ARCHITECTURES)('the bank, %s', (architecture) => {
  it('has the same log again for the same plan, and another for another seed', () => {
    const hash = (seed: number) => bankWorld(architecture, { seed, stresses: TROUBLE }).to(80).run.hash;
    expect(hash(4)).toBe(hash(4));
    expect(hash(4)).not.toBe(hash(5));
  });

  it.each([10, 33, 61])('goes on as if nothing had happened from a checkpoint at %i s', (second) => {
    const asked = { service: bank, architecture, stresses: TROUBLE, seed: 8 } as const;
    const whole = bankWorld(architecture, asked).to(second);
    const again = restored(bank, planOf(asked), whole.run.checkpoint());
    again.advance(whole.to(85).run.now);
    expect(again.hash).toBe(whole.run.hash);
  });

  it.each([5, 30])('has bots do a good part of the job, %i of them', (nodes) => {
    const world = bankWorld(architecture, { nodes }).to(90);
    const buyers = architecture === 'client-server' ? nodes - 1 : nodes;
    expect(world.facts('got').length / buyers).toBeGreaterThan(10);
    expect(world.facts('got').length / buyers).toBeLessThan(25);
  });

  it('offers what can be done: every button that is not blocked works', () => {
    const world = bankWorld(architecture, { stresses: TROUBLE, bot: 4 });
    let pressed = 0;
    for (let second = 1; second <= 80; second++) {
      world.to(second);
      for (let node = 0; node < 12; node++) {
        const { verbs, offers } = world.view(node);
        expect(verbs.length).toBeGreaterThanOrEqual(2);
        expect(verbs.length).toBeLessThanOrEqual(4);
        expect(offers.length).toBeLessThanOrEqual(5);
        if (!world.run.node(node as NodeId).up) continue;
        const [button] = [...offers, ...verbs].filter(({ blocked }) => blocked === undefined);
        if (button === undefined) continue;
        pressed++;
        expect(world.act(node, button.action), `${button.id} at ${second} s`).toBeUndefined();
      }
    }
    expect(pressed).toBeGreaterThan(300);
  });

  it('has a word for everything that a screen can say', () => {
    const views = [1, 2, 3].flatMap((seed) => {
      const world = bankWorld(architecture, { seed, stresses: TROUBLE, params: { limit: 5, latency: 300 } });
      return Array.from({ length: 80 }, (_, second) => {
        world.to(second + 1);
        return Array.from({ length: 12 }, (_, node) => world.view(node));
      }).flat();
    });
    const missing = [...keysOf(bank, views)].filter((key) => words[key] === undefined);
    expect(missing).toEqual([]);
  });

  it('shows on the board how far everybody is', () => {
    const world = bankWorld(architecture).to(60);
    const { progress, queue } = bank.sides[architecture].picture(world.run, 3 as NodeId);
    expect(progress).toBeCloseTo(gotBy(world, [3]) / 30);
    expect(queue).toBeGreaterThanOrEqual(0);
    const first = bank.sides[architecture].picture(world.run, 0 as NodeId);
    expect(first.progress === null).toBe(architecture === 'client-server');
  });

  it('pays people who pay attention, and not those who hammer', () => {
    const some = [2, 4, 6];
    const attentive: Player = (buttons) =>
      buttons.find(
        ({ blocked, action }) => blocked === undefined && ['accept', 'pay', 'broadcast'].includes(action.type),
      );
    const played = (every: number, choose: Player) =>
      [1, 2, 3].reduce(
        (sum, seed) => sum + gotBy(play(bankWorld(architecture, { seed }), some, 90, every, choose), some),
        0,
      );
    const idle = played(1, () => undefined);
    const skilled = played(1, attentive);
    expect(skilled).toBeGreaterThan(1.2 * idle);
    expect(played(0.2, REFUSED)).toBeLessThan(1.1 * skilled);
  });

  it('tells nobody but the cheat of the cheat', () => {
    const world = bankWorld(architecture, { stresses: [{ id: 'double-spend', at: 1, params: { target: 'node:3' } }] });
    world.to(30);
    const secret = /attack|cheat|publish|secret|give-up/;
    for (let node = 0; node < 12; node++) {
      if (node !== 3) expect(JSON.stringify(world.view(node))).not.toMatch(secret);
    }
    const views = Array.from({ length: 40 }, (_, half) => JSON.stringify(world.to(30 + half / 2).view(3)));
    expect(views.some((view) => secret.test(view))).toBe(true);
  });
});

it('the bank is in the registry, with a word for each role and kind', () => {
  expect(findService('bank')).toBe(bank);
  const codes = Object.keys(words).filter((key) => key.startsWith('bank.refusal.'));
  expect(codes.length).toBeGreaterThan(15);
});
