import type { Plan } from '../../../shared/sim/index.ts';
import { clockProtocol } from './protocol.ts';

/** Everybody asks everybody in turn and meets in the middle: averages spread by gossip. */
export const peerToPeer = (plan: Plan) =>
  clockProtocol(plan, {
    roleOf: () => 'peer',
    mayAsk: (self, whom) => self !== whom,
    next: (net, self, { set }) => (self + 1 + (set % (net.size - 1))) % net.size,
    share: 0.5,
  });
