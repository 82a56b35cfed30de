/** Judges a value found at a place such as `seconds.play`; notes what is wrong with it, in words that say what is allowed. */
export type Field = (value: unknown, place: string, problems: string[]) => void;

export function text(most: number): Field {
  return (value, place, problems) => {
    if (typeof value === 'string' && value.trim() !== '' && value.length <= most) return;
    problems.push(`${place}: use a text of 1 to ${most} characters`);
  };
}

/** Two sentences, each ended by a full stop, a question mark or an exclamation mark. */
export function sentences(count: number, most: number): Field {
  return (value, place, problems) => {
    const ends = typeof value === 'string' ? (value.match(/[.!?]+(?=\s|$)/g)?.length ?? 0) : 0;
    if (ends === count && String(value).length <= most) return;
    problems.push(`${place}: use ${count} sentences of ${most} characters at most; these are ${ends}`);
  };
}

export function number(least: number, most: number, unit: string): Field {
  return (value, place, problems) => {
    if (typeof value === 'number' && value >= least && value <= most) return;
    problems.push(`${place}: use a number from ${least} to ${most} (${unit})`);
  };
}

export function whole(least: number, most: number, unit: string): Field {
  return (value, place, problems) => {
    if (Number.isInteger(value)) number(least, most, unit)(value, place, problems);
    else problems.push(`${place}: use a whole number from ${least} to ${most} (${unit})`);
  };
}

export function oneOf(allowed: readonly string[]): Field {
  return (value, place, problems) => {
    if (typeof value === 'string' && allowed.includes(value)) return;
    problems.push(`${place}: unknown ${JSON.stringify(value)}; use one of ${allowed.join(', ')}`);
  };
}

export function list(field: Field, least: number, most: number): Field {
  return (value, place, problems) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) {
      const count = least === most ? `${least}` : `${least} to ${most}`;
      problems.push(`${place}: use a list of ${count}`);
    } else for (const [index, item] of value.entries()) field(item, `${place}[${index}]`, problems);
  };
}

/** An object with these fields and no others. Those in `optional` may be absent. */
export function object(fields: { readonly [name: string]: Field }, optional: readonly string[] = []): Field {
  const names = Object.keys(fields);
  return (value, place, problems) => {
    if (!isObject(value)) {
      problems.push(`${place === '' ? 'the file' : place}: use an object with ${names.join(', ')}`);
      return;
    }
    for (const name of Object.keys(value)) {
      if (!names.includes(name)) problems.push(`${inside(place, name)}: unknown field; there are ${names.join(', ')}`);
    }
    for (const [name, field] of Object.entries(fields)) {
      if (value[name] === undefined && optional.includes(name)) continue;
      if (value[name] === undefined) problems.push(`${inside(place, name)}: missing`);
      else field(value[name], inside(place, name), problems);
    }
  };
}

/** Settings by name: numbers, switches and choices, judged later by those who know them. */
export const settings: Field = (value, place, problems) => {
  const plain =
    isObject(value) && Object.values(value).every((one) => ['number', 'boolean', 'string'].includes(typeof one));
  if (!plain) problems.push(`${place}: use an object of numbers, true or false, and texts`);
};

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inside(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`;
}
