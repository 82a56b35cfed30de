import type { Params, StressUse } from '../sim/index.ts';
import { STRESS_BY_ID } from './catalogue.ts';
import { completeStress, type Ground } from './params.ts';

const FORM = /^([a-z-]+)(?:@(\d+(?:\.\d+)?))?(?::(.+))?$/;

/** Reads `crash@20:target=server,for=10`: stress, seconds from the start (0 if left out), settings. */
export function parseStress(text: string, ground?: Ground): StressUse | { readonly problem: string } {
  const [, id = '', at = '0', settings = ''] = FORM.exec(text) ?? [];
  if (id === '') return { problem: `stress ${text}: write it as crash@20:target=server,for=10` };
  const card = STRESS_BY_ID.get(id);
  if (card === undefined) return { problem: `unknown stress ${id}; there are ${[...STRESS_BY_ID.keys()].join(', ')}` };
  const given = parseSettings(settings);
  if ('problem' in given) return { problem: given.problem };
  const completed = completeStress(card, given.params, ground);
  if ('problem' in completed) return { problem: completed.problem };
  return { id, at: Number(at), params: completed.params };
}

function parseSettings(text: string): { readonly params: Params } | { readonly problem: string } {
  const params: Record<string, number | string> = {};
  for (const pair of text === '' ? [] : text.split(',')) {
    const [name, value, ...rest] = pair.split('=');
    if (!name || !value || rest.length > 0) return { problem: `stress setting ${pair}: write it as name=value` };
    params[name] = /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  }
  return { params };
}
