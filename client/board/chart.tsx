import type { RunResult } from '../../shared/class/views.ts';
import { ArchitectureMark } from '../ui/marks.tsx';
import { type Flag, flagsOf, notchesOf } from '../view/board/chart.ts';
import { clockText } from '../view/clock.ts';
import { curve, spanOf } from '../view/curve.ts';
import { amount, say, text, type Voice } from '../words/index.ts';

const WIDTH = 1_000;
const HEIGHT = 330;
const LEFT = 96;
const TOP = 120;

/** Work done over time, one line a run on the same axis, and what happened in the last of them: numbered on the line, told beside it. */
export function Chart({ runs, voice }: { readonly runs: readonly RunResult[]; readonly voice: Voice }) {
  const seconds = spanOf(runs);
  const told = runs.at(-1);
  const flags = told === undefined ? [] : flagsOf(told, seconds);
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${LEFT + WIDTH + 40} ${TOP + HEIGHT + 60}`} role="img" aria-label={text('board.reveal.chart')}>
        <Axes seconds={seconds} />
        {flags.map((flag) => (
          <FlagLine key={flag.number} flag={flag} />
        ))}
        {runs.map((run) => (
          <g key={run.architecture} data-architecture={run.architecture} transform={`translate(${LEFT} ${TOP})`}>
            <polyline class="progress" points={curve(run.progress, seconds, WIDTH, HEIGHT)} />
          </g>
        ))}
      </svg>
      <ol class="flags">
        {flags.map((flag) => (
          <li key={flag.number} data-mood={flag.mood}>
            <b>{flag.number}</b> <time>{clockText(flag.second * 1_000)}</time> {say(flag.said, voice)}
          </li>
        ))}
      </ol>
      {runs.length < 2 ? null : (
        <figcaption>
          {runs.map((run) => (
            <span key={run.architecture} data-architecture={run.architecture}>
              <ArchitectureMark of={run.architecture} /> {text(`architecture.${run.architecture}`)}
            </span>
          ))}
        </figcaption>
      )}
    </figure>
  );
}

function Axes({ seconds }: { readonly seconds: number }) {
  return (
    <g class="axes" transform={`translate(${LEFT} ${TOP})`}>
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line x1="0" x2={WIDTH} y1={HEIGHT * (1 - share)} y2={HEIGHT * (1 - share)} />
          <text x="-14" y={HEIGHT * (1 - share) + 9} text-anchor="end">
            {amount(share, 'share')}
          </text>
        </g>
      ))}
      {notchesOf(seconds).map(({ at, seconds: second }) => (
        <text key={second} x={WIDTH * at} y={HEIGHT + 42} text-anchor="middle">
          {clockText(second * 1_000)}
        </text>
      ))}
    </g>
  );
}

function FlagLine({ flag }: { readonly flag: Flag }) {
  const x = LEFT + WIDTH * flag.at;
  const y = TOP - 24 - flag.row * 34;
  return (
    <g class="flag" data-mood={flag.mood}>
      <line x1={x} x2={x} y1={y} y2={TOP + HEIGHT} />
      <circle cx={x} cy={y} r="16" />
      <text x={x} y={y + 8} text-anchor="middle">
        {flag.number}
      </text>
    </g>
  );
}
