import type { NodeId, Plan, Run, Said } from '../../sim/index.ts';
import type { KindLook, PlayerView, RoleSpec, ServiceSide } from '../contract.ts';
import type { KindTable, TimerTable } from './kinds.ts';
import { clockOf, Machine, type Mould, senderOf } from './machine.ts';
import type { Terms, VerbTable } from './me.ts';
import { protocolOf } from './protocol.ts';
import type { Role } from './role.ts';
import { roleOf, type SideRules } from './rules.ts';
import { mayDo, offerOf } from './verbs.ts';

interface Shared<Kinds extends KindTable, Timers extends TimerTable, Verbs extends VerbTable, Settings extends object> {
  readonly kinds: Kinds;
  readonly timers: Timers;
  readonly verbs: Verbs;
  readonly settings: Settings;
  readonly state: object;
}

const EMPTY_VIEW = { verbs: [], offers: [], neighbours: [] } as const;

/** Makes what the engine plays and the pages show of one description. */
export function defineSide<
  Kinds extends KindTable,
  Timers extends TimerTable,
  Verbs extends VerbTable,
  Settings extends object,
>(given: SideRules<Shared<Kinds, Timers, Verbs, Settings>>): ServiceSide {
  type Side = Shared<Kinds, Timers, Verbs, Settings>;
  const rules = { ...given, settings: oncePerPlan(given.settings) };
  const mould: Mould<Side> = {
    Sender: senderOf(rules.kinds),
    Clock: clockOf(rules.timers),
    indexOf: Object.fromEntries(Object.keys(rules.kinds).map((name, index) => [name, index])),
    may: (me, verb, fields) => mayDo(rules, me, verb, fields),
    offer: (me, verb, fields, wording) => offerOf(rules, me, verb, fields, wording),
  };
  const meOf = ({ net, plan }: Run, node: NodeId) =>
    new Machine(net, node, rules.settings(plan), net.state(node) as Side['state'], mould);
  return {
    layout: rules.layout,
    roles: Object.entries(rules.roles).flatMap(([id, role]) => roleSpecs(rules.service, id, role)),
    looks: Object.entries(rules.kinds).map(
      ([name, { shape, colour }]): KindLook => ({ name: `${rules.service}.kind.${name}`, shape, colour }),
    ),
    protocol: (plan) => protocolOf(rules, plan, mould),
    view: (run, node): PlayerView => {
      const me = meOf(run, node);
      const shown = roleOf<Side>(rules, me.role).view?.(me);
      if (shown === undefined) throw new Error(`nobody plays a ${me.role} of ${rules.service}`);
      return { ...EMPTY_VIEW, recent: recentOf(me.state), role: me.role, ...shown };
    },
    picture: (run, node) => {
      const me = meOf(run, node);
      return roleOf<Side>(rules, me.role).picture(me);
    },
  };
}

function recentOf(state: { readonly recent?: readonly Said[] }): readonly Said[] {
  return state.recent ?? [];
}

function roleSpecs<Side extends Terms>(
  service: string,
  id: string,
  { hiddenTrait, isInfrastructure = false }: Role<Side>,
): readonly RoleSpec[] {
  if (isInfrastructure) return [];
  const name = `${service}.role.${id}`;
  return [{ id, name, brief: `${name}.brief`, ...(hiddenTrait === undefined ? {} : { hiddenTrait }) }];
}

/** A view is asked for many times a second; a graph of neighbours is not made anew for each. */
function oncePerPlan<Settings extends object>(make: (plan: Plan) => Settings): (plan: Plan) => Settings {
  const known = new WeakMap<Plan, Settings>();
  return (plan) => {
    const found = known.get(plan) ?? make(plan);
    known.set(plan, found);
    return found;
  };
}
