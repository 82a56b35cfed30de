import type {
  Action,
  Fact,
  Job,
  Message,
  MessageId,
  Micros,
  NodeId,
  NodeSpec,
  Plan,
  Reason,
  Said,
  Stream,
  TimerId,
} from '../../sim/index.ts';
import type { VerbOffer } from '../contract.ts';
import type { Fields, Read } from './fields.ts';
import type { ArgOf, BodyOf, KindTable, TimerTable } from './kinds.ts';

export type VerbTable = { readonly [verb: string]: Fields };

/** What one side of a service is written in: its messages, timers, verbs, settings, and the state of the machine that speaks. */
export interface Terms {
  readonly kinds: KindTable;
  readonly timers: TimerTable;
  readonly verbs: VerbTable;
  readonly settings: object;
  readonly state: object;
}

/** A side from its tables: `SideOf<typeof TABLES, Settings, State>`. */
export type SideOf<
  Tables extends Pick<Terms, 'kinds' | 'timers' | 'verbs'>,
  Settings extends object,
  State extends object,
> = Pick<Tables, 'kinds' | 'timers' | 'verbs'> & { readonly settings: Settings; readonly state: State };

type Carrying<Value> = [Value] extends [null] ? [] : [body: Value];

/** `send.pay(to, payment)`: the message joins this machine's uplink. A machine that is down must not send; that throws. */
export type Send<Kinds extends KindTable> = {
  readonly [Name in keyof Kinds]: (to: NodeId, ...body: Carrying<BodyOf<Kinds[Name]>>) => MessageId;
};

/** `after.again(delay, 7)`: rings after so many µs, unless the machine goes down first. */
export type After<Timers extends TimerTable> = {
  readonly [Name in keyof Timers]: (delay: Micros, ...arg: Carrying<ArgOf<Timers[Name]>>) => TimerId;
};

/** The words of a button where they need more than its verb. */
export interface Wording {
  /** Of the button from one view to the next; the verb and its fields, if it is not said. */
  readonly id?: string;
  /** Key of its words under `verb.`; the verb, if it is not said. */
  readonly words?: string;
  /** The same for what follows; `<words>.effect`, if it is not said. */
  readonly effect?: string;
  readonly args?: Said['args'];
  readonly effectArgs?: Said['args'];
}

/**
 * What a view may use: a machine's own state and what the machine knows of its own parts. No other machine's state can be reached: what
 * a machine wants to know of others it must be told in messages.
 */
export interface Sight<Side extends Terms> {
  readonly id: NodeId;
  readonly role: string;
  readonly state: Side['state'];
  readonly settings: Side['settings'];
  readonly plan: Plan;
  readonly now: Micros;
  readonly isUp: boolean;
  /** People's machines, and all with the infrastructure after them. */
  readonly people: number;
  readonly size: number;
  /** How much more than usual people ask for; 1 = usual. */
  readonly load: number;
  readonly spec: NodeSpec;
  readonly queue: readonly Job[];
  readonly working: readonly Job[];
  /** Messages that wait for the uplink or leave it now. */
  readonly uplinkLength: number;
  hasTrait(trait: string): boolean;
  /** What a message of this machine's carries, if it is of this kind. */
  bodyOf<Name extends keyof Side['kinds'] & string>(
    name: Name,
    message: Message,
  ): BodyOf<Side['kinds'][Name]> | undefined;
  /** The action, if nothing speaks against it: how an autopilot asks. */
  may<Verb extends keyof Side['verbs'] & string>(verb: Verb, fields: Read<Side['verbs'][Verb]>): Action | undefined;
  /** A button for a verb, closed with the very reason that the answer would give. */
  offer<Verb extends keyof Side['verbs'] & string>(
    verb: Verb,
    fields: Read<Side['verbs'][Verb]>,
    wording?: Wording,
  ): VerbOffer;
}

/** One machine in one run, as its rules see it: made once, bound to its machine, and to no other. */
export interface Me<Side extends Terms> extends Sight<Side> {
  readonly send: Send<Side['kinds']>;
  readonly after: After<Side['timers']>;
  /** This machine's own chance for a purpose. */
  random(purpose: string): Stream;
  /** Writes a fact about this machine into the event log; `about`: -1 nobody. */
  fact(fact: Fact, about?: NodeId | -1, ref?: number, value?: number, reason?: Reason): void;
  /** The same about another machine, for what happens to its person here: a letter that they will never get. */
  factAt(node: NodeId, fact: Fact, about?: NodeId | -1, ref?: number, value?: number, reason?: Reason): void;
  /** Marks a message that has just arrived, or waits in the work, as refused. */
  refuse(message: Message, reason: Reason): void;
  /** Takes back a message that still waits for the uplink; false once it has left. */
  takeBack(message: MessageId, reason?: Reason): boolean;
  /** Passes a message on as it came. */
  forward(message: Message, to: NodeId): MessageId;
  stop(timer: TimerId): void;
  /** The autopilot may have something to do again. */
  wake(): void;
  /** Asks for `free` once this instant's events are done. */
  poke(): void;
  /** Takes a message into this machine's work, for so long; false, and refused, when there is no place. */
  enqueue(message: Message, time: Micros): boolean;
  dropJobs(reason: Reason, matches: (job: Job) => boolean): number;
  /** Starts or stops a machine of the infrastructure: a mirror that is added. */
  turnOn(node: NodeId): void;
  turnOff(node: NodeId, reason: Reason): void;
}

/** What machines of both sides of a service have in common: all but their messages, timers and buttons. For rules that both share. */
export type Self<Settings extends object, State extends object> = Omit<
  Me<Terms>,
  'send' | 'after' | 'offer' | 'may' | 'bodyOf' | 'settings' | 'state'
> & { readonly settings: Settings; readonly state: State };

/** The same for views. */
export type SelfSight<Settings extends object, State extends object> = Omit<
  Sight<Terms>,
  'offer' | 'may' | 'bodyOf' | 'settings' | 'state'
> & { readonly settings: Settings; readonly state: State };
