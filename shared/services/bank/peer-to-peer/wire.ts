import type { KindSpec } from '../../../sim/index.ts';
import type { KindLook, RoleSpec } from '../../contract.ts';

/** Message kinds; the numbers index `KINDS` and `LOOKS`. `catchUp`: the latest blocks that I know, send me what follows. */
export const Kind = { pay: 0, block: 1, catchUp: 2, goods: 3 } as const;

/** Goods are no data, so they take no bytes; what the network carries of use are the blocks that make up the ledger. */
export const KINDS: readonly KindSpec[] = [
  { name: 'pay', use: 'request' },
  { name: 'block', use: 'useful' },
  { name: 'catch-up', use: 'control' },
  { name: 'goods', use: 'useful' },
];

export const LOOKS: readonly KindLook[] = [
  { shape: 'coin', colour: 'teal', name: 'bank.kind.pay' },
  { shape: 'cube', colour: 'teal', name: 'bank.kind.block' },
  { shape: 'dot', colour: 'ink', name: 'bank.kind.catch-up' },
  { shape: 'hexagon', colour: 'yellow', name: 'bank.kind.goods' },
];

export const ROLES: readonly RoleSpec[] = [
  { id: 'peer', name: 'bank.role.peer', brief: 'bank.brief.peer' },
  {
    id: 'double-spender',
    name: 'bank.role.double-spender',
    brief: 'bank.brief.double-spender',
    hiddenTrait: 'double-spender',
  },
];
