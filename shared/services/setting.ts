import type { ParamSpec } from './contract.ts';

/** A numeric setting with its least, usual and greatest value. */
export function numberSetting(
  id: string,
  label: string,
  unit: string,
  [min, usual, max]: readonly [number, number, number],
  whole = false,
): ParamSpec {
  return { id, label, unit, kind: 'number', default: usual, min, max, whole };
}

/** A link's rate as a setting says it: 0 stands for a link without limit. */
export function linkRate(bytesPerSecond: number): number | null {
  return bytesPerSecond === 0 ? null : bytesPerSecond;
}
