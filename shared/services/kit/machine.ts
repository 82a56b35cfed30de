import type {
  Action,
  Fact,
  Job,
  Json,
  Message,
  MessageId,
  Micros,
  Net,
  NodeId,
  NodeSpec,
  Plan,
  Reason,
  Stream,
  TimerId,
} from '../../sim/index.ts';
import type { VerbOffer } from '../contract.ts';
import type { Read } from './fields.ts';
import type { BodyOf, Kind, KindTable, TimerTable } from './kinds.ts';
import type { After, Me, Send, Sight, Terms, Wording } from './me.ts';

/** What the machines of one side have in common; made once for a side. */
export interface Mould<Side extends Terms> {
  /** What `send` and `after` are made of, with the side's own names. */
  readonly Sender: new (
    net: Net,
    id: NodeId,
    settings: object,
  ) => object;
  readonly Clock: new (net: Net, id: NodeId) => object;
  /** Where a kind stands in the table. */
  readonly indexOf: { readonly [kind: string]: number };
  may(me: Sight<Side>, verb: string, fields: Read<Side['verbs'][string]>): Action | undefined;
  offer(me: Sight<Side>, verb: string, fields: Read<Side['verbs'][string]>, wording: Wording): VerbOffer;
}

/**
 * One machine as its rules see it (`Me`). A class whose parts are found on prototypes, so that ten thousand machines cost no more than
 * a few words each. The engine sets `state` before it calls a rule.
 */
export class Machine<Side extends Terms> implements Me<Side> {
  readonly id: NodeId;
  readonly settings: Side['settings'];
  readonly send: Send<Side['kinds']>;
  readonly after: After<Side['timers']>;
  state: Side['state'];
  readonly #net: Net;
  readonly #mould: Mould<Side>;

  constructor(net: Net, id: NodeId, settings: Side['settings'], state: Side['state'], mould: Mould<Side>) {
    this.#net = net;
    this.#mould = mould;
    this.id = id;
    this.settings = settings;
    this.state = state;
    this.send = new mould.Sender(net, id, settings) as Send<Side['kinds']>;
    this.after = new mould.Clock(net, id) as After<Side['timers']>;
  }

  get role(): string {
    return this.#net.spec(this.id).role;
  }
  get plan(): Plan {
    return this.#net.plan;
  }
  get now(): Micros {
    return this.#net.now;
  }
  get isUp(): boolean {
    return this.#net.isUp(this.id);
  }
  get people(): number {
    return this.#net.plan.nodes;
  }
  get size(): number {
    return this.#net.size;
  }
  get load(): number {
    return this.#net.load;
  }
  get spec(): NodeSpec {
    return this.#net.spec(this.id);
  }
  get queue(): readonly Job[] {
    return this.#net.queue(this.id);
  }
  get working(): readonly Job[] {
    return this.#net.working(this.id);
  }
  get uplinkLength(): number {
    return this.#net.uplinkLength(this.id);
  }

  hasTrait(trait: string): boolean {
    return this.#net.hasTrait(this.id, trait);
  }
  bodyOf<Name extends keyof Side['kinds'] & string>(
    name: Name,
    message: Message,
  ): BodyOf<Side['kinds'][Name]> | undefined {
    return message.kind === this.#mould.indexOf[name] ? (message.body as BodyOf<Side['kinds'][Name]>) : undefined;
  }
  may<Verb extends keyof Side['verbs'] & string>(verb: Verb, fields: Read<Side['verbs'][Verb]>): Action | undefined {
    return this.#mould.may(this, verb, fields);
  }
  offer<Verb extends keyof Side['verbs'] & string>(
    verb: Verb,
    fields: Read<Side['verbs'][Verb]>,
    wording: Wording = {},
  ): VerbOffer {
    return this.#mould.offer(this, verb, fields, wording);
  }
  random(purpose: string): Stream {
    return this.#net.random(purpose, this.id);
  }
  fact(fact: Fact, about?: NodeId | -1, ref?: number, value?: number, reason?: Reason): void {
    this.#net.fact(fact, this.id, about, ref, value, reason);
  }
  factAt(node: NodeId, fact: Fact, about?: NodeId | -1, ref?: number, value?: number, reason?: Reason): void {
    this.#net.fact(fact, node, about, ref, value, reason);
  }
  refuse(message: Message, reason: Reason): void {
    this.#net.refuse(message, reason);
  }
  takeBack(message: MessageId, reason?: Reason): boolean {
    return this.#net.cancel(this.id, message, reason);
  }
  forward({ kind, bytes, body }: Message, to: NodeId): MessageId {
    return this.#net.send(this.id, to, kind, bytes, body);
  }
  stop(timer: TimerId): void {
    this.#net.cancelTimer(timer);
  }
  wake(): void {
    this.#net.wake(this.id);
  }
  poke(): void {
    this.#net.poke(this.id);
  }
  enqueue(message: Message, time: Micros): boolean {
    return this.#net.enqueue(this.id, message, time);
  }
  dropJobs(reason: Reason, matches: (job: Job) => boolean): number {
    return this.#net.dropJobs(this.id, reason, matches);
  }
  turnOn(node: NodeId): void {
    this.#net.turnOn(node);
  }
  turnOff(node: NodeId, reason: Reason): void {
    this.#net.turnOff(node, reason);
  }
}

/** A class with a method for each kind of message. */
export function senderOf(kinds: KindTable): Mould<Terms>['Sender'] {
  class Sender {
    readonly net: Net;
    readonly id: NodeId;
    readonly settings: object;
    constructor(net: Net, id: NodeId, settings: object) {
      this.net = net;
      this.id = id;
      this.settings = settings;
    }
  }
  for (const [index, [name, kind]] of Object.entries(kinds).entries()) define(Sender, name, sending(index, kind));
  return Sender;
}

function sending(index: number, kind: Kind<never, never>) {
  const { bytes } = kind as Kind<Json, object>;
  return function (
    this: { readonly net: Net; readonly id: NodeId; readonly settings: object },
    to: NodeId,
    body: Json = null,
  ): MessageId {
    return this.net.send(this.id, to, index, bytes(this.settings, body), body);
  };
}

/** A class with a method for each timer. */
export function clockOf(timers: TimerTable): Mould<Terms>['Clock'] {
  class Clock {
    readonly net: Net;
    readonly id: NodeId;
    constructor(net: Net, id: NodeId) {
      this.net = net;
      this.id = id;
    }
  }
  for (const [index, name] of Object.keys(timers).entries()) define(Clock, name, ringing(index));
  return Clock;
}

function ringing(timer: number) {
  return function (this: { readonly net: Net; readonly id: NodeId }, delay: Micros, arg: Json = null): TimerId {
    return this.net.after(this.id, delay, timer, arg);
  };
}

function define(of: { readonly prototype: object }, name: string, method: object): void {
  Object.defineProperty(of.prototype, name, { value: method });
}
