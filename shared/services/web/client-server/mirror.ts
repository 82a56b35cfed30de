import { type NodeId, seconds } from '../../../sim/index.ts';
import type { Me, Role } from '../../kit/index.ts';
import { versionAt } from '../site.ts';
import { forgetChosen, keepRule, pickNext, servePage, takeRequest } from './serving.ts';
import { firstServers, type MirrorSide, newServing, type PageCopy, SERVER } from './terms.ts';

type Mirror = Me<MirrorSide>;

/** A copy that has not come after this time is asked for again. */
const COPY_PATIENCE = seconds(5);

/** A second server: copies every page, then takes requests. */
export const mirror: Role<MirrorSide> = {
  isInfrastructure: true,
  init({ id, plan, settings, now }) {
    const runs = firstServers(plan, settings).includes(id);
    return {
      ...newServing(),
      versions: Array.from({ length: settings.pages }, (_, page) => (runs ? versionAt(settings, page, now) : -1)),
    };
  },
  up: fill,
  down: forgetChosen,
  on: {
    request: takeRequest,
    copy: copyCame,
    rule(me, _from, made) {
      keepRule(me, made);
      me.fact('rule-kept', made.who, made.rule);
    },
  },
  served: {
    request: (me, from, request) => servePage(me, from, request, me.state.versions[request.page] as number),
  },
  timers: {
    // The copy asked for is late: lost on the way, or the server is down.
    copy(me, page) {
      if (missing(me) === page) fill(me);
    },
  },
  pick: pickNext,
  actions: {},
  view() {
    throw new Error('nobody plays a mirror');
  },
  picture: ({ queue }) => ({ progress: null, queue: queue.length }),
};

function missing({ state }: Mirror): number {
  return state.versions.indexOf(-1);
}

/** Started, or back after a fall: it fetches what it lacks. */
function fill(me: Mirror): void {
  const page = missing(me);
  if (page < 0) {
    me.send.copied(SERVER);
    return;
  }
  me.send['copy-please'](SERVER, page);
  me.after.copy(COPY_PATIENCE, page);
}

function copyCame(me: Mirror, from: NodeId, { page, version }: PageCopy): void {
  const { versions } = me.state;
  const wasNext = missing(me) === page;
  versions[page] = Math.max(version, versions[page] ?? -1);
  me.fact('stored', from, page);
  if (wasNext) fill(me);
}
