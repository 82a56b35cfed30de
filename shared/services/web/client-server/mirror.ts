import type { Message, Net, NodeId } from '../../../sim/index.ts';
import { Timer } from '../reading.ts';
import type { Site } from '../site.ts';
import { Kind, SERVER } from './layout.ts';
import { keepRule, takeRequest } from './server.ts';
import type { MirrorState, Rule } from './state.ts';

/** A copy that has not come after this time is asked for again, µs. */
const COPY_PATIENCE = 5_000_000;

export function mirrorMessage(net: Net, self: NodeId, state: MirrorState, message: Message, site: Site): void {
  switch (message.kind) {
    case Kind.request:
      return takeRequest(net, self, state, message, site);
    case Kind.copy:
      return copyCame(net, self, state, message, site);
    case Kind.rule: {
      const made = message.body as unknown as Rule;
      keepRule(net, state, made);
      net.fact('rule-kept', self, made.who, made.rule);
      return;
    }
    default:
      throw new Error(`a mirror got message kind ${message.kind}`);
  }
}

/** Started, or back after a fall: it fetches what it lacks. */
export function fillMirror(net: Net, self: NodeId, state: MirrorState, site: Site): void {
  const page = state.versions.indexOf(-1);
  if (page < 0) {
    net.send(self, SERVER, Kind.copied, site.settings.controlBytes, null);
    return;
  }
  net.send(self, SERVER, Kind.copyPlease, site.settings.controlBytes, page);
  net.after(self, COPY_PATIENCE as Parameters<Net['after']>[1], Timer.copy, page);
}

/** The copy asked for is late: lost on the way, or the server is down. */
export function copyLate(net: Net, self: NodeId, state: MirrorState, page: number, site: Site): void {
  if (state.versions.indexOf(-1) === page) fillMirror(net, self, state, site);
}

function copyCame(net: Net, self: NodeId, state: MirrorState, message: Message, site: Site): void {
  const [page, version] = message.body as readonly [number, number];
  const wasNext = state.versions.indexOf(-1) === page;
  state.versions[page] = Math.max(version, state.versions[page] ?? -1);
  net.fact('stored', self, message.from, page);
  if (wasNext) fillMirror(net, self, state, site);
}
