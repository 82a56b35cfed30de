import { type Core, nodeAt, plan, write } from './core.ts';
import { crash, repair } from './effects.ts';
import { cancel, poke, send } from './links.ts';
import { wake } from './pilot.ts';
import type { Plan } from './plan.ts';
import type { Net, Protocol } from './protocol.ts';
import { EventKind } from './schedule.ts';
import { type Micros, micros, type TimerId } from './units.ts';
import { factCode, LogType } from './vocabulary.ts';
import { dropJobs, enqueue, refuse } from './work.ts';

/**
 * What of a run changes by itself. A class, because an object literal with getters gets a hidden class of its own, in V8's old space,
 * from where it keeps the whole run until the next full collection: half of the time of many short runs.
 */
class Present {
  readonly #core: () => Core;

  constructor(core: () => Core) {
    this.#core = core;
  }

  get plan(): Plan {
    return this.#core().plan;
  }
  get now(): Micros {
    return this.#core().now;
  }
  get size(): number {
    return this.#core().nodes.length;
  }
  get load(): number {
    return this.#core().load;
  }
  get protocol(): Protocol {
    return this.#core().protocol;
  }
}

/** What the handlers see of a run. `core()` is asked for at each call because the net is made before the core is complete. */
export function createNet(core: () => Core): Net {
  return Object.assign(new Present(core), deeds(core));
}

function deeds(core: () => Core): Omit<Net, keyof Present> {
  return {
    send: (from, to, kind, bytes, body) => send(core(), from, to, kind, bytes, body),
    cancel: (node, message, reason = 'cancelled') => cancel(core(), node, message, reason),
    refuse: (message, reason) => refuse(core(), message, reason),
    after: (node, delay, timer, arg = null) => {
      const run = core();
      if (!(delay >= 0 && delay < Number.POSITIVE_INFINITY)) throw new RangeError(`a timer in ${delay} µs`);
      run.timers++;
      const due = micros(run.now + delay);
      plan(run, due, EventKind.timer, node, timer, nodeAt(run, node).epoch, null, arg, run.timers);
      return run.timers as TimerId;
    },
    cancelTimer: (timer) => {
      core().voidTimers.add(timer);
    },
    wake: (node) => wake(core(), node),
    poke: (node) => poke(core(), node),
    enqueue: (node, message, serviceTime) => enqueue(core(), node, message, serviceTime),
    dropJobs: (node, reason, matches) => dropJobs(core(), node, reason, matches),
    queue: (node) => nodeAt(core(), node).queue,
    working: (node) => nodeAt(core(), node).working,
    turnOn: (node) => repair(core(), node),
    turnOff: (node, reason) => crash(core(), node, reason),
    isUp: (node) => nodeAt(core(), node).up,
    uplinkLength: (node) => {
      const { waiting, leaving } = nodeAt(core(), node);
      return waiting.length + (leaving === null ? 0 : 1);
    },
    spec: (node) => nodeAt(core(), node).spec,
    hasTrait: (node, trait) => nodeAt(core(), node).traits.includes(trait),
    state: (node) => core().states[node],
    random: (purpose, node) => core().randomness.stream(purpose, node),
    fact: (fact, node, about = -1, ref = 0, value = 0, reason = 'none') => {
      if (!Number.isFinite(value)) throw new RangeError(`the fact ${fact} with value ${value}`);
      write(core(), LogType.fact, node, about, factCode(fact), value, ref, reason);
    },
  };
}
