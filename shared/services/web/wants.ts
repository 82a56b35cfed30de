import { micros, type NodeId, type Reason, type TimerId } from '../../sim/index.ts';
import { findWant, NOBODY, pageName, type Reader, type Want } from './reading.ts';
import { choosePage, versionAt } from './site.ts';
import { remember } from './texts.ts';

/** Starts a reader's tabs: each thinks first. */
export function beginReading(me: Reader): void {
  for (let tab = 0; tab < (isOpen(me) ? 1 : me.settings.tabs); tab++) think(me);
}

/** A page comes up. With open arrivals the next one doesn't wait for it. */
export function beginWant(me: Reader): void {
  const { settings, now } = me;
  const { reading } = me.state;
  if (isOpen(me)) think(me);
  if (reading.passed.length >= settings.pages) reading.passed = [];
  const page = choosePage(settings, reading.passed, me.random('page'));
  reading.passed.push(page);
  reading.count++;
  const ref = reading.count;
  const deadlineTimer = settings.deadline === 0 ? 0 : me.after.deadline(settings.deadline, ref);
  reading.wants.push({
    ref,
    page,
    since: now,
    stage: 'wanted',
    tries: 0,
    triedAt: now,
    whom: NOBODY,
    again: now,
    reason: 'none',
    deadlineTimer,
    tryTimer: 0,
    holders: [],
    asked: [],
  });
  me.fact('asked', -1, page);
}

/** The page did not come in time. */
export function deadlineCame(me: Reader, ref: number): void {
  const want = findWant(me.state.reading, ref);
  if (want === undefined) return;
  want.deadlineTimer = 0;
  failWant(me, want, 'timeout');
}

/** A try begins; without an answer it has failed after the timeout. */
export function beginTry(me: Reader, want: Want, whom: NodeId | typeof NOBODY): void {
  want.tries++;
  want.stage = 'waiting';
  want.triedAt = me.now;
  want.holders = [];
  want.asked = [];
  watchTry(me, want, whom);
}

/** The same try turns to somebody else: its timeout starts anew. */
export function watchTry(me: Reader, want: Want, whom: NodeId | typeof NOBODY): void {
  stopTryTimer(me, want);
  want.whom = whom;
  if (me.settings.timeout > 0) want.tryTimer = me.after.try(me.settings.timeout, want.ref);
}

/** A try has failed: another one after a wait that doubles, or the end of the want. */
export function failTry(me: Reader, want: Want, reason: Reason): void {
  stopTryTimer(me, want);
  want.reason = reason;
  if (want.tries > me.settings.retries) return failWant(me, want, reason);
  const jitter = 1 + me.random('backoff').unit() / 4;
  const wait = micros(me.settings.backoff * 2 ** (want.tries - 1) * jitter);
  want.stage = 'again';
  want.again = me.now + wait;
  me.after.again(wait, want.ref);
  remember(me.state, `try.${reason}`, { page: pageName(want) });
}

/** The want ends without the page. */
export function failWant(me: Reader, want: Want, reason: Reason): void {
  endWant(me, want);
  me.state.reading.failed++;
  me.fact('failed', want.whom, want.page, 0, reason);
  remember(me.state, `failed.${reason}`, { page: pageName(want) });
  if (!isOpen(me)) think(me);
}

/** The page is there. `version` is the one that came. */
export function endWithPage(
  me: Reader,
  want: Want,
  { from, version, corrupt }: { readonly from: NodeId; readonly version: number; readonly corrupt: boolean },
): void {
  const { settings, now } = me;
  const { reading } = me.state;
  endWant(me, want);
  reading.got++;
  me.fact('got', from, want.page, now - want.since);
  if (corrupt) me.fact('corrupt-accepted', from, want.page);
  if (settings.updates > 0) {
    const behind = versionAt(settings, want.page, now) - version;
    me.fact(behind > 0 ? 'read-stale' : 'read-fresh', from, want.page, behind);
  }
  if (reading.got === settings.quota) me.fact('done');
  remember(me.state, 'got', { page: pageName(want), who: from });
  if (!isOpen(me)) think(me);
}

/** The reader went away: its wants end with it (its timers are void already). */
export function dropWants(me: Reader, reason: Reason): void {
  const { reading } = me.state;
  for (const want of reading.wants.splice(0)) {
    reading.failed++;
    me.fact('failed', want.whom, want.page, 0, reason);
  }
}

function isOpen({ settings }: Reader): boolean {
  return settings.arrivals === 'open';
}

function think(me: Reader): void {
  me.after.think(micros(me.random('think').exponential(me.settings.think / me.load)));
}

function endWant(me: Reader, want: Want): void {
  const { wants } = me.state.reading;
  stopTryTimer(me, want);
  if (want.deadlineTimer > 0) me.stop(want.deadlineTimer as TimerId);
  wants.splice(wants.indexOf(want), 1);
}

function stopTryTimer(me: Reader, want: Want): void {
  if (want.tryTimer > 0) me.stop(want.tryTimer as TimerId);
  want.tryTimer = 0;
}
