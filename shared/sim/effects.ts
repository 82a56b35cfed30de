import { type Core, nodeAt, plan, write } from './core.ts';
import { emptyUplink } from './links.ts';
import type { Control } from './protocol.ts';
import { EventKind } from './schedule.ts';
import { type Micros, micros, type NodeId } from './units.ts';
import type { Reason } from './vocabulary.ts';
import { LogType } from './vocabulary.ts';
import { emptyWork } from './work.ts';

/** A node falls: its uplink, its work and its timers are gone; what it had stored is the protocol's to decide. Twice is once. */
export function crash(core: Core, node: NodeId, reason: Reason): void {
  const fallen = nodeAt(core, node);
  if (!fallen.up) return;
  fallen.up = false;
  fallen.downFor = reason;
  fallen.epoch++;
  fallen.idleAsked = false;
  write(core, LogType.down, node, -1, 0, 0, 0, reason);
  emptyUplink(core, node);
  emptyWork(core, node, reason === 'left' ? 'left' : 'server-down');
  core.protocol.down?.(core.net, node, core.states[node], reason);
}

/** A node comes back, with a reason only from that one. Twice is once. */
export function repair(core: Core, node: NodeId, reason?: Reason): void {
  const back = nodeAt(core, node);
  if (back.up || (reason !== undefined && reason !== back.downFor)) return;
  back.up = true;
  back.downFor = 'none';
  back.downlinkFree = core.now;
  write(core, LogType.up, node, -1, 0, 0, 0);
  core.protocol.up?.(core.net, node, core.states[node]);
}

/** The handles that the run's stress number `index` gets. */
export function createControl(core: Core, index: number): Control {
  return {
    net: core.net,
    crash: (node, reason) => crash(core, node, reason),
    repair: (node, reason) => repair(core, node, reason),
    partition: (partOf) => partition(core, partOf),
    slow: (node, change) => slow(core, node, change),
    load: (factor) => load(core, factor),
    setTrait: (node, trait, on) => setTrait(core, node, trait, on),
    later: (delay, arg) => plan(core, micros(core.now + delay), EventKind.stressStep, -1, index, 0, null, arg),
  };
}

function load(core: Core, factor: number): void {
  core.load = factor;
  core.nodes.forEach((node, index) => {
    if (node.up) core.protocol.load?.(core.net, index as NodeId, core.states[index]);
  });
}

function partition(core: Core, partOf: readonly number[]): void {
  core.isFaulty = true;
  core.nodes.forEach((node, index) => {
    node.part = partOf[index] ?? 0;
  });
  write(core, LogType.cut, -1, -1, 0, new Set(core.nodes.map((node) => node.part)).size, 0);
}

function slow(core: Core, node: NodeId, change: { rate: number; latency: Micros; loss: number } | null): void {
  const slowed = nodeAt(core, node);
  slowed.rate = change?.rate ?? 1;
  slowed.latency = micros(slowed.spec.latency + (change?.latency ?? 0));
  slowed.loss = change?.loss ?? 0;
  core.isFaulty ||= slowed.loss > 0;
}

function setTrait(core: Core, node: NodeId, trait: string, on: boolean): void {
  const changed = nodeAt(core, node);
  if (changed.traits.includes(trait) === on) return;
  changed.traits = on ? [...changed.traits, trait] : changed.traits.filter((one) => one !== trait);
  core.protocol.trait?.(core.net, node, core.states[node], trait, on);
}
