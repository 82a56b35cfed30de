import type { ResultView } from '../../protocol/views.ts';
import type { Said } from '../../sim/index.ts';
import type { ClassContext } from '../state/class-context.ts';
import { type SeatRead, stepOf } from '../state/state.ts';
import { say, type TextKey } from '../words/text-keys.ts';
import type { FinishedRun } from './finished.ts';
import { betterOf, predictionPoints, runsOf } from './predictions.ts';
import type { RunScore } from './scores.ts';

/** Most sentences that one student is praised with. */
const MOST_AWARDS = 3;

/** What was good about a student's part: in the last run, and at the end in the whole lesson. Never empty for who took part. */
export function awardsOf({ state, finished }: ClassContext, seat: string): readonly Said[] {
  const runs = [...finished.values()];
  const step = stepOf(state);
  const looked = step.phase === 'end' ? runs : runs.filter(({ round }) => round === step.round).slice(-1);
  const scores = looked.flatMap((run) => run.scores.get(seat) ?? []);
  if (scores.length === 0) return [];
  const sum = total(scores);
  const all: (Said | false)[] = [
    looked.some((run) => wasFirst(run, seat)) && say('praise.first'),
    scores.some(({ doneAfter }) => doneAfter !== null) && say('praise.finished'),
    sum.clean > 0 && say('praise.clean', { n: sum.clean }),
    sum.helped > 0 && say('praise.helped', { n: sum.helped }),
    predictedRight({ state, finished }, step.round, seat) && say('praise.predicted'),
    sum.acts >= 5 && say('praise.active', { n: sum.acts }),
  ];
  const said = all.filter((one) => one !== false).slice(0, MOST_AWARDS);
  return said.length > 0 ? said : [say('praise.part')];
}

/** One student for each kind of good, each at most once while there are others; nobody for what nobody did. */
export function podiumOf({ state, finished }: ClassContext): ResultView['podium'] {
  const runs = [...finished.values()];
  const taken = new Set<string>();
  const sums = new Map(
    [...state.seats.keys()].map((seat) => [seat, total(runs.flatMap((run) => run.scores.get(seat) ?? []))]),
  );
  const kinds: readonly (readonly [TextKey, (seat: string) => number])[] = [
    ['podium.delivered', (seat) => sums.get(seat)?.got ?? 0],
    ['podium.helped', (seat) => sums.get(seat)?.helped ?? 0],
    ['podium.clean', (seat) => sums.get(seat)?.clean ?? 0],
    ['podium.predicted', (seat) => predictionPoints(state, finished, seat)],
    ['podium.active', (seat) => sums.get(seat)?.acts ?? 0],
  ];
  return kinds.flatMap(([title, value]) => {
    const winner = best([...state.seats.values()], taken, value);
    if (winner === undefined) return [];
    taken.add(winner.id);
    return [{ title: say(title), name: winner.name, mark: winner.mark, value: value(winner.id) }];
  });
}

function best(
  seats: readonly SeatRead[],
  taken: ReadonlySet<string>,
  value: (seat: string) => number,
): SeatRead | undefined {
  const fresh = seats.filter(({ id }) => !taken.has(id));
  return fresh
    .filter(({ id }) => value(id) > 0)
    .reduce<SeatRead | undefined>(
      (first, seat) => (first === undefined || value(seat.id) > value(first.id) ? seat : first),
      undefined,
    );
}

function wasFirst({ scores }: FinishedRun, seat: string): boolean {
  const own = scores.get(seat)?.doneAfter ?? null;
  return own !== null && [...scores.values()].every(({ doneAfter }) => doneAfter === null || doneAfter >= own);
}

function predictedRight(
  { state, finished }: Pick<ClassContext, 'state' | 'finished'>,
  round: number,
  seat: string,
): boolean {
  const better = betterOf(runsOf(finished, round));
  return better !== null && state.rounds[round]?.predictions.get(seat)?.better === better;
}

function total(scores: readonly RunScore[]): Pick<RunScore, 'got' | 'helped' | 'clean' | 'acts'> {
  const sum = { got: 0, helped: 0, clean: 0, acts: 0 };
  for (const { got, helped, clean, acts } of scores) {
    sum.got += got;
    sum.helped += helped;
    sum.clean += clean;
    sum.acts += acts;
  }
  return sum;
}
