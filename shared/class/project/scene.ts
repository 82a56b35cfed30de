import type { SceneView } from '../../protocol/views.ts';
import { machineName } from '../roster/naming.ts';
import type { ClassContext } from '../state/class-context.ts';
import { stepOf } from '../state/state.ts';

/** The network of the run that is on or was last, as the board draws it. There is none of a run that has not begun: nobody may know it before. */
export function sceneView({ state, current }: ClassContext): SceneView | null {
  if (current === null || stepOf(state).phase === 'end') return null;
  const { runId, plan, side, protocol } = current;
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
