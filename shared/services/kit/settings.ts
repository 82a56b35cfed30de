import { type Micros, micros, type Params, seconds } from '../../sim/index.ts';
import type { ParamSpec } from '../contract.ts';

type Given = Params[string];
type Range = readonly [min: number, usual: number, max: number];

/** One setting: how people see it, and what it is in the engine's units. */
export interface Setting<Value> {
  spec(id: string): ParamSpec;
  read(given: Given): Value;
}

export type SettingTable = { readonly [id: string]: Setting<unknown> };
type ValuesOf<Table extends SettingTable> = { readonly [Id in keyof Table]: ReturnType<Table[Id]['read']> };

/** The settings of a service from one table: what people are asked, and what the protocols read under the same names. */
export function settingsTable<const Table extends SettingTable>(table: Table) {
  return {
    specs: Object.entries(table).map(([id, setting]) => setting.spec(id)),
    /** Of params that are complete; a missing one is a bug of the caller. */
    read(params: Params): ValuesOf<Table> {
      const read = Object.entries(table).map(([id, setting]) => {
        const given = params[id];
        if (given === undefined) throw new TypeError(`the setting ${id} is missing`);
        return [id, setting.read(given)] as const;
      });
      return Object.fromEntries(read) as ValuesOf<Table>;
    },
  };
}

/** The same setting, read as something else. */
export function as<From, To>(setting: Setting<From>, convert: (value: From) => To): Setting<To> {
  return { spec: setting.spec, read: (given) => convert(setting.read(given)) };
}

export function amount(label: string, unit: string, range: Range, whole = false): Setting<number> {
  const [min, usual, max] = range;
  return {
    spec: (id) => ({ id, label, unit, kind: 'number', default: usual, min, max, whole }),
    read: Number,
  };
}

export function count(label: string, unit: string, range: Range): Setting<number> {
  return amount(label, unit, range, true);
}

/** Seconds for people, whole µs for machines. */
export function duration(label: string, range: Range): Setting<Micros> {
  return as(amount(label, 's', range), seconds);
}

/** The mean of a random time: seconds for people, µs for machines, not rounded. */
export function meanTime(label: string, range: Range): Setting<number> {
  return as(amount(label, 's', range), (value) => value * 1e6);
}

/** Between two machines: milliseconds for people. What is read is one machine's half of the way, µs. */
export function latency(label: string, range: Range): Setting<Micros> {
  return as(amount(label, 'ms', range), (value) => micros(value * 500));
}

/** A link in bytes/s; 0 stands for one without limit, which is read as null. */
export function linkRate(label: string, range: Range): Setting<number | null> {
  return as(amount(label, 'bytes/s', range), noneIfZero);
}

/** 0 stands for "no bound". */
export function noneIfZero(value: number): number | null {
  return value === 0 ? null : value;
}

export function choice<const Choice extends string>(
  label: string,
  usual: NoInfer<Choice>,
  choices: readonly Choice[],
): Setting<Choice> {
  return {
    spec: (id) => ({ id, label, unit: '', kind: 'choice', default: usual, choices }),
    read: (given) => choices.find((one) => one === given) ?? usual,
  };
}

export function toggle(label: string, usual: boolean): Setting<boolean> {
  return { spec: (id) => ({ id, label, unit: '', kind: 'switch', default: usual }), read: (given) => given === true };
}

/** Numbers with commas between them, one for each machine in turn; none: all alike. */
export function numberList(
  label: string,
  unit: string,
  [min, max]: readonly [number, number],
): Setting<readonly number[]> {
  return {
    spec: (id) => ({ id, label, unit, kind: 'list', default: '', min, max }),
    read: (given) => (given === '' ? [] : String(given).split(',').map(Number)),
  };
}
