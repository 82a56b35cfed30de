import { betterOf } from '../../shared/class/results/predictions.ts';
import type { PublicView } from '../../shared/protocol/public-view.ts';
import type { ResultView, RunResult, SeatView } from '../../shared/protocol/views.ts';
import { RunSummary, Timeline } from '../ui/result.tsx';
import { say, text, type Voice, type WordKey } from '../words/index.ts';
import type { PhaseProps } from './phase-props.ts';
import { PredictionCard } from './predict.tsx';

/** What the class reached in this run, what I was good at, and what I had said before. */
export function RevealPage({ view, seat, voice }: PhaseProps) {
  const run = runShown(view);
  return (
    <main class="reveal">
      {run === undefined ? null : (
        <section class="class-result">
          <h2>{text('result.class')}</h2>
          <RunSummary run={run} />
        </section>
      )}
      <Praise seat={seat} voice={voice} />
      <Then seat={seat} runs={view.result?.runs ?? []} />
      {view.result === null ? null : <Revealed result={view.result} voice={voice} />}
      {run === undefined ? null : <Timeline runs={[run]} voice={voice} />}
      {view.run === 0 ? <p class="wait">{text('result.next')}</p> : null}
    </main>
  );
}

function runShown(view: PublicView) {
  const runs = view.result?.runs ?? [];
  return runs.find(({ architecture }) => architecture === view.architecture) ?? runs.at(-1);
}

/** What I was good at; never what I was not. */
export function Praise(props: { readonly seat: SeatView; readonly voice: Voice; readonly title?: WordKey }) {
  const { seat, voice, title = 'result.you' } = props;
  return (
    <section class="praise">
      <h2>{text(title)}</h2>
      {seat.praise.length === 0 ? <p>{text('result.praise.none')}</p> : null}
      <ul>
        {seat.praise.map((said) => (
          <li key={said.key}>{say(said, voice)}</li>
        ))}
      </ul>
    </section>
  );
}

/** My prediction, beside the result. */
export function Then({ seat, runs }: { readonly seat: SeatView; readonly runs: readonly RunResult[] }) {
  const { prediction } = seat;
  if (prediction === null) return <p class="hint">{text('predict.none')}</p>;
  const better = betterOf(runs);
  const verdict = better === null ? null : text(better === prediction.better ? 'predict.right' : 'predict.wrong');
  return <PredictionCard prediction={prediction} verdict={verdict} />;
}

/** Who was what in secret. */
export function Revealed({ result, voice }: { readonly result: ResultView; readonly voice: Voice }) {
  if (result.revealed.length === 0) return null;
  return (
    <section class="revealed">
      <h2>{text('result.revealed')}</h2>
      <ul>
        {result.revealed.map((said, index) => (
          <li key={`${index}${said.key}`}>{say(said, voice)}</li>
        ))}
      </ul>
    </section>
  );
}
