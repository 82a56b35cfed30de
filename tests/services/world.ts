import { completeParams, type PlayerView, playerView, type Service } from '../../shared/services/contract.ts';
import {
  type Action,
  type Architecture,
  type Checkpoint,
  type Fact,
  factCode,
  type LogEntry,
  LogType,
  type NodeId,
  type Params,
  type Plan,
  Recording,
  type Refusal,
  Run,
  type StressUse,
  seconds,
} from '../../shared/sim/index.ts';
import { completeStress, STRESS_BY_ID } from '../../shared/stresses/index.ts';

export interface Asked {
  readonly service: Service;
  readonly architecture: Architecture;
  readonly nodes?: number;
  readonly seed?: number;
  readonly params?: Params;
  readonly stresses?: readonly StressUse[];
  /** Seconds between two actions of a bot, and from a person's last act until the autopilot stands in. */
  readonly bot?: number;
  readonly person?: number;
  /** Seconds of play. */
  readonly play?: number;
}

/** A run of a service with its whole event log, and short ways to look at it. */
export class World {
  readonly log = new Recording();
  readonly run: Run;
  readonly #service: Service;

  constructor(asked: Asked) {
    this.#service = asked.service;
    this.run = Run.create({ ...partsOf(asked.service, planOf(asked)), reader: this.log });
  }

  to(second: number): this {
    this.run.advance(seconds(second));
    return this;
  }

  act(node: number, action: Action): Refusal | undefined {
    return this.run.input({ time: this.run.now, node: node as NodeId, action });
  }

  /** From now on the machine waits for its person. */
  person(node: number): this {
    this.run.input({ time: this.run.now, node: -1 as NodeId, action: { type: 'pilot', node, mode: 'person' } });
    return this;
  }

  state<State>(node: number): State {
    return this.run.net.state(node as NodeId) as State;
  }

  view(node: number): PlayerView {
    return playerView(this.#service.sides[this.run.plan.architecture], this.run, node as NodeId);
  }

  facts(fact: Fact): LogEntry[] {
    return [...this.log.entries()].filter(({ type, kind }) => type === LogType.fact && kind === factCode(fact));
  }
}

export function planOf(asked: Asked): Plan {
  const completed = completeParams(asked.service, asked.params ?? {});
  if ('problem' in completed) throw new Error(completed.problem);
  return {
    service: asked.service.id,
    architecture: asked.architecture,
    params: completed.params,
    nodes: asked.nodes ?? 12,
    stresses: (asked.stresses ?? []).map(complete),
    seed: asked.seed ?? 1,
    durations: { play: asked.play ?? 90 },
    pace: { bot: asked.bot ?? 2, person: asked.person ?? 5 },
  };
}

/** A use of a stress with everything that was not said. */
export function complete(use: StressUse): StressUse {
  const card = STRESS_BY_ID.get(use.id);
  if (card === undefined) throw new Error(`no stress ${use.id}`);
  const completed = completeStress(card, use.params);
  if ('problem' in completed) throw new Error(completed.problem);
  return { ...use, params: completed.params };
}

/** The same run as `plan` gives, gone on from a checkpoint. */
export function restored(service: Service, plan: Plan, saved: Checkpoint): Run {
  return Run.restore(partsOf(service, plan), JSON.parse(JSON.stringify(saved)) as Checkpoint);
}

/** Every key of words that a view, the looks and the roles of a service use. */
export function keysOf(service: Service, views: readonly PlayerView[]): Set<string> {
  const keys = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string' && value.startsWith(`${service.id}.`)) keys.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(views);
  for (const side of Object.values(service.sides)) visit([side.looks, side.roles]);
  return keys;
}

function partsOf(service: Service, plan: Plan) {
  return { plan, protocol: service.sides[plan.architecture].protocol(plan), stresses: STRESS_BY_ID };
}
