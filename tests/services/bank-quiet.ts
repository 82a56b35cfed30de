import { expect } from 'vitest';
import { paymentId } from '../../shared/services/bank/payment.ts';
import type { NodeId } from '../../shared/sim/index.ts';
import { client, hub, QUIET, server } from './bank-world.ts';
import type { Asked, World } from './world.ts';

export const [ANN, BEN, CYN, DAN] = [1, 2, 3, 4] as NodeId[] as [NodeId, NodeId, NodeId, NodeId];

export const quiet = (params = {}, rest: Partial<Asked> = {}): World => {
  const world = hub({ nodes: 5, bot: 1000, params: { ...QUIET, limit: 0, latency: 10, ...params }, ...rest });
  for (const node of [0, 1, 2, 3, 4]) world.person(node);
  return world;
};

/** Gives a machine of a quiet class something to buy, and pays for it. */
export function buy(world: World, node: NodeId, shop: NodeId, amount: number): number {
  const { purchases } = client(world, node);
  purchases.made++;
  const [number, since] = [purchases.made, world.run.now];
  purchases.open.push({ number, shop, amount, since, stage: 'wanted', paidAt: -1, tries: 0, settled: false });
  // As if it had not heard yet what it has.
  client(world, node).balance = 1e6;
  expect(world.act(node, { type: 'pay', purchase: number })).toBeUndefined();
  return paymentId(node, number);
}
export const balances = (world: World) => server(world).ledger?.balances;
export const papers = (world: World) => server(world).held.map(({ payment }) => payment.id);
