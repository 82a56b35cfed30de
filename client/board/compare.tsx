import { MEASURE_WORDS } from '../../shared/measures/words.ts';
import type { PublicView } from '../../shared/protocol/public-view.ts';
import type { RunResult } from '../../shared/protocol/views.ts';
import { ARCHITECTURES, type Architecture } from '../../shared/sim/plan.ts';
import { ArchitectureMark } from '../ui/marks.tsx';
import { Poll } from '../ui/poll.tsx';
import { type Headline, headlinesOf } from '../view/board/headlines.ts';
import { clockText } from '../view/clock.ts';
import { amount, say, text, type Voice } from '../words/index.ts';
import { Chart } from './chart.tsx';
import type { Feed } from './feed.ts';
import { Replays } from './replays.tsx';

/**
 * Both runs side by side, amber left, teal right: the two networks at the same second, when this page has seen both runs, and else their
 * curves; below, one number for each aspect, and the votes.
 */
export function Compare(props: { readonly view: PublicView; readonly feed: Feed; readonly voice: Voice }) {
  const { view, feed, voice } = props;
  const { result, brief } = view;
  if (result === null) return <main class="compare" />;
  const runs = ARCHITECTURES.flatMap((side) => result.runs.find(({ architecture }) => architecture === side) ?? []);
  const recordings = feed.recordings();
  const both = ARCHITECTURES.every((side) => recordings.runs[side] !== undefined) && runs.length === 2;
  return (
    <main class={both ? 'compare replayed' : 'compare'}>
      {both ? <Replays recordings={recordings} words={feed.words} local={feed.local} /> : null}
      <section class="beside">
        <Evidence runs={runs} voice={voice} />
        {both ? null : <Discuss questions={brief?.discuss ?? []} />}
      </section>
      <section class="beside">
        {both ? null : <Chart runs={runs} voice={voice} narrow />}
        <Poll title={text('board.compare.votes')} counts={result.predictions.votes} />
        {both ? <Discuss questions={(brief?.discuss ?? []).slice(0, 1)} /> : null}
      </section>
    </main>
  );
}

function Discuss({ questions }: { readonly questions: readonly string[] }) {
  if (questions.length === 0) return null;
  return (
    <section class="discuss">
      <h2>{text('board.compare.discuss')}</h2>
      <ul>
        {questions.map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
    </section>
  );
}

function Evidence({ runs, voice }: { readonly runs: readonly RunResult[]; readonly voice: Voice }) {
  return (
    <table class="headlines">
      <caption class="unseen">{text('evidence.caption')}</caption>
      <thead>
        <tr>
          <td />
          {ARCHITECTURES.map((side) => (
            <th key={side} scope="col" data-architecture={side}>
              <ArchitectureMark of={side} /> {text(`architecture.${side}`)}
              <Finished run={runs.find(({ architecture }) => architecture === side)} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {headlinesOf(runs).map((headline) => (
          <Row key={headline.aspect} headline={headline} voice={voice} />
        ))}
      </tbody>
    </table>
  );
}

function Finished({ run }: { readonly run: RunResult | undefined }) {
  if (run === undefined) return null;
  const { finished, of, seconds } = run;
  return <small>{text('board.compare.finished', { n: finished, of, time: clockText(seconds * 1_000) })}</small>;
}

function Row({ headline, voice }: { readonly headline: Headline; readonly voice: Voice }) {
  const { aspect, row } = headline;
  return (
    <tr>
      <th scope="row">
        {text(`aspect.${aspect}`)} <small>{MEASURE_WORDS[row.id]?.title ?? row.id}</small>
      </th>
      {ARCHITECTURES.map((side) => (
        <Cell key={side} side={side} row={row} voice={voice} />
      ))}
    </tr>
  );
}

function Cell({
  side,
  row,
  voice,
}: {
  readonly side: Architecture;
  readonly row: Headline['row'];
  readonly voice: Voice;
}) {
  const measure = row.sides[side];
  if (measure === null) return <td class="empty">{text('evidence.missing')}</td>;
  if (measure.value === null) {
    return <td class="empty">{measure.because === undefined ? text('evidence.none') : say(measure.because, voice)}</td>;
  }
  const better = row.better === side;
  return (
    <td data-architecture={side} class={better ? 'better' : ''}>
      {amount(measure.value, measure.unit)}
      {better ? <span class="verdict">{text('evidence.better')}</span> : null}
    </td>
  );
}
