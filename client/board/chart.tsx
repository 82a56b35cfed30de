import type { RunResult } from '../../shared/protocol/views.ts';
import { type Flag, flagsOf, notchesOf } from '../view/board/chart.ts';
import { clockText } from '../view/clock.ts';
import { curve, spanOf } from '../view/curve.ts';
import { HUB_SIGN, MESH_SIGN } from '../view/look/signs.ts';
import { amount, say, text, type Voice } from '../words/index.ts';

/** The drawing's units: at the size that the chart has on a projector one is about a pixel. */
const LEFT = 96;
const RIGHT = 44;
const TOP = 104;
const BELOW = 60;
const WIDE = { width: 1_000, height: 300 };
const NARROW = { width: 620, height: 210 };
/** A flag is so wide, with air. */
const FLAG = 38;
type Size = typeof WIDE;
/** A time on the axis is so wide, with air. */
const NOTCH = 115;

/** Work done over time, one line a run on the same axis, and what happened in the last of them: numbered on the line, told beside it. */
export function Chart(props: {
  readonly runs: readonly RunResult[];
  readonly voice: Voice;
  readonly narrow?: boolean;
}) {
  const { runs, voice } = props;
  const size = props.narrow === true ? NARROW : WIDE;
  const seconds = spanOf(runs);
  const told = runs.at(-1);
  const flags = told === undefined ? [] : flagsOf(told, seconds, FLAG / size.width);
  return (
    <figure class="chart">
      <svg
        viewBox={`0 0 ${LEFT + size.width + RIGHT} ${TOP + size.height + BELOW}`}
        role="img"
        aria-label={text('board.reveal.chart')}
      >
        <Axes seconds={seconds} size={size} />
        {flags.map((flag) => (
          <FlagLine key={flag.number} flag={flag} size={size} />
        ))}
        {runs.map((run) => (
          <Line key={run.architecture} run={run} seconds={seconds} size={size} />
        ))}
      </svg>
      <ol class="flags">
        {flags.map((flag) => (
          <li key={flag.number} data-mood={flag.mood}>
            <b>{flag.number}</b> <time>{clockText(flag.second * 1_000)}</time> {say(flag.said, voice)}
          </li>
        ))}
      </ol>
    </figure>
  );
}

/** The line ends in its architecture's sign. */
function Line({ run, seconds, size }: { readonly run: RunResult; readonly seconds: number; readonly size: Size }) {
  const sign = run.architecture === 'client-server' ? HUB_SIGN : MESH_SIGN;
  const last = run.progress.length - 1;
  const x = (size.width * last) / seconds;
  const y = size.height * (1 - Math.min(1, run.progress[last] ?? 0));
  return (
    <g data-architecture={run.architecture} transform={`translate(${LEFT} ${TOP})`}>
      <polyline class="progress" points={curve(run.progress, seconds, size.width, size.height)} />
      <g class="sign" transform={`translate(${x} ${y}) scale(22)`}>
        <circle r="1.25" />
        <path class="lines" d={sign.lines} />
        <path d={sign.discs} />
      </g>
    </g>
  );
}

function Axes({ seconds, size }: { readonly seconds: number; readonly size: Size }) {
  const { width, height } = size;
  return (
    <g class="axes" transform={`translate(${LEFT} ${TOP})`}>
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line x1="0" x2={width} y1={height * (1 - share)} y2={height * (1 - share)} />
          <text x="-14" y={height * (1 - share) + 9} text-anchor="end">
            {amount(share, 'share')}
          </text>
        </g>
      ))}
      {notchesOf(seconds, width / NOTCH).map(({ at, seconds: second }) => (
        <text key={second} x={width * at} y={height + 42} text-anchor="middle">
          {clockText(second * 1_000)}
        </text>
      ))}
    </g>
  );
}

function FlagLine({ flag, size }: { readonly flag: Flag; readonly size: Size }) {
  const x = LEFT + size.width * flag.at;
  const y = TOP - 22 - flag.row * 33;
  return (
    <g class="flag" data-mood={flag.mood}>
      <line x1={x} x2={x} y1={y} y2={TOP + size.height} />
      <circle cx={x} cy={y} r="16" />
      <text x={x} y={y + 8} text-anchor="middle">
        {flag.number}
      </text>
    </g>
  );
}
