import type { PublicView } from '../../protocol/public-view.ts';
import type { Meter } from '../../protocol/views.ts';
import { type NodeId, type Said, toSeconds } from '../../sim/index.ts';
import { allDone } from '../run/all-done.ts';
import { type CurrentRun, shareDone, waitingFor } from '../run/current-run.ts';
import { say } from '../words/text-keys.ts';

/** µs that news stays above the network. */
const NEWS = 6_000_000;

/** The two to four big numbers: done, work, waiting, and how close to the bound. */
export function metersOf(current: CurrentRun): readonly Meter[] {
  const share = shareDone(current);
  const { par } = current;
  const now = toSeconds(current.run.now);
  const meters: Meter[] = [
    { label: say('meter.done'), value: current.commentary.finished.length, unit: 'count', of: current.goals.size },
    { label: say('meter.working'), value: percent(share), unit: 'share' },
    { label: say('meter.waiting'), value: waitingFor(current), unit: 'count' },
  ];
  if (par === null || now < 1) return meters;
  const could = Math.min(1, now / par.seconds);
  return [...meters, { label: say('meter.par'), value: percent(Math.min(1, share / could)), unit: 'share' }];
}

/** Only the big moments: the class is done, the machine that all depends on is down, or trouble has just begun. */
export function bannerOf(current: CurrentRun): PublicView['banner'] {
  const { run, commentary } = current;
  if (allDone(current)) return { said: say('banner.all-done'), mood: 'good' };
  if (!run.net.isUp(0 as NodeId)) return { said: firstIsDown(current), mood: 'bad' };
  const { trouble } = commentary;
  return trouble !== null && run.now - trouble.t < NEWS ? { said: trouble.said, mood: trouble.mood } : null;
}

/** The server, the peer that the others began to copy from, or a peer like any other. */
function firstIsDown(current: CurrentRun): Said {
  const { plan, protocol } = current;
  if (plan.architecture === 'client-server') return say('banner.server-down', { waiting: waitingFor(current) });
  const [first, second] = protocol.nodes;
  return first?.role === second?.role ? say('banner.machine-down', { who: 0 }) : say('banner.origin-down');
}

/** Whole percents: finer changes would be sent and never seen. */
function percent(share: number): number {
  return Math.round(share * 100) / 100;
}
