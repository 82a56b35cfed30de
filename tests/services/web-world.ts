import { completeParams, type VerbOffer } from '../../shared/services/contract.ts';
import { web } from '../../shared/services/web/index.ts';
import {
  type Action,
  type Architecture,
  type Checkpoint,
  type Fact,
  factCode,
  type LogEntry,
  LogType,
  type Micros,
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
  readonly architecture: Architecture;
  readonly nodes?: number;
  readonly seed?: number;
  readonly params?: Params;
  readonly stresses?: readonly StressUse[];
  /** Seconds between two actions of the autopilot. */
  readonly bot?: number;
  readonly person?: number;
}

/** A run of the web service and its whole event log. */
export interface World {
  readonly run: Run;
  readonly log: Recording;
}

export function webPlan(asked: Asked): Plan {
  const settings = completeParams(web, asked.params ?? {});
  if ('problem' in settings) throw new Error(settings.problem);
  return {
    service: 'web',
    architecture: asked.architecture,
    params: settings.params,
    nodes: asked.nodes ?? 12,
    stresses: (asked.stresses ?? []).map(completed),
    seed: asked.seed ?? 1,
    durations: { play: 60 },
    pace: { bot: asked.bot ?? 1, person: asked.person ?? 2 },
  };
}

export function createWorld(asked: Asked): World {
  const log = new Recording();
  return { run: Run.create({ ...parts(webPlan(asked)), reader: log }), log };
}

export function restoreRun(plan: Plan, saved: Checkpoint): Run {
  return Run.restore(parts(plan), saved);
}

/** The world after so many seconds with nobody but the autopilot. */
export function play(asked: Asked, until: number): World {
  const world = createWorld(asked);
  world.run.advance(seconds(until));
  return world;
}

export function entries(log: Recording, type: LogType): LogEntry[] {
  return [...log.entries()].filter((entry) => entry.type === type);
}

export function facts(log: Recording, fact: Fact): LogEntry[] {
  return entries(log, LogType.fact).filter((entry) => entry.kind === factCode(fact));
}

export function delivered(log: Recording, kind: number): LogEntry[] {
  return entries(log, LogType.delivered).filter((entry) => entry.kind === kind);
}

export function between(all: readonly LogEntry[], from: number, to: number): LogEntry[] {
  return all.filter((entry) => entry.time >= seconds(from) && entry.time < seconds(to));
}

/** A person's tap at this moment of the run. */
export function tap({ run }: World, node: number, action: Action): Refusal | undefined {
  return run.input({ time: run.now, node: node as NodeId, action });
}

/** From now on a person holds the machine; the autopilot steps in only when nothing was tapped for a while. */
export function hold({ run }: World, node: number): void {
  run.input({ time: run.now, node: -1 as NodeId, action: { type: 'pilot', node, mode: 'person' } });
}

export function stress({ run }: World, id: string, params: Params): void {
  run.input({ time: run.now, node: -1 as NodeId, action: { type: 'stress', ...completed({ id, at: 0, params }) } });
  run.advance(run.now);
}

export function look({ run }: World, node: number): ReturnType<(typeof web.sides)['client-server']['view']> {
  return web.sides[run.plan.architecture].view(run, node as NodeId);
}

/** Every button that the machine shows. */
export function buttons(world: World, node: number): readonly VerbOffer[] {
  const { verbs, offers } = look(world, node);
  return [...verbs, ...offers];
}

/** Steps until something is true; a run that ends before is a failure. */
export function stepUntil({ run }: World, what: string, holds: () => boolean): void {
  while (!holds()) if (!run.step()) throw new Error(`the run ended before ${what}`);
}

/** Lets a person at each of `nodes` look every `every` seconds and tap what `choose` returns. */
export function playBy(
  world: World,
  nodes: readonly number[],
  until: number,
  every: number,
  choose: (buttons: readonly VerbOffer[]) => VerbOffer | undefined,
): void {
  for (const node of nodes) hold(world, node);
  for (let time = 0; time <= until; time += every) {
    world.run.advance(Math.max(world.run.now, seconds(time)) as Micros);
    for (const node of nodes) {
      const chosen = choose(buttons(world, node));
      if (chosen !== undefined) tap(world, node, chosen.action);
    }
  }
}

/** A use of a stress with everything that was not said. */
function completed(use: StressUse): StressUse {
  const card = STRESS_BY_ID.get(use.id);
  if (card === undefined) throw new Error(`no stress ${use.id}`);
  const settings = completeStress(card, use.params);
  if ('problem' in settings) throw new Error(settings.problem);
  return { ...use, params: settings.params };
}

function parts(plan: Plan) {
  return { plan, protocol: web.sides[plan.architecture].protocol(plan), stresses: STRESS_BY_ID };
}
