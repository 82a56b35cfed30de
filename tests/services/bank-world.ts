import type { ClientState, ServerState } from '../../shared/services/bank/client-server/terms.ts';
import { bank } from '../../shared/services/bank/index.ts';
import { FIRST_BLOCK } from '../../shared/services/bank/peer-to-peer/chain.ts';
import type { PeerState } from '../../shared/services/bank/peer-to-peer/terms.ts';
import type { VerbOffer } from '../../shared/services/contract.ts';
import type { Architecture } from '../../shared/sim/index.ts';
import { type Asked, World } from './world.ts';

export type { ClientState, PeerState, ServerState };

export function bankWorld(architecture: Architecture, rest: Partial<Asked> = {}): World {
  return new World({ service: bank, architecture, ...rest });
}

export const hub = (rest: Partial<Asked> = {}): World => bankWorld('client-server', rest);
export const mesh = (rest: Partial<Asked> = {}): World => bankWorld('peer-to-peer', rest);
export const stress = (id: string, at: number, params = {}) => ({ id, at, params });
export const ALL = (world: World): number[] =>
  world.run.plan && Array.from({ length: world.run.plan.nodes }, (_, node) => node);

/** A class in which nothing happens by itself: no wishes, no bots, no blocks. */
export const QUIET = { think: 1e9, blockInterval: 1e9, service: 0.01 } as const;

export const server = (world: World): ServerState => world.state<ServerState>(0);
export const client = (world: World, node: number): ClientState => world.state<ClientState>(node);
export const peer = (world: World, node: number): PeerState => world.state<PeerState>(node);

/** All coins that the bank's ledger has, or null while it has none. */
export function coinsAtBank(world: World): number | null {
  return server(world).ledger?.balances.reduce((sum, coins) => sum + coins, 0) ?? null;
}

/** What all machines together won or lost on one peer's copy. */
export function changeAt(world: World, node: number): number {
  return Object.values(peer(world, node).chain.change).reduce((sum, coins) => sum + coins, 0);
}

/** Handles events one by one until a time, seconds, and looks after each. */
export function stepTo(world: World, second: number, look: () => void): void {
  while (world.run.nextTime <= second * 1e6) {
    world.run.step();
    look();
  }
}

/** Somebody who presses a button of their screen every so many seconds; undefined = none now. */
export type Player = (buttons: readonly VerbOffer[]) => VerbOffer | undefined;

/** Lets people play some of the machines until a time, seconds; the others are bots. */
export function play(world: World, who: readonly number[], second: number, every: number, choose: Player): World {
  for (const node of who) world.person(node);
  for (let now = every; now <= second; now += every) {
    world.to(now);
    for (const node of who) {
      const { verbs, offers } = world.view(node);
      const button = choose([...offers, ...verbs]);
      if (button !== undefined) world.act(node, button.action);
    }
  }
  return world;
}

export const gotBy = (world: World, who: readonly number[]): number =>
  world.facts('got').filter(({ node }) => who.includes(node)).length;

/** Blocks of a peer's branch, the first one first. */
export function branch(world: World, node: number): number[] {
  const { chain } = peer(world, node);
  const ids: number[] = [];
  for (let block = chain.tip; block.parent >= 0; block = chain.blocks[block.parent] ?? FIRST_BLOCK) ids.push(block.id);
  return ids.reverse();
}
