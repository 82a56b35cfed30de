import type { Params } from '../../sim/index.ts';
import type { ParamSpec } from '../contract.ts';

const count = (id: string, label: string, unit: string, value: number, min: number, max: number): ParamSpec => ({
  id,
  label,
  unit,
  kind: 'number',
  default: value,
  min,
  max,
  whole: true,
});

const amount = (id: string, label: string, unit: string, value: number, min: number, max: number): ParamSpec => ({
  id,
  label,
  unit,
  kind: 'number',
  default: value,
  min,
  max,
});

const MANY = 1_000_000_000;

/** Every setting of the web service; both architectures read the same ones. */
export const WEB_PARAMS: readonly ParamSpec[] = [
  count('pages', 'Pages of the site', 'pages', 40, 1, 1_000),
  count('pageBytes', 'Size of a page', 'bytes', 40_000, 0, 10_000_000),
  count('controlBytes', 'Size of a message without a page; 0 = too small to matter', 'bytes', 0, 0, 10_000),
  count('quota', 'Pages that each reader has to read', 'pages', 20, 1, MANY),
  count('tabs', 'Pages that a reader wants side by side', 'pages', 2, 1, 4),
  {
    id: 'arrivals',
    label: 'closed: a reader thinks after each page; open: pages are wanted whether or not earlier ones came',
    unit: 'closed or open',
    kind: 'choice',
    default: 'closed',
    choices: ['closed', 'open'],
  },
  amount('think', 'Mean time until a reader wants the next page', 's', 4, 0.000_001, MANY),
  amount('skew', "Exponent of the pages' popularity (Zipf); 0 = all alike", 'exponent', 0.8, 0, 3),
  amount('deadline', 'Time after which a reader gives a page up; 0 = never', 's', 10, 0, MANY),
  count('workers', 'Requests that the server works on at once', 'workers', 4, 1, 100),
  count('peerWorkers', 'Requests that a reader’s machine works on at once', 'workers', 2, 1, 100),
  amount('service', 'Mean time that a worker needs for a page', 's', 0.15, 0, MANY),
  {
    id: 'serviceTimes',
    label: 'M: service times vary (exponential); D: they are all the same',
    unit: 'M or D',
    kind: 'choice',
    default: 'M',
    choices: ['M', 'D'],
  },
  count(
    'places',
    'Requests that a server has at once, waiting, in work or going out; 0 = no bound',
    'requests',
    40,
    0,
    10_000,
  ),
  count('peerPlaces', 'The same for a reader’s machine; 0 = no bound', 'requests', 8, 0, 10_000),
  count('retries', 'Further tries for a page', 'tries', 2, 0, 10),
  amount('timeout', 'Time without an answer after which a try has failed; 0 = never', 's', 3, 0, MANY),
  amount('backoff', 'Wait before the first further try; doubles with each', 's', 1, 0, 60),
  amount('serverUp', 'Uplink of a server; 0 = unlimited', 'kB/s', 1_500, 0, 1_000_000),
  amount('serverDown', 'Downlink of a server; 0 = unlimited', 'kB/s', 1_000, 0, 1_000_000),
  amount('peerUp', 'Uplink of a reader; 0 = unlimited', 'kB/s', 250, 0, 1_000_000),
  amount('peerDown', 'Downlink of a reader; 0 = unlimited', 'kB/s', 500, 0, 1_000_000),
  amount('latency', 'Delay from machine to machine', 'ms', 40, 0, 10_000),
  count('cache', 'Pages that a reader can keep for others', 'pages', 12, 0, 1_000),
  count('mirrors', 'Spare servers that can be added', 'servers', 2, 0, 20),
  count('mirrorsUp', 'Mirrors that run from the start', 'servers', 0, 0, 20),
  count('neighbours', 'Other readers that each reader knows', 'readers', 4, 1, 1_000),
  count('ttl', 'How many times a search is passed on', 'hops', 2, 1, 10),
  amount('updates', 'Time between two changes of pages at the origin; 0 = none', 's', 0, 0, MANY),
  amount('lifetime', 'Age at which a copy is thrown away; 0 = never', 's', 0, 0, MANY),
  {
    id: 'hashCheck',
    label: 'Readers compare every page with the hash that the origin signed',
    unit: 'on or off',
    kind: 'switch',
    default: false,
  },
];

/** Pages that each reader has to read. */
export function itemsPerNode(params: Params): number {
  return Number(params.quota);
}
