import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findService } from '../../../shared/services/index.ts';
import type { Input, NodeId } from '../../../shared/sim/index.ts';
import { type Asked, complete, planOf, restored, World } from '../world.ts';
import { anyCase, type Case, PLAY } from './cases.ts';

/** Half of a run is played before its checkpoint, half after it. */
const HALF = PLAY / 2;

function askedOf({ service: id, architecture, nodes, seed, params, stresses }: Case): Asked {
  const service = findService(id);
  if (service === undefined) throw new Error(`there is no service ${id}`);
  const uses = stresses.map((use) => complete({ ...use, params: {} }));
  return { service, architecture, nodes, seed, params, stresses: uses, play: PLAY };
}

/** Presses the buttons, holds what every screen and every answer must keep, and returns what was put in. */
function play(world: World, taps: Case['taps']): Input[] {
  const inputs: Input[] = [];
  for (const { second, node: drawn, button: turn } of taps) {
    const node = drawn % world.run.plan.nodes;
    world.to(second);
    const { verbs, offers } = world.view(node);
    expect(verbs.length, 'verbs').toBeLessThanOrEqual(4);
    expect(offers.length, 'offers').toBeLessThanOrEqual(5);
    const buttons = [...verbs, ...offers];
    const button = buttons[turn % (buttons.length || 1)];
    if (button === undefined) continue;
    const input = { time: world.run.now, node: node as NodeId, action: button.action };
    inputs.push(input);
    expect(world.run.input(input)?.said, button.id).toEqual(button.blocked);
    const { departed, arrived, lost, travelling } = world.run.ledger;
    expect(arrived + lost + travelling, 'bytes').toBe(departed);
  }
  return inputs;
}

test('whatever the plan, the people and the troubles: buttons tell the truth, bytes are conserved, and a kept run goes on equal', () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      const asked = askedOf(one);
      const world = new World(asked);
      const early = one.taps.filter(({ second }) => second < HALF);
      play(world, early);
      const kept = restored(asked.service, planOf(asked), world.to(HALF).run.checkpoint());
      const inputs = play(
        world,
        one.taps.filter(({ second }) => second >= HALF),
      );
      for (const input of inputs) kept.input(input);
      kept.advance(world.to(PLAY).run.now);
      expect(kept.hash).toBe(world.run.hash);
    }),
  );
});
