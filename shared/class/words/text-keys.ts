import type { Said } from '../../sim/index.ts';

/**
 * Every sentence that a class says besides refusals and a service's own, for the client's words. `who` is a node's index, which the
 * board replaces by a name; `name` is a name already; `words` a whole sentence from a stress's card.
 */
export const TEXT_KEYS = [
  /** Board log. args: who, reason */
  'line.down',
  'line.left',
  'line.up',
  'line.added',
  'line.done',
  'line.first-done',
  /** args: share (percent) */
  'line.share-done',
  'line.all-done',
  'line.words',
  'line.corrupt-accepted',
  'line.corrupt-rejected',
  /** Above the network; args: waiting */
  'banner.server-down',
  'banner.origin-down',
  /** args: who */
  'banner.machine-down',
  'banner.words',
  /** The class costs more than its server has; args: percent (of the speed that time has) */
  'banner.slow',
  'banner.all-done',
  /** On the time line. */
  'mark.down',
  'mark.up',
  'mark.machine-down',
  'mark.machine-up',
  'mark.words',
  'mark.first-done',
  'mark.half-done',
  'mark.all-done',
  'meter.done',
  'meter.working',
  'meter.waiting',
  'meter.par',
  /** Trouble that the brief announces; args: what, at (seconds) */
  'trouble.at',
  /** The one big button of the desk: what it leads to. */
  'next.start',
  'next.predict',
  'next.play',
  'next.reveal',
  'next.second-run',
  'next.compare',
  'next.round',
  'next.end',
  'next.nothing',
  /** What befell the server; args: time (as 1:40), phase */
  'notice.stopped',
  'notice.lost',
  'notice.lost-timed',
  /** What going back leads to, and the question before. */
  'back.lobby',
  'back.brief',
  'back.predict',
  'back.play',
  'back.reveal',
  'back.compare',
  'back.sure.nothing',
  'back.sure.again',
  'back.sure.drop',
  /** Told to one student alone: why the own machine is down. */
  'outage.crashed',
  'outage.left',
  /** Told to one student alone. */
  'secret.free-rider',
  'secret.poisoner',
  'secret.flooder',
  'secret.breached',
  'secret.eavesdropper',
  'secret.sybil',
  'secret.double-spender',
  'secret.other',
  /** After the run; args: name */
  'revealed.free-rider',
  'revealed.poisoner',
  'revealed.flooder',
  'revealed.breached',
  'revealed.eavesdropper',
  'revealed.sybil',
  'revealed.double-spender',
  'revealed.other',
  /** args: n */
  'praise.finished',
  'praise.first',
  'praise.helped',
  'praise.served-all',
  'praise.clean',
  'praise.active',
  'praise.predicted',
  'praise.part',
  'podium.delivered',
  'podium.helped',
  'podium.clean',
  'podium.active',
  'podium.predicted',
] as const;
export type TextKey = (typeof TEXT_KEYS)[number];

export function say(key: TextKey, args?: Said['args']): Said {
  return args === undefined ? { key } : { key, args };
}

/** The sentence about a trait, or the general one for a trait that has none of its own. */
export function sayTrait(kind: 'secret' | 'revealed', trait: string, args?: Said['args']): Said {
  const key = `${kind}.${trait}`;
  return say(isKey(key) ? key : `${kind}.other`, args);
}

function isKey(key: string): key is TextKey {
  return (TEXT_KEYS as readonly string[]).includes(key);
}
