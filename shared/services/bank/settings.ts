import type { Plan } from '../../sim/index.ts';
import {
  amount,
  as,
  choice,
  count,
  duration,
  latency,
  meanTime,
  noneIfZero,
  numberList,
  type Setting,
  settingsTable,
  toggle,
} from '../kit/index.ts';

const MANY = 1e9;

/** kB/s for people, bytes/s for machines; 0 stands for a link without limit, which is read as null. */
function rate(label: string, usual: number): Setting<number | null> {
  return as(amount(label, 'kB/s', [0, usual, 1e6]), (value) => noneIfZero(value * 1000));
}

/** Every setting of the bank; both architectures read the same ones. */
export const SETTINGS = settingsTable({
  payments: count('Purchases that each machine wants to make', 'purchases', [0, 30, 400_000]),
  think: meanTime('Mean time between two wishes to buy something', [0, 2, MANY]),
  coins: count('Coins that each machine has at the start', 'coins', [0, 100, 1e6]),
  price: count('Highest price of a purchase; the lowest is one coin', 'coins', [1, 10, 1e6]),
  paymentBytes: count('Size of a payment', 'bytes', [0, 250, 100_000]),
  noteBytes: count('Size of a receipt, a refusal or a question', 'bytes', [0, 80, 100_000]),
  timeout: duration('Time without goods after which a payment is sent again', [0.1, 4, MANY]),
  latency: latency('Delay from machine to machine', [0, 60, 1e7]),
  serverUp: rate('Uplink of the bank; 0 = unlimited', 500),
  serverDown: rate('Downlink of the bank; 0 = unlimited', 500),
  peerUp: rate('Uplink of every other machine; 0 = unlimited', 100),
  peerDown: rate('Downlink of every other machine; 0 = unlimited', 200),

  tellers: count('Payments that the bank works on at once', 'tellers', [1, 2, 100]),
  service: meanTime('Mean time that a teller needs for a payment', [0, 0.08, 1000]),
  places: as(
    count('Payments that the bank takes in, waiting and in work; 0 = no bound', 'payments', [0, 120, 10_000]),
    noneIfZero,
  ),
  limit: as(count('Price from which the bank looks twice; 0 = never', 'coins', [0, 9, 1e6]), noneIfZero),
  log: toggle('The bank writes each payment into a log on its disk before it counts', true),

  neighbours: count('Other machines that each peer is linked to', 'machines', [1, 4, 10_000]),
  gather: duration(
    'Time for which a peer gathers payments that it passes on; 0 = passes each on by itself',
    [0, 0.25, 60],
  ),
  blockInterval: meanTime('Mean time between two blocks of the whole network', [0.001, 4, MANY]),
  blockPayments: count('Payments that fit into a block', 'payments', [1, 100, 10_000]),
  blockBytes: count('Size of a block without its payments', 'bytes', [0, 200, 1e7]),
  entryBytes: count(
    'Size that a payment adds to a block, which names payments that all have heard of',
    'bytes',
    [0, 20, 100_000],
  ),
  confirmations: count('Blocks that a merchant waits for, the one with the payment included', 'blocks', [0, 2, 1000]),
  verify: toggle('Peers check every signature and balance in a block', true),
  power: numberList("Machines' parts in the mining; nothing = all alike", 'parts', [0, 1e6]),
  attackPower: amount("A double spender's share of all mining", 'share', [0.001, 0.3, 0.99]),
  premine: toggle('A double spender mines one block in secret before it pays', true),
  attackFrom: choice(
    'When a double spender begins to mine in secret: as it pays, or once it has the goods',
    'payment',
    ['payment', 'goods'],
  ),
  patience: as(count('Blocks behind at which a double spender gives up; 0 = never', 'blocks', [0, 6, 1e6]), noneIfZero),
});

/** Those of a plan, in the engine's units. */
export type Settings = ReturnType<typeof SETTINGS.read>;

export function settingsOf({ params }: Plan): Settings {
  return SETTINGS.read(params);
}
