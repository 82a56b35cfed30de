import { type Core, plan, type StressState, write } from './core.ts';
import { createControl } from './effects.ts';
import type { StressUse } from './plan.ts';
import type { Stress } from './protocol.ts';
import { EventKind } from './schedule.ts';
import { chooseTargets } from './targets.ts';
import { type Json, type Micros, seconds } from './units.ts';
import { LogType } from './vocabulary.ts';

/** Puts a use of a stress into the run's list and schedules it. */
export function planStress(core: Core, use: StressUse, start: Micros): void {
  if (!core.stresses.has(use.id)) throw new Error(`unknown stress ${use.id}`);
  const index = core.stressStates.push({ id: use.id, params: use.params, targets: [], active: false }) - 1;
  plan(core, start, EventKind.stressStarts, -1, index);
}

export function stressStarts(core: Core, index: number): void {
  const [state, stress] = lookUp(core, index);
  state.targets = chooseTargets(core, String(state.params.target ?? 'any'), stress.hiddenRole !== undefined);
  state.active = true;
  for (const target of state.targets) write(core, LogType.stress, -1, target, index, 1, 0);
  if (state.targets.length === 0) write(core, LogType.stress, -1, -1, index, 1, 0);
  stress.start(createControl(core, index), state.targets as Parameters<Stress['start']>[1], state.params);
  const lasts = Number(state.params.for ?? 0);
  if (lasts > 0) plan(core, (core.now + seconds(lasts)) as Micros, EventKind.stressEnds, -1, index);
}

/** Ends a stress that is active; one that has ended already stays ended. */
export function stressEnds(core: Core, index: number): void {
  const [state, stress] = lookUp(core, index);
  if (!state.active) return;
  state.active = false;
  write(core, LogType.stress, -1, -1, index, 0, 0);
  stress.end(createControl(core, index), state.targets as Parameters<Stress['end']>[1], state.params);
}

/** Something is due that the stress asked for. */
export function stressStep(core: Core, index: number, arg: Json): void {
  const [state, stress] = lookUp(core, index);
  stress.step?.(createControl(core, index), arg, state.active);
}

function lookUp(core: Core, index: number): [StressState, Stress] {
  const state = core.stressStates[index];
  const stress = state && core.stresses.get(state.id);
  if (state === undefined || stress === undefined) throw new RangeError(`no stress ${index} in this run`);
  return [state, stress];
}
