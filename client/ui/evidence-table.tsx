import type { Measure } from '../../shared/measures/contract.ts';
import { MEASURE_WORDS } from '../../shared/measures/words.ts';
import type { RunResult } from '../../shared/protocol/views.ts';
import { ARCHITECTURES, type Architecture } from '../../shared/sim/plan.ts';
import { type EvidenceGroup, type EvidenceRow, evidenceOf } from '../view/evidence.ts';
import { amount, say, text, type Voice } from '../words/index.ts';
import { ArchitectureMark } from './marks.tsx';

/** The seven aspects side by side. `traced`: with the numbers of the log entries that each value was counted from. */
export function EvidenceTable(props: {
  readonly runs: readonly RunResult[];
  readonly voice: Voice;
  readonly traced?: boolean;
}) {
  return (
    <table class={`evidence ${props.traced ? 'traced' : ''}`}>
      <caption>{text('evidence.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{text('evidence.measure')}</th>
          {ARCHITECTURES.map((side) => (
            <th key={side} scope="col" data-architecture={side}>
              <ArchitectureMark of={side} /> <span>{text(`architecture.${side}`)}</span>
            </th>
          ))}
        </tr>
      </thead>
      {evidenceOf(props.runs).map((group) => (
        <Group key={group.aspect} group={group} voice={props.voice} traced={props.traced === true} />
      ))}
    </table>
  );
}

interface GroupProps {
  readonly group: EvidenceGroup;
  readonly voice: Voice;
  readonly traced: boolean;
}

function Group({ group, voice, traced }: GroupProps) {
  const measured = group.rows.filter(({ sides }) =>
    ARCHITECTURES.some((side) => (sides[side]?.value ?? null) !== null),
  );
  const rows = traced ? group.rows : measured;
  return (
    <tbody>
      <tr class="aspect">
        <th colSpan={3} scope="rowgroup">
          {text(`aspect.${group.aspect}`)} <small>{text(`aspect.${group.aspect}.asks`)}</small>
        </th>
      </tr>
      {rows.map((row) => (
        <Row key={row.id} row={row} voice={voice} traced={traced} />
      ))}
      {rows.length === 0 ? (
        <tr>
          <td class="empty" colSpan={3}>
            {text('evidence.nothing')}
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}

function Row({ row, voice, traced }: { row: EvidenceRow; voice: Voice; traced: boolean }) {
  const words = MEASURE_WORDS[row.id];
  const why = whyNeither(row, voice);
  return (
    <tr>
      <th scope="row">
        {words?.title ?? row.id}
        {traced && words !== undefined ? <small>{words.definition}</small> : null}
      </th>
      {why === undefined ? (
        ARCHITECTURES.map((side) => <Cell key={side} side={side} row={row} voice={voice} traced={traced} />)
      ) : (
        <td class="empty" colSpan={2}>
          {why}
        </td>
      )}
    </tr>
  );
}

/** The reason, said once, where neither side could be measured for the same one. */
function whyNeither({ sides }: EvidenceRow, voice: Voice): string | undefined {
  const [hub, mesh] = ARCHITECTURES.map((side) => sides[side]);
  if (hub?.value !== null || mesh?.value !== null) return undefined;
  const why = reasonOf(hub, voice);
  return why === reasonOf(mesh, voice) ? why : undefined;
}

function Cell(props: { side: Architecture; row: EvidenceRow; voice: Voice; traced: boolean }) {
  const measure = props.row.sides[props.side];
  if (measure === null) return <td class="empty">{text('evidence.missing')}</td>;
  if (measure.value === null) return <td class="empty">{reasonOf(measure, props.voice)}</td>;
  const better = props.row.better === props.side;
  return (
    <td data-architecture={props.side} class={better ? 'better' : ''}>
      <span class="value">{amount(measure.value, measure.unit)}</span>
      <Verdict better={better} same={props.row.better === 'same'} />
      {props.traced ? <Trace measure={measure} /> : null}
    </td>
  );
}

function Verdict({ better, same }: { better: boolean; same: boolean }) {
  if (better) return <span class="verdict">{text('evidence.better')}</span>;
  return same ? <span class="same-verdict">{text('evidence.same')}</span> : null;
}

function reasonOf(measure: Measure, voice: Voice): string {
  return measure.because === undefined ? text('evidence.none') : say(measure.because, voice);
}

/** Where a number comes from: how many log entries, and which. */
function Trace({ measure }: { measure: Measure }) {
  return (
    <details class="trace">
      <summary>{text('evidence.counted', { n: measure.counted })}</summary>
      {text('evidence.entries', { list: measure.entries.join(', ') })}
    </details>
  );
}
