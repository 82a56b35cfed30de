import { ASPECTS, type Aspect, type Measure } from '../../shared/measures/contract.ts';
import type { RunResult } from '../../shared/protocol/views.ts';
import { ARCHITECTURES, type Architecture } from '../../shared/sim/plan.ts';

/** One measure on both architectures. `better`: the side that did better; null where that can't be said. */
export interface EvidenceRow {
  readonly id: string;
  readonly sides: { readonly [side in Architecture]: Measure | null };
  readonly better: Architecture | 'same' | null;
}

export interface EvidenceGroup {
  readonly aspect: Aspect;
  readonly rows: readonly EvidenceRow[];
}

/** Differences below this share of the larger value are none. */
const SAME = 0.02;

/** The evidence table: the aspects in their order, each with its measures side by side; aspects without any are left out. */
export function evidenceOf(runs: readonly RunResult[]): readonly EvidenceGroup[] {
  return ASPECTS.map((aspect) => ({ aspect, rows: rowsOf(aspect, runs) })).filter(({ rows }) => rows.length > 0);
}

function rowsOf(aspect: Aspect, runs: readonly RunResult[]): readonly EvidenceRow[] {
  const measures = runs.flatMap((run) => run.measures).filter((measure) => measure.aspect === aspect);
  const ids = [...new Set(measures.map(({ id }) => id))];
  return ids.map((id) => rowOf(id, runs)).filter(({ sides }) => ARCHITECTURES.some((side) => sides[side] !== null));
}

function rowOf(id: string, runs: readonly RunResult[]): EvidenceRow {
  const on = (side: Architecture): Measure | null =>
    runs.find(({ architecture }) => architecture === side)?.measures.find((measure) => measure.id === id) ?? null;
  const sides = { 'client-server': on('client-server'), 'peer-to-peer': on('peer-to-peer') };
  return { id, sides, better: betterOf(sides['client-server'], sides['peer-to-peer']) };
}

function betterOf(hub: Measure | null, mesh: Measure | null): EvidenceRow['better'] {
  if (hub === null || mesh === null || hub.value === null || mesh.value === null || hub.better === 0) return null;
  const larger = Math.max(Math.abs(hub.value), Math.abs(mesh.value));
  if (Math.abs(hub.value - mesh.value) <= larger * SAME) return 'same';
  return hub.value > mesh.value === (hub.better === 1) ? 'client-server' : 'peer-to-peer';
}

/** How many measures each side did better in. */
export function tallyOf(groups: readonly EvidenceGroup[]): { readonly [side in Architecture]: number } {
  const rows = groups.flatMap((group) => group.rows);
  const count = (side: Architecture): number => rows.filter(({ better }) => better === side).length;
  return { 'client-server': count('client-server'), 'peer-to-peer': count('peer-to-peer') };
}
