import { describe, expect, it } from 'vitest';
import { type Payment, paymentId } from '../../shared/services/bank/payment.ts';
import { idsOf, numberOf } from '../../shared/services/bank/peer-to-peer/by-payment.ts';
import {
  balanceIn,
  blockAt,
  confirmationsOf,
  FIRST_BLOCK,
  newChain,
  switchTo,
} from '../../shared/services/bank/peer-to-peer/chain.ts';
import type { Block } from '../../shared/services/bank/peer-to-peer/terms.ts';
import type { NodeId } from '../../shared/sim/index.ts';

const [ANN, BEN, CYN] = [0, 1, 2] as NodeId[] as [NodeId, NodeId, NodeId];
const CHECKING = { coins: 10, verify: true } as never;
const TRUSTING = { coins: 10, verify: false } as never;

const pay = (from: NodeId, number: number, to: NodeId, amount: number): Payment => ({
  id: paymentId(from, number),
  from,
  to,
  amount,
  signed: true,
  stolen: false,
});
function block(id: number, parent: Block, ...payments: readonly Payment[]): Block {
  return { id, parent: parent.id, height: parent.height + 1, miner: ANN, payments };
}
/** A copy that has heard of these blocks and goes by none of them yet. */
function chainOf(...blocks: readonly Block[]) {
  const chain = newChain(3);
  for (const one of blocks) chain.blocks[one.id] = one;
  return chain;
}
const standing = (chain: ReturnType<typeof chainOf>) => [ANN, BEN, CYN].map((node) => balanceIn(chain, node, CHECKING));

describe('A copy of the chain', () => {
  const toBen = pay(ANN, 1, BEN, 10);
  const toCyn = pay(ANN, 1, CYN, 10);
  const a1 = block(1, FIRST_BLOCK, toBen);
  const b1 = block(2, FIRST_BLOCK, toCyn);
  const b2 = block(3, b1, pay(CYN, 1, BEN, 20));

  it('counts the blocks that stand on a payment, its own included', () => {
    const chain = chainOf(b1, b2);
    expect(confirmationsOf(chain, toCyn.id)).toBe(0);
    expect(switchTo(chain, b1, CHECKING)).toEqual({ undone: [], done: [b1] });
    expect(confirmationsOf(chain, toCyn.id)).toBe(1);
    switchTo(chain, b2, CHECKING);
    expect(confirmationsOf(chain, toCyn.id)).toBe(2);
    expect(blockAt(chain, 1)).toBe(b1);
    expect(blockAt(chain, 2)).toBe(b2);
  });

  it('that goes over to a longer branch takes its payments back and makes the other’s', () => {
    const chain = chainOf(a1, b1, b2);
    switchTo(chain, a1, CHECKING);
    expect(standing(chain)).toEqual([0, 20, 10]);
    expect(switchTo(chain, b2, CHECKING)).toEqual({ undone: [a1], done: [b1, b2] });
    expect(standing(chain)).toEqual([0, 30, 0]);
    expect(chain.tip).toBe(b2);
    expect(switchTo(chain, a1, CHECKING)).toEqual({ undone: [b1, b2], done: [a1] });
    expect(standing(chain)).toEqual([0, 20, 10]);
    expect(numberOf(chain.settled, b2.payments[0]?.id ?? -1)).toBe(0);
  });

  it('stays as it is when a block of the other branch spends what is not there', () => {
    const broken = block(4, b1, pay(BEN, 1, CYN, 5), pay(BEN, 2, CYN, 6));
    const beyond = block(5, broken);
    const chain = chainOf(a1, b1, broken, beyond);
    switchTo(chain, a1, CHECKING);
    expect(switchTo(chain, beyond, CHECKING)).toBeUndefined();
    expect(standing(chain)).toEqual([0, 20, 10]);
    expect(idsOf(chain.settled)).toEqual([toBen.id]);
    expect(chain.tip).toBe(a1);
    expect(chain.bad).toEqual({ [broken.id]: true, [beyond.id]: true });
  });

  it('takes what spends the last coin, and not one coin more', () => {
    for (const [amount, fits] of [
      [10, true],
      [11, false],
    ] as const) {
      const one = block(6, FIRST_BLOCK, pay(ANN, 1, BEN, amount));
      expect(switchTo(chainOf(one), one, CHECKING) !== undefined).toBe(fits);
    }
  });

  it('that does not check takes what is not there, but nothing twice', () => {
    const much = block(7, FIRST_BLOCK, pay(ANN, 1, BEN, 99));
    const chain = chainOf(much);
    expect(switchTo(chain, much, TRUSTING)).toBeDefined();
    expect(balanceIn(chain, ANN, TRUSTING)).toBe(-89);
    const twice = block(8, FIRST_BLOCK, toBen, toCyn);
    expect(switchTo(chainOf(twice), twice, TRUSTING)).toBeUndefined();
    const again = block(9, much, pay(ANN, 1, CYN, 1));
    chain.blocks[again.id] = again;
    expect(switchTo(chain, again, TRUSTING)).toBeUndefined();
    expect(chain.tip).toBe(much);
  });
});
