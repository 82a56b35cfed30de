import type { Job, Message, Net, NodeId, Plan, Protocol } from '../../sim/index.ts';
import type { ArgOf, BodyOf } from './kinds.ts';
import { Machine, type Mould } from './machine.ts';
import type { Me, Terms } from './me.ts';
import type { Role } from './role.ts';
import { roleOf, type SideRules } from './rules.ts';
import { answerTo } from './verbs.ts';

type Body<Side extends Terms> = BodyOf<Side['kinds'][string]>;
type Arg<Side extends Terms> = ArgOf<Side['timers'][string]>;

/** A role's rules, and its handlers in the order of the side's tables: what the engine knows by number. */
interface Handlers<Side extends Terms> {
  readonly rule: Role<Side>;
  readonly on: readonly (((me: Me<Side>, from: NodeId, body: Body<Side>, message: Message) => void) | undefined)[];
  readonly served: readonly (((me: Me<Side>, from: NodeId, body: Body<Side>, job: Job) => void) | undefined)[];
  readonly timers: readonly (((me: Me<Side>, arg: Arg<Side>) => void) | undefined)[];
}

/** The rules as the engine calls them. A hook that no role has is left out: the engine asks nobody then. */
export function protocolOf<Side extends Terms>(rules: SideRules<Side>, plan: Plan, mould: Mould<Side>): Protocol {
  const settings = rules.settings(plan);
  const nodes = rules.machines(plan, settings);
  const all = new Map(Object.entries(rules.roles).map(([id, rule]) => [id, handlersOf(rules, rule)]));
  const handlers = nodes.map(({ role }) => all.get(role) ?? handlersOf(rules, roleOf(rules, role)));
  const machines = machinesOf(settings, mould);
  const at = (self: NodeId): Handlers<Side> => handlers[self] as Handlers<Side>;
  const some = (hook: keyof Role<Side>): boolean => Object.values(rules.roles).some((role) => role[hook] !== undefined);
  return {
    nodes,
    kinds: Object.entries(rules.kinds).map(([name, { use }]) => ({ name, use })),
    verbs: Object.keys(rules.verbs),
    init: (net, self) => at(self).rule.init(machines(net, self, {})),
    message: (net, self, state, message) => {
      at(self).on[message.kind]?.(machines(net, self, state), message.from, message.body as Body<Side>, message);
    },
    timer: (net, self, state, timer, arg) => at(self).timers[timer]?.(machines(net, self, state), arg as Arg<Side>),
    action: (net, self, state, action) => answerTo(rules, at(self).rule, machines(net, self, state), action),
    ...(some('start') && { start: (net, self, state) => at(self).rule.start?.(machines(net, self, state)) }),
    ...(some('served') && {
      served: (net, self, state, job) => {
        const { kind, from, body } = job.message;
        at(self).served[kind]?.(machines(net, self, state), from, body as Body<Side>, job);
      },
    }),
    ...(some('pick') && {
      pick: (net, self, state, queue) => at(self).rule.pick?.(machines(net, self, state), queue) ?? 0,
    }),
    ...(some('free') && { idle: (net, self, state) => at(self).rule.free?.(machines(net, self, state)) }),
    ...(some('autopilot') && {
      autopilot: (net, self, state) => at(self).rule.autopilot?.(machines(net, self, state)),
    }),
    ...(some('down') && {
      down: (net, self, state, reason) => at(self).rule.down?.(machines(net, self, state), reason),
    }),
    ...(some('up') && { up: (net, self, state) => at(self).rule.up?.(machines(net, self, state)) }),
    ...(some('load') && { load: (net, self, state) => at(self).rule.load?.(machines(net, self, state)) }),
    ...(some('trait') && {
      trait: (net, self, state, trait, on) => at(self).rule.trait?.(machines(net, self, state), trait, on),
    }),
  };
}

function handlersOf<Side extends Terms>({ kinds, timers }: SideRules<Side>, rule: Role<Side>): Handlers<Side> {
  return {
    rule,
    on: Object.keys(kinds).map((kind) => rule.on?.[kind]),
    served: Object.keys(kinds).map((kind) => rule.served?.[kind]),
    timers: Object.keys(timers).map((timer) => rule.timers?.[timer]),
  };
}

/** Each machine is made at its first call, and anew when another run is played with the same rules. */
function machinesOf<Side extends Terms>(settings: Side['settings'], mould: Mould<Side>) {
  let made: Net | undefined;
  let machines: Machine<Side>[] = [];
  return (net: Net, self: NodeId, state: unknown): Machine<Side> => {
    if (made !== net) {
      made = net;
      machines = [];
    }
    const known = machines[self];
    if (known !== undefined) {
      known.state = state as Side['state'];
      return known;
    }
    const machine = new Machine(net, self, settings, state as Side['state'], mould);
    machines[self] = machine;
    return machine;
  };
}
