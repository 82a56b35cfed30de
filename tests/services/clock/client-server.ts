import type { Plan } from '../../../shared/sim/index.ts';
import { clockProtocol } from './protocol.ts';

/** One time server, whose clock counts. */
export const clientServer = (plan: Plan) =>
  clockProtocol(plan, {
    roleOf: (node) => (node === 0 ? 'server' : 'client'),
    mayAsk: (self, whom) => self !== 0 && whom === 0,
    next: () => 0,
    share: 1,
  });
