import type { Action, Architecture, NodeId, Params, Plan, Protocol, Run, Said } from '../sim/index.ts';

/** One setting of a service. Both architectures get the same values: that is what makes the comparison fair. */
export type ParamSpec = {
  readonly id: string;
  /** What it means, in words; `unit` as people write it ("pieces/s"). */
  readonly label: string;
  readonly unit: string;
} & (
  | {
      readonly kind: 'number';
      readonly default: number;
      readonly min: number;
      readonly max: number;
      readonly whole?: boolean;
    }
  | { readonly kind: 'choice'; readonly default: string; readonly choices: readonly string[] }
  | { readonly kind: 'switch'; readonly default: boolean }
  /** Numbers with commas between them, one for each machine in turn; '' = none given. */
  | { readonly kind: 'list'; readonly default: string; readonly min: number; readonly max: number }
);

/** How a message kind is drawn: hints, so that no page switches on a service's id. Index = the protocol's kind. */
export interface KindLook {
  readonly shape: 'ring' | 'disc' | 'hexagon' | 'envelope' | 'coin' | 'cube' | 'bars' | 'square' | 'dot';
  readonly colour: 'amber' | 'teal' | 'sky' | 'vermillion' | 'purple' | 'yellow' | 'ink';
  /** Key of the kind's name in the service's words. */
  readonly name: string;
}

export interface RoleSpec {
  readonly id: string;
  /** Keys in the service's words: the role's name, and what to do in it, in two sentences. */
  readonly name: string;
  readonly brief: string;
  /** Given to one student in secret by a stress; known to that student and the instructor until the reveal. */
  readonly hiddenTrait?: string;
}

/** A button: what it does, what follows, and the action to send. A blocked one says why. Args `who` and `whom` are node indices. */
export interface VerbOffer {
  /** The same for the same button from one view to the next. */
  readonly id: string;
  readonly label: Said;
  readonly effect: Said;
  readonly action: Action;
  readonly blocked?: Said;
}

/** A node that I deal with, for the small picture and for names. */
export interface Neighbour {
  readonly node: NodeId;
  /** Said about it in a few words: "helped you twice". */
  readonly note: Said;
  readonly mood: 'good' | 'neutral' | 'bad';
}

/** What one player may know: the own machine, its neighbours and its offers. Built from the node's own state alone. */
export interface PlayerView {
  readonly role: string;
  /** One sentence: what is happening to me and why. */
  readonly status: Said;
  readonly mood: 'good' | 'waiting' | 'bad';
  /** My job, always visible. */
  readonly job: { readonly label: Said; readonly done: number; readonly total: number };
  /** Two to four verbs. */
  readonly verbs: readonly VerbOffer[];
  /** Short list with one tap each ("Ben wants piece 4 - he helped you twice"); at most five. */
  readonly offers: readonly VerbOffer[];
  readonly neighbours: readonly Neighbour[];
  /** The last three things that happened, newest first. */
  readonly recent: readonly Said[];
}

/** What everybody may see of a node on the board. */
export interface NodePicture {
  /** 0 to 1, or null where the role has no goal of its own. */
  readonly progress: number | null;
  /** Requests that wait here. */
  readonly queue: number;
}

/** One service on one architecture. */
export interface ServiceSide {
  readonly layout: 'star' | 'ring' | 'mesh';
  readonly roles: readonly RoleSpec[];
  readonly looks: readonly KindLook[];
  /** The rules, for a plan whose params are complete. */
  protocol(plan: Plan): Protocol;
  /** The role and words of a person's machine, from its own state. */
  view(run: Run, node: NodeId): PlayerView;
  picture(run: Run, node: NodeId): NodePicture;
}

/** Every sentence of one service in English: key -> text. `{name}` is filled in; `{n|one piece|# pieces}` chooses by plural. */
export type ServiceWords = { readonly [key: string]: string };

/** No class is filled with bots beyond this. */
export const MOST_FILLED = 300;

export interface Service {
  /** The name of the service's folder. */
  readonly id: string;
  readonly params: readonly ParamSpec[];
  /** Exported by the folder's `words.ts` under that name: pages load that file alone. */
  readonly words: ServiceWords;
  readonly sides: { readonly [side in Architecture]: ServiceSide };
  /** Stresses that make sense here, in the order of the instructor's cards. */
  readonly stresses: readonly string[];
  /** Machines up to which bots fill a class: more cost a server more than they show. `MOST_FILLED` where nothing is said. */
  readonly fillsUpTo?: number;
  /** How many items each machine with a goal needs in a whole run, for class progress. */
  itemsPerNode(params: Params): number;
}

/** What the player of a machine may know. One that is down can do nothing, whatever its service offers. */
export function playerView(side: ServiceSide, run: Run, node: NodeId): PlayerView {
  const view = side.view(run, node);
  if (run.net.isUp(node)) return view;
  const verbs = view.verbs.map((verb) => ({ ...verb, blocked: { key: 'refusal.node-down' } }));
  return { ...view, verbs, offers: [] };
}

/** Settings completed with defaults, or the first problem in one sentence that says what is allowed. */
export function completeParams(service: Service, given: Params): { params: Params } | { problem: string } {
  const known = service.params.map((spec) => spec.id);
  const unknown = Object.keys(given).find((id) => !known.includes(id));
  if (unknown !== undefined) return { problem: `${service.id} has no setting ${unknown}; it has ${known.join(', ')}` };
  const params: Record<string, number | boolean | string> = {};
  for (const spec of service.params) {
    const value = given[spec.id] ?? spec.default;
    const problem = valueProblem(spec, value);
    if (problem !== undefined) return { problem: `${spec.id}=${String(value)}: ${problem}` };
    params[spec.id] = value;
  }
  return { params };
}

function valueProblem(spec: ParamSpec, value: number | boolean | string): string | undefined {
  switch (spec.kind) {
    case 'number': {
      const fits = typeof value === 'number' && value >= spec.min && value <= spec.max;
      const whole = spec.whole === true ? 'a whole number' : 'a number';
      if (fits && (spec.whole !== true || Number.isInteger(value))) return undefined;
      return `use ${whole} from ${spec.min} to ${spec.max} (${spec.unit})`;
    }
    case 'choice':
      return spec.choices.includes(String(value)) ? undefined : `use one of ${spec.choices.join(', ')}`;
    case 'switch':
      return typeof value === 'boolean' ? undefined : 'use true or false';
    case 'list': {
      const numbers = value === '' ? [] : String(value).split(',').map(Number);
      const fits = typeof value !== 'boolean' && numbers.every((one) => one >= spec.min && one <= spec.max);
      return fits ? undefined : `use numbers from ${spec.min} to ${spec.max} (${spec.unit}) with commas between them`;
    }
  }
}
