import type { PeerState } from '../../shared/services/web/peer-to-peer/terms.ts';
import { type NodeId, seconds } from '../../shared/sim/index.ts';
import { createWorld, facts, hold, stepUntil, tap, type World } from './web-world.ts';

export const architecture = 'peer-to-peer';

export function stateOf({ run }: World, node: number): PeerState {
  return run.net.state(node as NodeId) as PeerState;
}

/** A world in which nobody acts but persons, and peer 1 wants a page. */
export function wanting(params = {}, nodes = 4): { world: World; ref: number; page: number } {
  const world = createWorld({ architecture, nodes, person: 1_000, params: { tabs: 1, ...params } });
  for (let node = 0; node < nodes; node++) hold(world, node);
  stepUntil(world, 'peer 1 wants a page', () => stateOf(world, 1).reading.wants.length > 0);
  const [want] = stateOf(world, 1).reading.wants;
  return { world, ref: want?.ref as number, page: want?.page as number };
}

/** The same, and peer 1 has read its page from the origin. */
export function kept(params = {}): { world: World; page: number } {
  const { world, ref, page } = wanting({ think: 1_000, ...params });
  tap(world, 1, { type: 'origin', want: ref });
  stepUntil(world, 'the page is there', () => facts(world.log, 'got').length === 1);
  return { world, page };
}

export function later({ run }: World, wait: number): void {
  run.advance((run.now + seconds(wait)) as typeof run.now);
}
