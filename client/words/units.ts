import type { Unit } from '../../shared/measures/contract.ts';

const share = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });
const seconds = new Intl.NumberFormat(undefined, {
  style: 'unit',
  unit: 'second',
  unitDisplay: 'narrow',
  maximumFractionDigits: 1,
});
const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const rough = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 2 });
const short = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const fine = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const BYTES = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Writes a value in its unit, by the browser's locale: 0.83 as a share is "83%". */
export function amount(value: number, unit: Unit): string {
  switch (unit) {
    case 'share':
      return share.format(value);
    case 'seconds':
      return seconds.format(value);
    case 'bytes':
      return bytes(value);
    case 'count':
      return whole.format(value);
    case 'per-second':
      return `${value < 10 ? rough.format(value) : whole.format(value)}/s`;
    case 'ratio':
      return value < 10 ? short.format(value) : whole.format(value);
    case 'index':
      return fine.format(value);
  }
}

function bytes(value: number): string {
  const step = Math.min(BYTES.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, value)) / 3)));
  const number = new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit: BYTES[step] ?? 'byte',
    unitDisplay: 'short',
    maximumSignificantDigits: 3,
  });
  return number.format(value / 1000 ** step);
}
