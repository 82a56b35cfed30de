import { type Core, nodeAt, plan, write } from './core.ts';
import type { Action } from './plan.ts';
import { EventKind } from './schedule.ts';
import { type Micros, type NodeId, type Refusal, seconds } from './units.ts';
import { LogType } from './vocabulary.ts';

/** An autopilot that keeps acting within one instant is a bug of its policy, not patience to be spent. */
const MOST_ACTIONS_AT_ONCE = 10_000;

/** Starts the autopilots' ticks, spread over the first interval so that machines don't act in step. */
export function startPilots(core: Core): void {
  const { bot } = core.plan.pace;
  if (core.protocol.autopilot === undefined || bot === 0) return;
  for (let node = 0; node < core.plan.nodes; node++) {
    const first = seconds(bot * core.randomness.stream('pilot', node).unit());
    plan(core, first, EventKind.pilot, node);
  }
}

/** A person plays a machine from an act of theirs until `pace.person` without another; the autopilot's own acts are none of theirs. */
export function isPlayed(core: Core, node: NodeId): boolean {
  const { pilot, lastTouched } = nodeAt(core, node);
  return pilot === 'person' && lastTouched >= 0 && core.now - lastTouched < seconds(core.plan.pace.person);
}

/** One tick: a bot acts; on a person's machine the autopilot does, in the person's pace, while nobody else has for a while. */
export function pilotTick(core: Core, node: NodeId): void {
  const piloted = nodeAt(core, node);
  const { bot, person } = core.plan.pace;
  const jitter = 0.8 + 0.4 * core.randomness.stream('pilot', node).unit();
  const next = (core.now + seconds(bot * jitter)) as Micros;
  const waits = piloted.pilot === 'person' && core.now - piloted.lastActed < seconds(person);
  const action = piloted.up && !waits ? choose(core, node) : undefined;
  if (action === 'rest') piloted.looksAt = next;
  else plan(core, next, EventKind.pilot, node);
  if (action !== undefined && action !== 'rest') carryOut(core, node, action);
}

/** An autopilot that rests may have something to do: it looks when it would have looked without the rest. */
export function wake(core: Core, node: NodeId): void {
  const woken = nodeAt(core, node);
  if (woken.looksAt < 0) return;
  const pace = seconds(core.plan.pace.bot);
  const missed = Math.max(0, Math.ceil((core.now - woken.looksAt) / pace));
  plan(core, (woken.looksAt + missed * pace) as Micros, EventKind.pilot, node);
  woken.looksAt = -1;
}

/** Ideal machines (pace 0) act until nothing is left to do, each time something happened to them. */
export function pilotAtOnce(core: Core, node: number): void {
  if (node < 0 || node >= core.plan.nodes || core.plan.pace.bot !== 0) return;
  const piloted = nodeAt(core, node);
  for (let acted = 0; piloted.up; acted++) {
    const action = choose(core, node as NodeId);
    if (action === undefined || action === 'rest') return;
    if (acted === MOST_ACTIONS_AT_ONCE) throw new Error(`the autopilot of node ${node} never rests`);
    carryOut(core, node as NodeId, action);
  }
}

/** The same for every machine: after what concerns more than one, such as a stress. */
export function pilotsAtOnce(core: Core): void {
  if (core.plan.pace.bot !== 0) return;
  for (let node = 0; node < core.plan.nodes; node++) pilotAtOnce(core, node);
}

/** Carries an action out and writes it down. `who`: 0 a person, 1 the autopilot. */
export function act(core: Core, node: NodeId, action: Action, who: 0 | 1): Refusal | undefined {
  const acting = nodeAt(core, node);
  const verb = core.protocol.verbs.indexOf(action.type);
  const refusal = refusalOf(core, node, action, verb);
  if (refusal === undefined) {
    acting.lastActed = core.now;
    if (who === 0) acting.lastTouched = core.now;
  }
  write(core, LogType.acted, node, who, verb, refusal === undefined ? 1 : 0, 0);
  return refusal;
}

function refusalOf(core: Core, node: NodeId, action: Action, verb: number): Refusal | undefined {
  if (verb < 0) return { code: 'unknown-verb', said: { key: 'refusal.unknown-verb' } };
  if (!nodeAt(core, node).up) return { code: 'node-down', said: { key: 'refusal.node-down' } };
  return core.protocol.action(core.net, node, core.states[node], action);
}

function choose(core: Core, node: NodeId): Action | 'rest' | undefined {
  return core.protocol.autopilot?.(core.net, node, core.states[node]);
}

function carryOut(core: Core, node: NodeId, action: Action): void {
  const refusal = act(core, node, action, 1);
  if (refusal !== undefined) throw new Error(`the autopilot of node ${node} chose ${action.type}: ${refusal.code}`);
}
