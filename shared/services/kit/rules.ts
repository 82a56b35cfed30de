import type { NodeSpec, Plan } from '../../sim/index.ts';
import type { ServiceSide } from '../contract.ts';
import type { Terms } from './me.ts';
import type { Role } from './role.ts';

/** Everything about one service on one architecture. */
export interface SideRules<Side extends Terms> {
  /** The id of the service: the first part of every key of its words. */
  readonly service: string;
  readonly layout: ServiceSide['layout'];
  /** The tables. What a page, a measure or a suite knows a message by is its name. */
  readonly kinds: Side['kinds'];
  readonly timers: Side['timers'];
  readonly verbs: Side['verbs'];
  /** What all machines of a run know: the settings in the engine's units, who is linked to whom. Made once for a plan. */
  settings(plan: Plan): Side['settings'];
  /** People's machines first, then what else there is; each one's role is one of `roles`. */
  machines(plan: Plan, settings: Side['settings']): readonly NodeSpec[];
  /** What machines of a role remember is that role's own affair. */
  readonly roles: { readonly [role: string]: NoInfer<Role<Side>> };
}

export function roleOf<Side extends Terms>(
  { roles, service }: Pick<SideRules<Side>, 'roles' | 'service'>,
  role: string,
): Role<Side> {
  const found = roles[role];
  if (found === undefined) throw new Error(`${service} has no role ${role}`);
  return found;
}
