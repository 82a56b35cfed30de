import type { SeatView } from '../../protocol/views.ts';
import { type PlayerView, playerView } from '../../services/contract.ts';
import { type NodeId, REASONS, type Said } from '../../sim/index.ts';
import { serviceOf } from '../lesson/plan.ts';
import { architectureOf } from '../lesson/steps.ts';
import { praiseOf } from '../results/praise.ts';
import { predictionPoints } from '../results/predictions.ts';
import { liveScore } from '../results/scores.ts';
import { machineName, markFor } from '../roster/naming.ts';
import type { Live } from '../run/live.ts';
import type { Standing } from '../state/standing.ts';
import { nodeOf, roundOf, scenarioOf, stepOf } from '../state/state.ts';
import { say, sayTrait } from '../words/said.ts';

/** What a student's own screen gets besides the public view; undefined for a seat that isn't there. */
export function seatView(standing: Standing, seat: string): SeatView | undefined {
  const { state, live } = standing;
  const student = state.seats.get(seat);
  if (student === undefined) return undefined;
  const { phase } = stepOf(state);
  const node = phase === 'lobby' || phase === 'end' ? -1 : nodeOf(state, seat);
  const running = phase === 'play' && live !== null && node >= 0 ? live : null;
  const play = running === null ? null : playerView(running.side, running.run, node as NodeId);
  const round = roundOf(state);
  return {
    seat,
    code: student.code,
    name: student.name,
    mark: student.mark,
    node,
    role: roleOf(standing, node),
    secret: running === null ? null : secretOf(running, node),
    taken: student.taken,
    points: pointsOf(standing, seat),
    prediction: round.predictions.get(seat) ?? null,
    vote: round.votes.get(seat) ?? null,
    outage: running === null ? null : outageOf(running, node),
    play,
    names: play === null || running === null ? {} : namesIn(standing, running, play),
    pilot: running === null || running.run.isPlayed(node as NodeId) ? 'you' : 'autopilot',
    praise: phase === 'reveal' || phase === 'compare' || phase === 'end' ? praiseOf(standing, seat) : [],
  };
}

/** Points of all runs so far, the one that is on included, and of predictions that came true. */
export function pointsOf({ state, live, finished }: Standing, seat: string): number {
  const before = [...finished.values()].reduce((sum, run) => sum + (run.scores.get(seat)?.points ?? 0), 0);
  const now = live === null || live.over ? 0 : (liveScore(live, seat)?.points ?? 0);
  return before + now + predictionPoints(state, finished, seat);
}

function roleOf({ catalogue, state }: Standing, node: number): SeatView['role'] {
  const id = state.cast.roles[node];
  if (id === undefined || state.cast.run === null) return null;
  const scenario = scenarioOf(state);
  const side = serviceOf(catalogue, scenario.service).sides[architectureOf(scenario, state.cast.run)];
  const spec = side.roles.find((role) => role.id === id);
  return spec === undefined ? null : { id, name: { key: spec.name }, brief: { key: spec.brief } };
}

function secretOf({ run, side }: Live, node: number): Said | null {
  const [trait] = run.node(node as NodeId).traits;
  if (trait === undefined) return null;
  const role = side.roles.find(({ hiddenTrait }) => hiddenTrait === trait);
  return role === undefined ? sayTrait('secret', trait) : { key: role.brief };
}

function outageOf({ story }: Live, node: number): Said | null {
  if ((story.downSince[node] ?? -1) < 0) return null;
  return say(REASONS[story.downReason[node] ?? 0] === 'left' ? 'outage.left' : 'outage.crashed');
}

/** Names for every node that the view speaks of. */
function namesIn({ state }: Standing, { facts, plan }: Live, play: PlayerView): SeatView['names'] {
  const names: Record<number, SeatView['names'][number]> = {};
  for (const node of nodesIn(play)) {
    const machine = machineName(state, state.cast.seats, node, plan.nodes, facts.roles);
    names[node] = { name: machine.name, mark: markFor(machine, node) };
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
