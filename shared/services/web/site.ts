import { type Micros, micros, type Stream } from '../../sim/index.ts';
import type { Settings } from './settings.ts';

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
