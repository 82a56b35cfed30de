import type { SeatView } from '../../protocol/views.ts';
import { type PlayerView, playerView } from '../../services/contract.ts';
import { type NodeId, REASONS, type Said } from '../../sim/index.ts';
import { serviceOf } from '../lesson/plan.ts';
import { architectureOf } from '../lesson/steps.ts';
import { awardsOf } from '../results/awards.ts';
import { predictionPoints } from '../results/predictions.ts';
import { currentScore } from '../results/scores.ts';
import { avatarFor, machineName } from '../roster/naming.ts';
import type { CurrentRun } from '../run/current-run.ts';
import type { ClassContext } from '../state/class-context.ts';
import { nodeOf, roundOf, scenarioOf, stepOf } from '../state/state.ts';
import { say, sayTrait } from '../words/text-keys.ts';

/** What a student's own screen gets besides the public view; undefined for a seat that isn't there. */
export function seatView(context: ClassContext, seat: string): SeatView | undefined {
  const { state, current } = context;
  const student = state.seats.get(seat);
  if (student === undefined) return undefined;
  const { phase } = stepOf(state);
  const node = phase === 'lobby' || phase === 'end' ? -1 : nodeOf(state, seat);
  const running = phase === 'play' && current !== null && node >= 0 ? current : null;
  const play = running === null ? null : playerView(running.side, running.run, node as NodeId);
  const round = roundOf(state);
  return {
    seat,
    code: student.code,
    name: student.name,
    mark: student.mark,
    node,
    role: roleOf(context, node),
    secret: running === null ? null : secretOf(running, node),
    taken: student.taken,
    points: pointsOf(context, seat),
    prediction: round.predictions.get(seat) ?? null,
    vote: round.votes.get(seat) ?? null,
    outage: running === null ? null : outageOf(running, node),
    play,
    names: play === null || running === null ? {} : namesIn(context, running, play),
    pilot: running === null || running.run.isPlayed(node as NodeId) ? 'you' : 'autopilot',
    praise: phase === 'reveal' || phase === 'compare' || phase === 'end' ? awardsOf(context, seat) : [],
  };
}

/** Points of all runs so far, the one that is on included, and of predictions that came true. */
export function pointsOf({ state, current, finished }: ClassContext, seat: string): number {
  const before = [...finished.values()].reduce((sum, run) => sum + (run.scores.get(seat)?.points ?? 0), 0);
  const now = current === null || current.over ? 0 : (currentScore(current, seat)?.points ?? 0);
  return before + now + predictionPoints(state, finished, seat);
}

function roleOf({ catalogue, state }: ClassContext, node: number): SeatView['role'] {
  const id = state.cast.roles[node];
  if (id === undefined || state.cast.run === null) return null;
  const scenario = scenarioOf(state);
  const side = serviceOf(catalogue, scenario.service).sides[architectureOf(scenario, state.cast.run)];
  const spec = side.roles.find((role) => role.id === id);
  return spec === undefined ? null : { id, name: { key: spec.name }, brief: { key: spec.brief } };
}

function secretOf({ run, side }: CurrentRun, node: number): Said | null {
  const [trait] = run.node(node as NodeId).traits;
  if (trait === undefined) return null;
  const role = side.roles.find(({ hiddenTrait }) => hiddenTrait === trait);
  return role === undefined ? sayTrait('secret', trait) : { key: role.brief };
}

function outageOf({ commentary }: CurrentRun, node: number): Said | null {
  if ((commentary.downSince[node] ?? -1) < 0) return null;
  return say(REASONS[commentary.downReason[node] ?? 0] === 'left' ? 'outage.left' : 'outage.crashed');
}

/** Names for every node that the view speaks of. */
function namesIn({ state }: ClassContext, { facts, plan }: CurrentRun, play: PlayerView): SeatView['names'] {
  const names: Record<number, SeatView['names'][number]> = {};
  for (const node of nodesIn(play)) {
    const machine = machineName(state, state.cast.seats, node, plan.nodes, facts.roles);
    names[node] = { name: machine.name, mark: avatarFor(machine, node) };
  }
  return names;
}

function nodesIn({ status, job, verbs, offers, neighbours, recent }: PlayerView): ReadonlySet<number> {
  const offered = [...verbs, ...offers].flatMap(({ label, effect, blocked }) => [label, effect, blocked]);
  const said = [status, job.label, ...offered, ...neighbours.map(({ note }) => note), ...recent];
  const named = said.flatMap((one) => [one?.args?.['who'], one?.args?.['whom']]);
  const nodes = [...named.filter((arg) => typeof arg === 'number'), ...neighbours.map(({ node }) => node)];
  return new Set(nodes.filter((node) => node >= 0));
}
