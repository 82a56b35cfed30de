import { type PlayerView, playerView, type VerbOffer } from '../../shared/services/contract.ts';
import { web } from '../../shared/services/web/index.ts';
import {
  type Action,
  type Checkpoint,
  type Fact,
  factCode,
  type LogEntry,
  LogType,
  type Micros,
  type NodeId,
  type Params,
  type Plan,
  type Recording,
  type Refusal,
  type Run,
  seconds,
} from '../../shared/sim/index.ts';
import { type Asked as AskedOfAny, complete, planOf, restored, World as WorldOfAny } from './world.ts';

export type Asked = Omit<AskedOfAny, 'service'>;

/** A run of the web service and its whole event log. */
export type World = Pick<WorldOfAny, 'run' | 'log'>;

/** Quick bots and a minute of play, unless a test asks for something else. */
const ofWeb = (asked: Asked): AskedOfAny => ({ service: web, play: 60, bot: 1, person: 2, ...asked });

export function webPlan(asked: Asked): Plan {
  return planOf(ofWeb(asked));
}

export function createWorld(asked: Asked): World {
  return new WorldOfAny(ofWeb(asked));
}

export function restoreRun(plan: Plan, saved: Checkpoint): Run {
  return restored(web, plan, saved);
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
  run.input({ time: run.now, node: -1 as NodeId, action: { type: 'stress', ...complete({ id, at: 0, params }) } });
  run.advance(run.now);
}

export function look({ run }: World, node: number): PlayerView {
  return playerView(web.sides[run.plan.architecture], run, node as NodeId);
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
