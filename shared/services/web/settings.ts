import { type Plan, Randomness } from '../../sim/index.ts';
import {
  amount,
  as,
  choice,
  count,
  duration,
  latency,
  meanTime,
  noneIfZero,
  type Setting,
  settingsTable,
  toggle,
} from '../kit/index.ts';

const MANY = 1_000_000_000;

/** kB/s for people, bytes/s for machines; 0 stands for a link without limit, which is read as null. */
function rate(label: string, usual: number): Setting<number | null> {
  return as(amount(label, 'kB/s', [0, usual, 1_000_000]), (value) => noneIfZero(value * 1_000));
}

function bound(label: string, usual: number): Setting<number | null> {
  return as(count(label, 'requests', [0, usual, 10_000]), noneIfZero);
}

/** Every setting of the web service; both architectures read the same ones. */
export const SETTINGS = settingsTable({
  pages: count('Pages of the site', 'pages', [1, 40, 1_000]),
  pageBytes: count('Size of a page', 'bytes', [0, 40_000, 10_000_000]),
  controlBytes: count('Size of a message without a page; 0 = too small to matter', 'bytes', [0, 0, 10_000]),
  quota: count('Pages that each reader has to read', 'pages', [1, 20, MANY]),
  tabs: count('Pages that a reader wants side by side', 'pages', [1, 2, 4]),
  arrivals: choice(
    'closed: a reader thinks after each page; open: pages are wanted whether or not earlier ones came',
    'closed',
    ['closed', 'open'],
  ),
  think: meanTime('Mean time until a reader wants the next page', [0.000_001, 4, MANY]),
  skew: amount("Exponent of the pages' popularity (Zipf); 0 = all alike", 'exponent', [0, 0.8, 3]),
  deadline: duration('Time after which a reader gives a page up; 0 = never', [0, 10, MANY]),
  workers: count('Requests that the server works on at once', 'workers', [1, 4, 100]),
  peerWorkers: count('Requests that a reader’s machine works on at once', 'workers', [1, 2, 100]),
  service: meanTime('Mean time that a worker needs for a page', [0, 0.15, MANY]),
  serviceTimes: choice('M: service times vary (exponential); D: they are all the same', 'M', ['M', 'D']),
  places: bound('Requests that a server has at once, waiting, in work or going out; 0 = no bound', 40),
  peerPlaces: bound('The same for a reader’s machine; 0 = no bound', 8),
  retries: count('Further tries for a page', 'tries', [0, 2, 10]),
  timeout: duration('Time without an answer after which a try has failed; 0 = never', [0, 3, MANY]),
  backoff: duration('Wait before the first further try; doubles with each', [0, 1, 60]),
  serverUp: rate('Uplink of a server; 0 = unlimited', 1_500),
  serverDown: rate('Downlink of a server; 0 = unlimited', 1_000),
  peerUp: rate('Uplink of a reader; 0 = unlimited', 250),
  peerDown: rate('Downlink of a reader; 0 = unlimited', 500),
  latency: latency('Delay from machine to machine', [0, 40, 10_000]),
  cache: count('Pages that a reader can keep for others', 'pages', [0, 12, 1_000]),
  mirrors: count('Spare servers that can be added', 'servers', [0, 2, 20]),
  mirrorsUp: count('Mirrors that run from the start', 'servers', [0, 0, 20]),
  neighbours: count('Other readers that each reader knows', 'readers', [1, 4, 1_000]),
  ttl: count('How many times a search is passed on', 'hops', [1, 2, 10]),
  updates: duration('Time between two changes of pages at the origin; 0 = none', [0, 0, MANY]),
  lifetime: duration('Age at which a copy is thrown away; 0 = never', [0, 0, MANY]),
  hashCheck: toggle('Readers compare every page with the hash that the origin signed', false),
});

/** The settings, and what follows from the plan alone: the site that is read, the same on both architectures. */
export type Settings = ReturnType<typeof SETTINGS.read> & {
  /** How much each page is wanted, in no unit; Zipf: page i (from 0) has (i + 1)^-skew. */
  readonly popularity: readonly number[];
  /** When in its period each page changes, as a share of the period. */
  readonly phases: readonly number[];
};

export function settingsOf({ params, seed }: Plan): Settings {
  const settings = SETTINGS.read(params);
  const pages = Array.from({ length: settings.pages }, (_, page) => page);
  const randomness = new Randomness(seed);
  return {
    ...settings,
    mirrors: Math.max(settings.mirrors, settings.mirrorsUp),
    popularity: pages.map((page) => (page + 1) ** -settings.skew),
    phases: settings.updates === 0 ? [] : pages.map((page) => randomness.stream('page-phase', page).unit()),
  };
}
