import { type Micros, micros, type Plan, Randomness, type Stream } from '../../sim/index.ts';
import { SETTINGS } from './settings.ts';

/** The settings, and what follows from the plan alone: the site that is read, the same on both architectures. */
export type Settings = ReturnType<typeof SETTINGS.read> & {
  /** How much each page is wanted, in no unit; Zipf: page i (from 0) has (i + 1)^-skew. */
  readonly popularity: readonly number[];
  /** When in its period each page changes, as a share of the period. */
  readonly phases: readonly number[];
};

export function siteOf({ params, seed }: Plan): Settings {
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

/** A page that is not among `passed`, by popularity. There must be one. */
export function choosePage({ popularity }: Settings, passed: readonly number[], stream: Stream): number {
  const weight = (page: number): number => (passed.includes(page) ? 0 : (popularity[page] as number));
  let total = 0;
  for (let page = 0; page < popularity.length; page++) total += weight(page);
  let rest = stream.unit() * total;
  let last = -1;
  for (let page = 0; page < popularity.length; page++) {
    const own = weight(page);
    if (own === 0) continue;
    last = page;
    rest -= own;
    if (rest < 0) return page;
  }
  if (last < 0) throw new RangeError('every page has passed');
  return last;
}

/** Time between two changes of the same page, µs: on average one page of the site changes every `updates`. */
function updatePeriod({ updates, pages }: Settings): Micros {
  return micros(updates * pages);
}

/** The newest version of a page at a time. Pages change by the author's calendar, so that everybody's facts can name it. */
export function versionAt(site: Settings, page: number, time: Micros): number {
  if (site.updates === 0) return 0;
  return Math.floor(time / updatePeriod(site) + (site.phases[page] as number));
}

/** Time until a page changes next, µs. */
export function untilUpdate(site: Settings, page: number, time: Micros): Micros {
  const period = updatePeriod(site);
  const next = versionAt(site, page, time) + 1;
  return micros(Math.max(1, Math.ceil((next - (site.phases[page] as number)) * period) - time));
}
