import { MEASURED, type MeasuredServices } from '../../server/cli/kinds/services.ts';
import type { Service, ServiceSide } from '../../shared/services/contract.ts';
import type { PeerState } from '../../shared/services/mail/peer-to-peer/terms.ts';
import type { Net, NodeSpec, Params, Plan, Protocol } from '../../shared/sim/index.ts';
import { type NodeId, seconds } from '../../shared/sim/index.ts';

type Remake = (protocol: Protocol, plan: Plan) => Protocol;

/** The game's services, one of them with other rules on both architectures. */
function withRules(service: Service, remake: Remake): MeasuredServices {
  const remade = (side: ServiceSide): ServiceSide => ({
    ...side,
    protocol: (plan) => remake(side.protocol(plan), plan),
  });
  const sides = {
    'client-server': remade(service.sides['client-server']),
    'peer-to-peer': remade(service.sides['peer-to-peer']),
  };
  return { ...MEASURED, [service.id]: { ...service, sides } };
}

/** The game's services, one of which goes by these settings whatever it is told. */
function withSettings(service: Service, settings: (told: Params) => Params): MeasuredServices {
  const change = (side: ServiceSide): ServiceSide => ({
    ...side,
    protocol: (plan) => {
      const believed = { ...plan, params: { ...plan.params, ...settings(plan.params) } };
      return believing(side.protocol(believed), believed);
    },
  });
  const sides = {
    'client-server': change(service.sides['client-server']),
    'peer-to-peer': change(service.sides['peer-to-peer']),
  };
  return { ...MEASURED, [service.id]: { ...service, sides } };
}

/** The same handlers, for which `net.plan` is another plan. */
function believing(protocol: Protocol, plan: Plan): Protocol {
  const parts = Object.entries(protocol).map(([name, part]) => [
    name,
    typeof part === 'function' ? (net: Net, ...rest: unknown[]) => part(seenAs(net, plan), ...rest) : part,
  ]);
  return Object.fromEntries(parts) as unknown as Protocol;
}

function seenAs(net: Net, plan: Plan): Net {
  return new Proxy(net, { get: (real, name) => (name === 'plan' ? plan : Reflect.get(real, name)) });
}

const withMachines = (service: Service, change: (machine: NodeSpec) => NodeSpec): MeasuredServices =>
  withRules(service, (protocol) => ({ ...protocol, nodes: protocol.nodes.map(change) }));

const HUB = 0 as NodeId;

/** The hub is back as soon as it falls. */
const hubThatStays: Remake = (protocol) => ({
  ...protocol,
  down: (net, self, state, reason) => {
    protocol.down?.(net, self, state, reason);
    if (self === HUB) net.turnOn(HUB);
  },
});

/** Who knows the letter tells nobody by itself; who doesn't asks. */
const pullOnly: Remake = (protocol, plan) => {
  const asking = mail.sides[plan.architecture].protocol({ ...plan, params: { ...plan.params, spread: 'push-pull' } });
  return {
    ...protocol,
    timer: (net, self, state, timer, arg) => {
      if ((state as PeerState).learned < 0) asking.timer?.(net, self, state, timer, arg);
      else net.after(self, seconds(Number(plan.params['round'])), timer);
    },
  };
};

const { bank, file, mail, records, web } = MEASURED;

interface Broken {
  readonly wrong: string;
  readonly services: MeasuredServices;
  /** Words in the titles of the claims that it must break one of. */
  readonly breaks: string;
  /** Samples that it takes to see it, if that is more than usual: waits vary more than anything else. */
  readonly samples?: number;
}

/** Services with one thing wrong. */
export const BROKEN: readonly Broken[] = [
  {
    wrong: 'half the uplink',
    services: withMachines(file, (machine) => ({ ...machine, up: machine.up === null ? null : machine.up / 2 })),
    breaks: 'file "N":10',
  },
  { wrong: 'no hash check', services: withSettings(file, () => ({ hashCheck: false })), breaks: 'poison hash' },
  { wrong: 'an attacker who gives up', services: withSettings(bank, () => ({ patience: 1 })), breaks: 'ds' },
  { wrong: 'pull without push', services: withRules(mail, pullOnly), breaks: 'gossip' },
  {
    wrong: 'an unbounded buffer',
    services: withSettings(web, () => ({ places: 0 })),
    breaks: 'queue 1.2',
    samples: 20_000,
  },
  { wrong: 'a hub that cannot fail', services: withRules(web, hubThatStays), breaks: 'fail star' },
  {
    wrong: 'one worker more',
    services: withMachines(web, (machine) => ({ ...machine, workers: machine.workers + 1 })),
    breaks: 'queue Wq',
    samples: 20_000,
  },
  {
    wrong: 'a quorum that writes everywhere',
    services: withSettings(records, ({ replicas = 0 }) => ({ writeQuorum: replicas })),
    breaks: 'quorum "R":1',
  },
];
