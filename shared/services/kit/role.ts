import type { Action, Job, Message, NodeId, Reason, Refusal } from '../../sim/index.ts';
import type { NodePicture, PlayerView } from '../contract.ts';
import type { Read } from './fields.ts';
import type { ArgOf, BodyOf } from './kinds.ts';
import type { Me, Sight, Terms } from './me.ts';

/** One verb of a role. `whyNot` serves the button and the answer; `do` is called only when there is no reason against it. */
export interface ActionRule<Side extends Terms, Verb extends keyof Side['verbs']> {
  whyNot(me: Sight<Side>, fields: Read<Side['verbs'][Verb]>): Refusal | undefined;
  do(me: Me<Side>, fields: Read<Side['verbs'][Verb]>): void;
}

/** A view of one player. The role stands in it by itself; what is left out is empty, and `recent` is the state's own. */
export type RoleView = Pick<PlayerView, 'status' | 'mood' | 'job'> & Partial<Omit<PlayerView, 'role'>>;

/**
 * A handler in a table. Written as a method, because a side lists roles whose states differ: each is called for its own machines alone.
 */
type Handler<Args extends readonly unknown[]> = { handle(...args: Args): void }['handle'];

/** The rules of one role on one side. What a role does not name does nothing there. */
export interface Role<Side extends Terms> {
  /** Set by a stress in secret: a person who has it plays this role with a twist. */
  readonly hiddenTrait?: string;
  /** Nobody's machine: no person ever plays it, and no screen names it. */
  readonly isInfrastructure?: boolean;
  /** The machine's state at the start; plain JSON, shared with nobody, or the run could not be kept and restored. */
  init(me: Omit<Me<Side>, 'state'>): Side['state'];
  /** Once at the start, for machines that are up then. */
  start?(me: Me<Side>): void;
  /** Back after it was down: its timers are void and its queues empty, the state is what `down` left. */
  up?(me: Me<Side>): void;
  down?(me: Me<Side>, reason: Reason): void;
  /** A message has arrived in full. */
  readonly on?: {
    readonly [Name in keyof Side['kinds']]?: Handler<
      [me: Me<Side>, from: NodeId, body: BodyOf<Side['kinds'][Name]>, message: Message]
    >;
  };
  /** A worker has finished with a message that was put into the work. */
  readonly served?: {
    readonly [Name in keyof Side['kinds']]?: Handler<
      [me: Me<Side>, from: NodeId, body: BodyOf<Side['kinds'][Name]>, job: Job]
    >;
  };
  readonly timers?: {
    readonly [Name in keyof Side['timers']]?: Handler<[me: Me<Side>, arg: ArgOf<Side['timers'][Name]>]>;
  };
  readonly actions: { readonly [Verb in keyof Side['verbs']]?: ActionRule<Side, Verb> };
  /** Which of the waiting jobs next (index; 0 = the oldest). */
  pick?(me: Me<Side>, queue: readonly Job[]): number;
  /** The uplink has run empty, or `poke` asked. */
  free?(me: Me<Side>): void;
  /** People ask for more, or as usual again. */
  load?(me: Me<Side>): void;
  trait?(me: Me<Side>, trait: string, on: boolean): void;
  /** What the autopilot would do now, by the same verbs as a person; 'rest': nothing before `me.wake`. */
  autopilot?(me: Sight<Side> & Pick<Me<Side>, 'random'>): Action | 'rest' | undefined;
  /** What its player sees. Left out for infrastructure alone. */
  view?(me: Sight<Side>): RoleView;
  picture(me: Sight<Side>): NodePicture;
}
