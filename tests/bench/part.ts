/** One number that a part measured, and what it is held against in the same run. */
export interface Line {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The same, done by something else; null where it is not on this computer. */
  readonly reference?: { readonly name: string; readonly value: number } | null;
  /** What is to be reached, in the value's unit. */
  readonly goal?: { readonly atLeast: number } | { readonly atMost: number };
}

/** One part of the benchmark. Lines are printed as they come. */
export interface Part {
  readonly id: string;
  readonly title: string;
  run(): AsyncIterable<Line> | Iterable<Line>;
}

/** A line as it is printed. */
export function lineText({ what, value, unit, reference, goal }: Line): string {
  const beside =
    reference === undefined || reference === null
      ? ''
      : `  ${round(reference.value)} ${unit} ${reference.name}: ${round(value / reference.value)} times`;
  return `  ${what.padEnd(52)} ${`${round(value)} ${unit}`.padEnd(22)}${goalText(value, goal)}${beside}`.trimEnd();
}

function goalText(value: number, goal: Line['goal']): string {
  if (goal === undefined) return '';
  const reached = 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost;
  const text = 'atLeast' in goal ? `at least ${goal.atLeast}` : `at most ${goal.atMost}`;
  return `${reached ? 'reached' : 'missed '} (${text})`;
}

function round(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}
