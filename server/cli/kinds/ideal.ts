import { clientServer } from '../../../shared/services/file/client-server/protocol.ts';
import { PARAMS } from '../../../shared/services/file/params.ts';
import { peerToPeer } from '../../../shared/services/file/peer-to-peer/protocol.ts';
import { type Architecture, type LogReader, type Params, type Plan, Run } from '../../../shared/sim/index.ts';
import { STRESS_BY_ID } from '../../../shared/stresses/index.ts';

/** What theory assumes: messages that take no time and no link, every peer a neighbour, one upload at a time, free choice of whom next. */
const IDEAL: Params = {
  pieceBytes: 1_000_000,
  downlink: 0,
  latency: 0,
  requestBytes: 0,
  controlBytes: 0,
  places: 0,
  timeout: 0,
  mirrors: 0,
  neighbours: 0,
  slots: 1,
  slotSeconds: 0,
  unchoke: 'neediest',
  haveSeconds: 0,
  nextFiles: 0,
};

export interface IdealRun {
  readonly architecture: Architecture;
  readonly nodes: number;
  readonly params: Params;
  readonly stresses?: Plan['stresses'];
  readonly seed: number;
  readonly reader: LogReader;
  /** Seconds between two actions of the autopilot; 0: machines act at once. */
  readonly bot?: number;
}

/** A run of the file service with the ideal settings and the service's defaults for the rest. */
export function idealRun({ architecture, nodes, params, seed, stresses = [], reader, bot = 0 }: IdealRun): Run {
  const defaults = Object.fromEntries(PARAMS.map((spec) => [spec.id, spec.default]));
  const plan: Plan = {
    service: 'file',
    architecture,
    params: { ...defaults, ...IDEAL, ...params },
    nodes,
    stresses,
    seed,
    durations: { play: 3600 },
    pace: { bot, person: 0 },
  };
  const protocol = architecture === 'client-server' ? clientServer(plan) : peerToPeer(plan);
  return Run.create({ plan, protocol, stresses: STRESS_BY_ID, reader });
}
