import type { ParamSpec, Service } from '../services/contract.ts';
import type { Params } from '../sim/index.ts';
import type { Scenario } from './scenario.ts';

/**
 * A scenario's settings for so many machines, to be completed with the service's defaults. Those in `perMachine` follow the class's
 * size, so that every class meets the same trouble: 1 = in proportion to the scenario's machines, -1 = in inverse proportion.
 */
export function paramsFor(
  scenario: Pick<Scenario, 'params' | 'perMachine' | 'machines'>,
  service: Service,
  nodes: number,
): Params {
  const params: Record<string, Params[string]> = { ...scenario.params };
  for (const [id, power] of Object.entries(scenario.perMachine)) {
    const spec = service.params.find((one) => one.id === id);
    if (spec?.kind !== 'number') continue;
    params[id] = fitted(spec, Number(params[id] ?? spec.default) * (nodes / scenario.machines) ** power);
  }
  return params;
}

function fitted(spec: Extract<ParamSpec, { kind: 'number' }>, value: number): number {
  const inside = Math.min(spec.max, Math.max(spec.min, value));
  return spec.whole === true ? Math.round(inside) : inside;
}
