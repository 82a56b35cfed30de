import type { NodeId } from '../../../sim/index.ts';
import type { Role } from '../../kit/index.ts';
import { remember } from '../texts.ts';
import { accessAutopilot, allow, refuse, renew, revoke } from './access.ts';
import { callExpires, replicaAnswered, startCall, takeIn } from './calls.ts';
import { breakIn, changeLocks, intruderReads, nobody, pilotSeesIntruder } from './intruder.ts';
import { addReplica, loseDisk } from './replication.ts';
import { serverView } from './server-view.ts';
import { replicaAt, type ServerSide } from './terms.ts';

/** The database's front: decides who is let in, and asks the replicas. */
export const server: Role<ServerSide> = {
  init: ({ people, settings }) => ({
    latest: {},
    settled: {},
    replicas: Array.from({ length: settings.replicas }, (_, index): NodeId => replicaAt(people, index)),
    empty: [],
    diskLost: false,
    calls: [],
    nextCall: 1,
    refused: [],
    revoked: [],
    asked: {},
    odd: {},
    copies: {},
    voided: {},
    intruder: nobody(),
    closedUntil: 0,
    recent: [],
  }),
  up(me) {
    remember(me.state, 'restarted');
    if (me.hasTrait('breached')) breakIn(me);
    if (me.state.diskLost) loseDisk(me);
  },
  down({ state }) {
    // What was under way is forgotten; what the replicas have is still there.
    state.calls.length = 0;
  },
  trait(me, trait, on) {
    if (trait === 'breached' && on) breakIn(me);
    if (trait === 'disk-lost' && on) loseDisk(me);
  },
  on: { query: takeIn, version: replicaAnswered, written: replicaAnswered },
  served: { query: startCall },
  timers: { call: callExpires, intruder: intruderReads },
  actions: { allow, refuse, revoke, renew, 'add-replica': addReplica, 'change-locks': changeLocks },
  /** Shuts strangers out, late. */
  autopilot: (me) => (pilotSeesIntruder(me) ? { type: 'change-locks' } : accessAutopilot(me)),
  view: serverView,
  picture: ({ queue }) => ({ progress: null, queue: queue.length }),
};
