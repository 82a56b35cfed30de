import { type Micros, micros, type Net, type NodeId, type Reason, type TimerId } from '../../sim/index.ts';
import { NOBODY, type Reading, remember, Timer, type Want } from './reading.ts';
import { choosePage, type Site, versionAt } from './site.ts';

/** Starts a reader's tabs: each thinks first. */
export function beginReading(net: Net, self: NodeId, site: Site): void {
  for (let tab = 0; tab < (site.settings.open ? 1 : site.settings.tabs); tab++) think(net, self, site);
}

/** A page comes up. With open arrivals the next one doesn't wait for it. */
export function beginWant(net: Net, self: NodeId, reading: Reading, site: Site): Want {
  const { settings } = site;
  if (settings.open) think(net, self, site);
  if (reading.passed.length >= settings.pages) reading.passed = [];
  const page = choosePage(site, reading.passed, net.random('page', self));
  reading.passed.push(page);
  reading.count++;
  const ref = reading.count;
  const deadlineTimer = settings.deadline === 0 ? 0 : net.after(self, settings.deadline, Timer.deadline, ref);
  const want: Want = {
    ref,
    page,
    since: net.now,
    stage: 'wanted',
    tries: 0,
    triedAt: net.now,
    whom: NOBODY,
    again: net.now,
    reason: 'none',
    deadlineTimer,
    tryTimer: 0,
    holders: [],
    asked: [],
  };
  reading.wants.push(want);
  net.fact('asked', self, -1, page);
  return want;
}

/** A try begins; without an answer it has failed after the timeout. */
export function beginTry(net: Net, self: NodeId, want: Want, whom: NodeId | typeof NOBODY, site: Site): void {
  want.tries++;
  want.stage = 'waiting';
  want.triedAt = net.now;
  want.holders = [];
  want.asked = [];
  watchTry(net, self, want, whom, site);
}

/** The same try turns to somebody else: its timeout starts anew. */
export function watchTry(net: Net, self: NodeId, want: Want, whom: NodeId | typeof NOBODY, site: Site): void {
  stopTryTimer(net, want);
  want.whom = whom;
  if (site.settings.timeout > 0) want.tryTimer = net.after(self, site.settings.timeout, Timer.try, want.ref);
}

/** A try has failed: another one after a wait that doubles, or the end of the want. */
export function failTry(net: Net, self: NodeId, reading: Reading, want: Want, reason: Reason, site: Site): void {
  stopTryTimer(net, want);
  want.reason = reason;
  if (want.tries > site.settings.retries) return failWant(net, self, reading, want, reason, site);
  const jitter = 1 + net.random('backoff', self).unit() / 4;
  const wait = micros(site.settings.backoff * 2 ** (want.tries - 1) * jitter);
  want.stage = 'again';
  want.again = net.now + wait;
  net.after(self, wait, Timer.again, want.ref);
  remember(reading, { key: `recent.try.${reason}`, args: { page: want.page + 1 } });
}

/** The want ends without the page. */
export function failWant(net: Net, self: NodeId, reading: Reading, want: Want, reason: Reason, site: Site): void {
  endWant(net, reading, want);
  reading.failed++;
  net.fact('failed', self, want.whom, want.page, 0, reason);
  remember(reading, { key: `recent.failed.${reason}`, args: { page: want.page + 1 } });
  if (!site.settings.open) think(net, self, site);
}

/** The page is there. `version` is the one that came. */
export function endWithPage(
  net: Net,
  self: NodeId,
  reading: Reading,
  want: Want,
  came: { readonly from: NodeId; readonly version: number; readonly corrupt: boolean },
  site: Site,
): void {
  endWant(net, reading, want);
  reading.got++;
  net.fact('got', self, came.from, want.page, net.now - want.since);
  if (came.corrupt) net.fact('corrupt-accepted', self, came.from, want.page);
  if (site.settings.updates > 0) {
    const behind = versionAt(site, want.page, net.now) - came.version;
    net.fact(behind > 0 ? 'read-stale' : 'read-fresh', self, came.from, want.page, behind);
  }
  if (reading.got === site.settings.quota) net.fact('done', self);
  remember(reading, { key: 'recent.got', args: { page: want.page + 1, who: came.from } });
  if (!site.settings.open) think(net, self, site);
}

/** The reader went away: its wants end with it (its timers are void already). */
export function dropWants(net: Net, self: NodeId, reading: Reading, reason: Reason): void {
  for (const want of reading.wants.splice(0)) {
    reading.failed++;
    net.fact('failed', self, want.whom, want.page, 0, reason);
  }
}

function think(net: Net, self: NodeId, site: Site): void {
  const wait = net.random('think', self).exponential(site.settings.think / net.load);
  net.after(self, micros(wait) as Micros, Timer.think);
}

function endWant(net: Net, reading: Reading, want: Want): void {
  stopTryTimer(net, want);
  if (want.deadlineTimer > 0) net.cancelTimer(want.deadlineTimer as TimerId);
  reading.wants.splice(reading.wants.indexOf(want), 1);
}

function stopTryTimer(net: Net, want: Want): void {
  if (want.tryTimer > 0) net.cancelTimer(want.tryTimer as TimerId);
  want.tryTimer = 0;
}
