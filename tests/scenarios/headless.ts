import type { Measure } from '../../shared/measures/contract.ts';
import { createCounter } from '../../shared/measures/index.ts';
import { paramsFor } from '../../shared/scenarios/params.ts';
import type { Scenario } from '../../shared/scenarios/scenario.ts';
import { completeParams } from '../../shared/services/contract.ts';
import { findService } from '../../shared/services/index.ts';
import { type Architecture, FACTS, LogType, type NodeId, type Params, Run, seconds } from '../../shared/sim/index.ts';
import { STRESS_BY_ID } from '../../shared/stresses/index.ts';

export interface Outcome {
  readonly measures: readonly Measure[];
  /** Share of the work done at the end. */
  readonly progress: number;
}

/** `idle`: so many machines are held by students who never tap. */
export interface Table {
  readonly architecture: Architecture;
  readonly nodes: number;
  readonly seed: number;
  readonly params?: Params;
  readonly idle?: number;
}

/** Plays a scenario with bots alone, so far as a class would. */
export function playAlone(scenario: Scenario, { architecture, nodes, seed, params = {}, idle = 0 }: Table): Outcome {
  const service = findService(scenario.service);
  if (service === undefined) throw new Error(`no service ${scenario.service}`);
  const completed = completeParams(
    service,
    paramsFor({ ...scenario, params: { ...scenario.params, ...params } }, service, nodes),
  );
  if ('problem' in completed) throw new Error(completed.problem);
  const plan = {
    service: scenario.service,
    architecture,
    params: completed.params,
    nodes,
    stresses: scenario.stresses.map((use) => ({
      ...use,
      params: { ...STRESS_BY_ID.get(use.id)?.defaults, ...use.params },
    })),
    seed,
    durations: { play: scenario.seconds.play },
    pace: scenario.pace,
  };
  const side = service.sides[architecture];
  const protocol = side.protocol(plan);
  const counter = createCounter();
  const got = new Map<number, number>();
  const run = Run.create({
    plan,
    protocol,
    stresses: STRESS_BY_ID,
    reader: {
      write: (row) => {
        const { type, node, kind } = row;
        counter.write(row);
        if (type === LogType.fact && FACTS[kind] === 'got') got.set(node, (got.get(node) ?? 0) + 1);
      },
    },
  });
  const goals = Array.from({ length: nodes }, (_, node) => node).filter((node) => {
    const { progress } = side.picture(run, node as NodeId);
    return progress !== null && progress < 1;
  });
  for (let node = 0; node < idle; node++) {
    run.input({ time: seconds(0), node: -1 as NodeId, action: { type: 'pilot', node, mode: 'person' } });
  }
  run.advance(seconds(plan.durations.play));
  const need = service.itemsPerNode(plan.params);
  const done = goals.reduce((sum, node) => sum + Math.min(need, got.get(node) ?? 0), 0);
  const facts = {
    people: nodes,
    size: protocol.nodes.length,
    roles: protocol.nodes.map(({ role }) => role),
    kindUses: protocol.kinds.map(({ use }) => use),
    itemsPerNode: need,
    end: run.now,
  };
  return { measures: counter.measures(facts), progress: done / Math.max(1, need * goals.length) };
}
