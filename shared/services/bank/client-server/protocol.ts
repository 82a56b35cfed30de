import { micros, type NodeSpec, type Plan, type Protocol } from '../../../sim/index.ts';
import { planWish, Timer } from '../purchases.ts';
import { readSettings, type Settings } from '../settings.ts';
import {
  againTimer,
  CLIENT_VERBS,
  clientAction,
  clientAutopilot,
  clientMessage,
  clientUp,
  newClient,
  wishTimer,
} from './client.ts';
import { bankDown, bankUp, diskGone } from './disk.ts';
import { beginMischief, mischiefTimer, takeUp } from './mischief.ts';
import { DESK_TIMER, deskTimer, newServer, takePayment, tellerDone } from './server.ts';
import type { BankState } from './state.ts';
import { SERVER_VERBS, serverAction, serverAutopilot } from './verbs.ts';
import { KINDS, SERVER } from './wire.ts';

/** One bank with one ledger: a payment counts when the bank says so, once and for all. */
export function clientServer(plan: Plan): Protocol<BankState> {
  const settings = readSettings(plan.params);
  return {
    nodes: layOut(plan, settings),
    kinds: KINDS,
    verbs: [...CLIENT_VERBS, ...SERVER_VERBS],
    init: (_net, self) => (self === SERVER ? newServer(plan.nodes, settings) : newClient(settings)),
    start: (net, self, state) => {
      if (state.role === 'client') planWish(net, self, state.purchases, settings);
    },
    message: (net, self, state, message) =>
      state.role === 'server'
        ? takePayment(net, self, state, message, settings)
        : clientMessage(net, self, state, message, settings),
    timer: (net, self, state, timer, arg) => {
      if (state.role === 'server') {
        if (timer === DESK_TIMER) deskTimer(net, self, state, arg, settings);
      } else if (timer === Timer.wish) wishTimer(net, self, state, settings);
      else if (timer === Timer.again) againTimer(net, self, state, arg, settings);
      else mischiefTimer(net, self, state, timer, settings);
    },
    served: (net, self, state, job) => {
      if (state.role === 'server') tellerDone(net, self, state, job, settings);
    },
    action: (net, self, state, action) =>
      state.role === 'server'
        ? serverAction(net, self, state, action, settings)
        : clientAction(net, self, state, action, settings),
    autopilot: (net, _self, state) => (state.role === 'server' ? serverAutopilot(net, state) : clientAutopilot(state)),
    down: (net, self, state) => {
      if (state.role === 'server') bankDown(net, self, state, settings);
    },
    up: (net, self, state) => {
      if (state.role === 'server') return bankUp(net, self, state);
      clientUp(net, self, state, settings);
      beginMischief(net, self);
    },
    trait: (net, self, state, trait, on) => {
      if (!on) return;
      if (state.role === 'client') {
        if (net.isUp(self)) takeUp(net, self, trait);
        return;
      }
      if (trait === 'disk-lost') diskGone(net, self, state);
      if (trait === 'breached')
        for (let client = 1; client < plan.nodes; client++) net.fact('exposed', self, client as typeof self);
    },
  };
}

/** Node 0 is the bank, all others are its clients. */
function layOut(plan: Plan, settings: Settings): NodeSpec[] {
  const latency = micros(settings.latency / 2);
  const { serverUp, serverDown, peerUp, peerDown, tellers, places } = settings;
  return Array.from({ length: plan.nodes }, (_, node) =>
    node === SERVER
      ? { role: 'server', up: serverUp, down: serverDown, latency, workers: tellers, places }
      : { role: 'client', up: peerUp, down: peerDown, latency, workers: 1, places: null },
  );
}
