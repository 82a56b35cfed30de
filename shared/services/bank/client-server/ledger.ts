import type { NodeId } from '../../../sim/index.ts';
import type { Payment } from '../payment.ts';

/** The one truth: how much everybody has, and whom each payment that counts went to, by its id. */
export interface Ledger {
  readonly balances: number[];
  readonly done: Record<number, NodeId>;
}

/** Every client has the same at the start; the bank has nothing of its own. */
export function newLedger(size: number, coins: number): Ledger {
  return { balances: Array.from({ length: size }, (_, node) => (node === 0 ? 0 : coins)), done: {} };
}

export function copyLedger({ balances, done }: Ledger): Ledger {
  return { balances: [...balances], done: { ...done } };
}

/** The ledger as it was backed up, with every logged payment made again in order. */
export function replay(backup: Ledger, entries: readonly Payment[]): Ledger {
  const ledger = copyLedger(backup);
  for (const payment of entries) apply(ledger, payment);
  return ledger;
}

/** Debit and credit at once: no event lies between them, so that no money is ever created or lost. */
export function apply({ balances, done }: Ledger, { id, from, to, amount }: Payment): void {
  balances[from] = balanceOf(balances, from) - amount;
  balances[to] = balanceOf(balances, to) + amount;
  done[id] = to;
}

export function balanceOf(balances: readonly number[], node: NodeId): number {
  const balance = balances[node];
  if (balance === undefined) throw new RangeError(`machine ${node} has no account`);
  return balance;
}
