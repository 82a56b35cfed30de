import type { ServiceSide } from '../../services/contract.ts';
import type { Plan, Protocol } from '../../sim/index.ts';
import { machineName } from '../naming.ts';
import { planOf, sideOf } from '../plan.ts';
import type { Standing } from '../standing.ts';
import { stepOf } from '../state.ts';
import type { SceneView } from '../views.ts';

/** The network as the board draws it: of the run that is on or was last, or of the one that is being prepared. */
export function sceneView(standing: Standing): SceneView | null {
  const { catalogue, state, live } = standing;
  const step = stepOf(state);
  if (live !== null)
    return step.phase === 'end' ? null : sceneOf(standing, live.runId, live.plan, live.side, live.protocol);
  if (state.cast.run === null || (step.phase !== 'brief' && step.phase !== 'predict')) return null;
  const plan = planOf(catalogue, state, step, state.cast.seats.length);
  const side = sideOf(catalogue, plan);
  return sceneOf(standing, `${step.round}.${step.run}.next`, plan, side, side.protocol(plan));
}

function sceneOf({ state }: Standing, runId: string, plan: Plan, side: ServiceSide, protocol: Protocol): SceneView {
  const roles = protocol.nodes.map(({ role }) => role);
  return {
    runId,
    architecture: plan.architecture,
    layout: side.layout,
    service: plan.service,
    looks: side.looks,
    nodes: roles.map((role, node) => {
      const { name, mark, bot } = machineName(state, state.cast.seats, node, plan.nodes, roles);
      return { node, name, mark, role, bot };
    }),
  };
}
