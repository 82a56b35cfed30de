import type { Measure } from '../../shared/measures/contract.ts';
import { MEASURE_WORDS } from '../../shared/measures/words.ts';
import type { PublicView } from '../../shared/protocol/public-view.ts';
import type { ResultView, RunResult } from '../../shared/protocol/views.ts';
import { ArchitectureMark } from '../ui/marks.tsx';
import { Poll } from '../ui/poll.tsx';
import { headlinesOf } from '../view/board/headlines.ts';
import { clockText } from '../view/clock.ts';
import { amount, say, text, type Voice } from '../words/index.ts';
import { Chart } from './chart.tsx';

/** What the class reached, against what its links allow; its run in a line; what it had predicted. */
export function Reveal({ view, voice }: { readonly view: PublicView; readonly voice: Voice }) {
  const { result } = view;
  const run = result?.runs.find(({ architecture }) => architecture === view.architecture) ?? result?.runs.at(-1);
  if (result === null || run === undefined) return <main class="reveal" />;
  return (
    <main class="reveal">
      <div>
        <Score run={run} />
        <Told revealed={result.revealed} voice={voice} />
        <Predicted predictions={result.predictions} />
      </div>
      <div>
        <Chart runs={[run]} voice={voice} />
        <Measured run={run} voice={voice} />
      </div>
    </main>
  );
}

/** Who was what in secret. */
function Told({ revealed, voice }: { readonly revealed: ResultView['revealed']; readonly voice: Voice }) {
  if (revealed.length === 0) return null;
  return (
    <section class="told">
      <h2>{text('board.reveal.told')}</h2>
      <ul>
        {revealed.map((said) => (
          <li key={JSON.stringify(said)}>{say(said, voice)}</li>
        ))}
      </ul>
    </section>
  );
}

function Score({ run }: { readonly run: RunResult }) {
  return (
    <section class="score" data-architecture={run.architecture}>
      <h2>
        <ArchitectureMark of={run.architecture} /> {text(`architecture.${run.architecture}`)}
      </h2>
      <p class="huge">
        <b>{text('board.reveal.finished', { n: run.finished, of: run.of })}</b>{' '}
        <span>
          {text('board.reveal.have')} {text('board.reveal.in', { time: clockText(run.seconds * 1_000) })}
        </span>
      </p>
      {run.par === null ? null : (
        <div class="par">
          <p class="huge">
            <b>{amount(run.par.reached, 'share')}</b> <span>{text('board.reveal.par')}</span>
          </p>
          <div class="bar" aria-hidden="true">
            <span style={{ width: `${Math.min(100, Math.round(run.par.reached * 100))}%` }} />
          </div>
          <p class="bound">{text('board.reveal.bound', { time: clockText(run.par.seconds * 1_000) })}</p>
        </div>
      )}
    </section>
  );
}

function Predicted({ predictions }: { readonly predictions: ResultView['predictions'] }) {
  return (
    <section class="predicted">
      <Poll title={text('board.reveal.predicted')} counts={predictions.better} />
      {predictions.finishMean === null ? null : (
        <p>{text('board.reveal.mean', { n: Math.round(predictions.finishMean) })}</p>
      )}
    </section>
  );
}

/** One number for each aspect. */
function Measured({ run, voice }: { readonly run: RunResult; readonly voice: Voice }) {
  return (
    <dl class="measured" data-architecture={run.architecture}>
      {headlinesOf([run]).map(({ aspect, row }) => (
        <div key={aspect}>
          <dt>{text(`aspect.${aspect}`)}</dt>
          <Value measure={row.sides[run.architecture]} voice={voice} />
        </div>
      ))}
    </dl>
  );
}

function Value({ measure, voice }: { readonly measure: Measure | null; readonly voice: Voice }) {
  if (measure === null || measure.value === null) {
    return (
      <dd class="empty">{measure?.because === undefined ? text('evidence.none') : say(measure.because, voice)}</dd>
    );
  }
  return (
    <dd>
      {amount(measure.value, measure.unit)}
      <small>{MEASURE_WORDS[measure.id]?.title ?? measure.id}</small>
    </dd>
  );
}
