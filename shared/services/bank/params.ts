import type { ParamSpec } from '../contract.ts';

type Range = readonly [least: number, usual: number, most: number];

const amount = (id: string, label: string, unit: string, [min, usual, max]: Range): ParamSpec => ({
  id,
  label,
  unit,
  kind: 'number',
  default: usual,
  min,
  max,
});
const count = (id: string, label: string, unit: string, range: Range): ParamSpec => ({
  ...(amount(id, label, unit, range) as Extract<ParamSpec, { kind: 'number' }>),
  whole: true,
});
const onOff = (id: string, label: string, usual: boolean): ParamSpec => ({
  id,
  label,
  unit: 'on or off',
  kind: 'switch',
  default: usual,
});

const MANY = 1e9;

/** Every setting of the bank; both architectures read the same ones. */
export const PARAMS: readonly ParamSpec[] = [
  count('payments', 'Purchases that each machine wants to make', 'purchases', [0, 30, 400_000]),
  amount('think', 'Mean time between two wishes to buy something', 's', [0, 2, MANY]),
  count('coins', 'Coins that each machine has at the start', 'coins', [0, 100, 1e6]),
  count('price', 'Highest price of a purchase; the lowest is one coin', 'coins', [1, 10, 1e6]),
  count('paymentBytes', 'Size of a payment', 'bytes', [0, 250, 100_000]),
  count('noteBytes', 'Size of a receipt, a refusal or a question', 'bytes', [0, 80, 100_000]),
  amount('timeout', 'Time without goods after which a payment is sent again', 's', [0.1, 4, MANY]),
  amount('latency', 'Delay from machine to machine', 'ms', [0, 60, 1e7]),
  amount('serverUp', 'Uplink of the bank; 0 = unlimited', 'kB/s', [0, 500, 1e6]),
  amount('serverDown', 'Downlink of the bank; 0 = unlimited', 'kB/s', [0, 500, 1e6]),
  amount('peerUp', 'Uplink of every other machine; 0 = unlimited', 'kB/s', [0, 100, 1e6]),
  amount('peerDown', 'Downlink of every other machine; 0 = unlimited', 'kB/s', [0, 200, 1e6]),

  count('tellers', 'Payments that the bank works on at once', 'tellers', [1, 2, 100]),
  amount('service', 'Mean time that a teller needs for a payment', 's', [0, 0.08, 1000]),
  count('places', 'Payments that the bank takes in, waiting and in work; 0 = no bound', 'payments', [0, 120, 10_000]),
  count('limit', 'Price from which the bank looks twice; 0 = never', 'coins', [0, 9, 1e6]),
  onOff('log', 'The bank writes each payment into a log on its disk before it counts', true),

  count('neighbours', 'Other machines that each peer is linked to', 'machines', [1, 4, 10_000]),
  amount(
    'gather',
    'Time for which a peer gathers payments that it passes on; 0 = passes each on by itself',
    's',
    [0, 0.25, 60],
  ),
  amount('blockInterval', 'Mean time between two blocks of the whole network', 's', [0.001, 4, MANY]),
  count('blockPayments', 'Payments that fit into a block', 'payments', [1, 100, 10_000]),
  count('blockBytes', 'Size of a block without its payments', 'bytes', [0, 200, 1e7]),
  count(
    'entryBytes',
    'Size that a payment adds to a block, which names payments that all have heard of',
    'bytes',
    [0, 20, 100_000],
  ),
  count('confirmations', 'Blocks that a merchant waits for, the one with the payment included', 'blocks', [0, 2, 1000]),
  onOff('verify', 'Peers check every signature and balance in a block', true),
  {
    id: 'power',
    label: "Machines' parts in the mining; nothing = all alike",
    unit: 'parts',
    kind: 'list',
    default: '',
    min: 0,
    max: 1e6,
  },
  amount('attackPower', "A double spender's share of all mining", 'share', [0.001, 0.3, 0.99]),
  onOff('premine', 'A double spender mines one block in secret before it pays', true),
  {
    id: 'attackFrom',
    label: 'When a double spender begins to mine in secret: as it pays, or once it has the goods',
    unit: 'payment or goods',
    kind: 'choice',
    default: 'payment',
    choices: ['payment', 'goods'],
  },
  count('patience', 'Blocks behind at which a double spender gives up; 0 = never', 'blocks', [0, 6, 1e6]),
];
