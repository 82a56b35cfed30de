import type { RunResult } from '../../shared/protocol/views.ts';
import { clockText } from '../view/clock.ts';
import { curve, spanOf } from '../view/curve.ts';
import { amount, say, text, type Voice } from '../words/index.ts';
import { ArchitectureMark } from './marks.tsx';

const WIDTH = 320;
const HEIGHT = 96;

/** What the class reached in one run, against par. */
export function RunSummary({ run }: { readonly run: RunResult }) {
  const time = clockText(run.seconds * 1000);
  return (
    <section class="run-summary" data-architecture={run.architecture}>
      <h3>
        <ArchitectureMark of={run.architecture} /> {text(`architecture.${run.architecture}`)}
      </h3>
      <p class="finished">
        <b>{text('result.finished', { n: run.finished, of: run.of })}</b> {text('result.seconds', { time })}
      </p>
      {run.par === null ? null : <Par par={run.par} />}
    </section>
  );
}

function Par({ par }: { par: NonNullable<RunResult['par']> }) {
  const share = amount(par.reached, 'share');
  return (
    <div class="par">
      <span class="bar" aria-hidden="true">
        <span style={{ width: `${Math.min(100, Math.round(par.reached * 100))}%` }} />
      </span>
      <p>
        <b>{text('result.par', { share })}</b>{' '}
        <small>{text('result.par.seconds', { time: clockText(par.seconds * 1000), source: par.source })}</small>
      </p>
    </div>
  );
}

/** Work done over time, one line a run, and what happened, marked on the line and told in words below. */
export function Timeline({ runs, voice }: { readonly runs: readonly RunResult[]; readonly voice: Voice }) {
  const span = spanOf(runs);
  return (
    <figure class="timeline">
      <figcaption>{text('result.timeline')}</figcaption>
      <svg viewBox={`-6 -8 ${WIDTH + 12} ${HEIGHT + 26}`} role="img" aria-label={text('result.timeline.chart')}>
        <path class="axis" d={`M0,${HEIGHT}H${WIDTH}M0,0H${WIDTH}`} />
        <text x="0" y="12">
          {amount(1, 'share')}
        </text>
        <text x={WIDTH} y={HEIGHT + 13} text-anchor="end">
          {clockText(span * 1000)}
        </text>
        {runs.map((run) => (
          <Line key={run.architecture} run={run} span={span} />
        ))}
      </svg>
      {runs.map((run) => (
        <ol key={run.architecture} class="happened" data-architecture={run.architecture}>
          {run.marks.map((mark) => (
            <li key={`${mark.at}${mark.said.key}`} class={mark.mood}>
              <ArchitectureMark of={run.architecture} />
              <time>{clockText(mark.at * 1000)}</time> {say(mark.said, voice)}
            </li>
          ))}
        </ol>
      ))}
    </figure>
  );
}

function Line({ run, span }: { run: RunResult; span: number }) {
  const heightAt = (second: number): number => HEIGHT * (1 - (run.progress[Math.round(second)] ?? 0));
  return (
    <g data-architecture={run.architecture}>
      <polyline class="progress" points={curve(run.progress, span, WIDTH, HEIGHT)} />
      {run.marks.map((mark) => (
        <circle
          key={`${mark.at}${mark.said.key}`}
          class={mark.mood}
          cx={(mark.at / span) * WIDTH}
          cy={heightAt(mark.at)}
          r="5"
        />
      ))}
    </g>
  );
}
