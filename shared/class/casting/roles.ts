import type { Scenario } from '../../scenarios/scenario.ts';
import { Randomness } from '../../sim/index.ts';
import { planOf, sideOf } from '../lesson/plan.ts';
import type { Step } from '../lesson/steps.ts';
import type { Catalogue } from '../state/catalogue.ts';
import type { ClassRead, SeatRead } from '../state/state.ts';

/** A network of fewer machines shows nothing. */
const FEWEST_MACHINES = 4;
/** Above this a run costs more than it shows. */
const MOST_MACHINES = 330;

export interface CastPlan {
  readonly cast: readonly (string | null)[];
  readonly roles: readonly string[];
}

/**
 * Gives every seat a machine for a step's run. A role that few machines have goes to the students that have been it least, among
 * those the ones that had the fewest special roles; wishes come first, and who isn't connected gets an ordinary machine. Chance
 * decides the rest, from the class's seed.
 */
export function castFor(catalogue: Catalogue, state: ClassRead, step: Step): CastPlan {
  const roles = rolesFor(catalogue, state, step, machinesFor(state, step));
  const cast: (string | null)[] = roles.map(() => null);
  const common = commonest(roles);
  const waiting = shuffled(state, step);
  const give = (node: number, seat: SeatRead | undefined): void => {
    if (seat === undefined) return;
    cast[node] = seat.id;
    waiting.splice(waiting.indexOf(seat), 1);
  };
  for (const [node, role] of roles.entries()) {
    if (role !== common) give(node, fittest(waiting, role, common));
  }
  const free = [...roles.keys()].filter((node) => cast[node] === null);
  const order = free.sort((a, b) => Number(roles[a] !== common) - Number(roles[b] !== common));
  for (const node of order) give(node, waiting[0]);
  return { cast, roles };
}

/** The same cast with one machine more, for somebody who comes before the run began. */
export function castWith(catalogue: Catalogue, state: ClassRead, step: Step, seat: string): CastPlan {
  const cast = [...state.cast.seats, seat];
  return { cast, roles: rolesFor(catalogue, state, step, cast.length) };
}

/**
 * Machines for a step's run: as many as the scenario or the instructor says, more when the class is larger, with some spare ones
 * for late joiners unless the class is locked. The second run has as many as the first.
 */
export function machinesFor(state: ClassRead, { round, run }: Step): number {
  const { machines } = state.lesson.rounds[round] as Scenario;
  const seats = state.seats.size;
  const spare = state.locked ? 0 : Math.max(2, Math.ceil(seats / 10));
  const before = run === 1 ? (state.rounds[round]?.machines ?? 0) : 0;
  if (before >= seats && before > 0) return before;
  return Math.min(MOST_MACHINES, Math.max(FEWEST_MACHINES, state.fillTo ?? machines, seats + spare));
}

/** The bot's machine that a late joiner takes over: an ordinary one, with work left, rather than one with a special role. */
export function freeMachine(state: ClassRead, isDone: (node: number) => boolean): number {
  const { seats, roles } = state.cast;
  const common = commonest(roles);
  const weight = (node: number): number => (roles[node] === common ? 0 : 2) + (isDone(node) ? 1 : 0);
  const free = [...seats.keys()].filter((node) => seats[node] === null);
  return free.reduce((best, node) => (best < 0 || weight(node) < weight(best) ? node : best), -1);
}

/** The role that most machines have. */
export function commonest(roles: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const role of roles) counts.set(role, (counts.get(role) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), ['', 0] as [string, number])[0];
}

function rolesFor(catalogue: Catalogue, state: ClassRead, step: Step, nodes: number): readonly string[] {
  const plan = planOf(catalogue, state, step, nodes);
  const specs = sideOf(catalogue, plan).protocol(plan).nodes;
  return specs.slice(0, nodes).map(({ role }) => role);
}

function shuffled(state: ClassRead, { round, run }: Step): SeatRead[] {
  const stream = new Randomness(state.seed).stream(`cast/${round}/${run}`, -1);
  const seats = [...state.seats.values()];
  return stream.sample(seats, seats.length);
}

function fittest(waiting: readonly SeatRead[], role: string, common: string): SeatRead | undefined {
  const wishers = waiting.filter((seat) => seat.wish === role);
  const willing = waiting.filter((seat) => seat.connected && seat.wish !== common);
  const candidates = wishers.length > 0 ? wishers : willing;
  return candidates.reduce<SeatRead | undefined>(
    (best, seat) => (best === undefined || burdenOf(seat, role) < burdenOf(best, role) ? seat : best),
    undefined,
  );
}

function burdenOf({ been, special }: SeatRead, role: string): number {
  return (been.get(role) ?? 0) * 1000 + special;
}
