/** One call, or one property that was set, of what a picture is drawn on. */
export interface Stroke {
  readonly name: string;
  readonly values: readonly unknown[];
}

/** Stands for anything that is drawn on: every method returns another of its kind, and everything that comes in is kept. */
export function recorder(strokes: Stroke[], given: object = {}): object {
  const known = new Map<PropertyKey, unknown>(Object.entries(given));
  const self: object = new Proxy(() => undefined, {
    get: (_, name) => {
      if (known.has(name)) return known.get(name);
      return (...values: readonly unknown[]) => {
        strokes.push({ name: String(name), values });
        return recorder(strokes);
      };
    },
    set: (_, name, value) => {
      known.set(name, value);
      strokes.push({ name: String(name), values: [value] });
      return true;
    },
  });
  return self;
}

/** By name, which values are lengths: at least 0. */
const LENGTHS: { readonly [name: string]: readonly number[] } = {
  arc: [2],
  rect: [2, 3],
  roundRect: [2, 3, 4],
  fillRect: [2, 3],
  clearRect: [2, 3],
  scale: [0, 1],
  createRadialGradient: [2, 5],
  fillCircle: [2],
  strokeCircle: [2],
};
/** By name, which value is a strength: 0 to 1. */
const STRENGTHS: { readonly [name: string]: number } = { fillStyle: 1, lineStyle: 2, alpha: 0, globalAlpha: 0 };
const COLOUR = /^#[\da-f]{6}([\da-f]{2})?$/i;
const FONT = /^[47]00 [1-9]\d*px "/;

/** @returns what of a stroke can't be drawn, one line each */
export function senseless({ name, values }: Stroke): readonly string[] {
  const told = `${name}(${values.map((value) => (isObject(value) ? '…' : String(value))).join(', ')})`;
  const numbers = values.flat().filter((value) => typeof value === 'number');
  const strength = STRENGTHS[name] === undefined ? undefined : values[STRENGTHS[name]];
  const wrong = [
    !numbers.every(Number.isFinite),
    (LENGTHS[name] ?? []).some((index) => Number(values[index]) < 0),
    name === 'setLineDash' && numbers.some((value) => value < 0),
    name === 'lineWidth' && !(Number(values[0]) > 0),
    (name === 'width' || name === 'height') && !(Number.isInteger(values[0]) && Number(values[0]) > 0),
    strength !== undefined && !(Number(strength) >= 0 && Number(strength) <= 1),
    /Style$/.test(name) && typeof values[0] === 'string' && !COLOUR.test(values[0]),
    name === 'addColorStop' && !COLOUR.test(String(values[1])),
    name === 'font' && !FONT.test(String(values[0])),
  ];
  return wrong.includes(true) ? [told] : [];
}

function isObject(value: unknown): boolean {
  return typeof value === 'function' || (typeof value === 'object' && value !== null && !Array.isArray(value));
}
