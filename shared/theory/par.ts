import type { Params, Plan } from '../sim/index.ts';
import { clientServerBound, type Distribution, peerToPeerBound } from './file.ts';

/** What nobody can beat with these links. */
export interface Par {
  readonly seconds: number;
  /** Where the bound comes from. */
  readonly source: string;
}

/** The least time in which a plan's job can be done; null where theory has no bound on it. `plan.params` must be complete. */
export function parFor(plan: Plan): Par | null {
  return plan.service === 'file' ? filePar(plan) : null;
}

function filePar({ architecture, params, nodes }: Plan): Par | null {
  const seeds = number(params, 'seeds');
  const receivers = nodes - seeds;
  if (receivers < 1 || number(params, 'parts') > 0) return null;
  const uplinks = uplinksOf(params, nodes);
  const downlink = number(params, 'downlink');
  const network: Distribution = {
    receivers,
    size: number(params, 'pieces'),
    serverUp: number(params, 'serverUplink') + sum(uplinks.slice(0, seeds - 1)),
    peersUp: sum(uplinks.slice(seeds - 1)),
    slowestDown: downlink === 0 ? null : downlink,
  };
  if (architecture === 'peer-to-peer') {
    return { seconds: peerToPeerBound(network), source: 'Kurose & Ross, Computer Networking, equation 2.2' };
  }
  const servers = 1 + number(params, 'mirrors');
  const seconds = clientServerBound({ ...network, serverUp: servers * number(params, 'serverUplink') });
  const spare = servers === 1 ? '' : ', with every mirror running';
  return { seconds, source: `Kurose & Ross, Computer Networking, equation 2.1${spare}` };
}

/** Uplinks of the machines after the first; a list is dealt out in turn. */
function uplinksOf(params: Params, nodes: number): readonly number[] {
  const list = String(params['uplinks'] ?? '');
  const dealt = list === '' ? [number(params, 'uplink')] : list.split(',').map(Number);
  return Array.from({ length: nodes - 1 }, (_, index) => dealt[index % dealt.length] as number);
}

function number(params: Params, id: string): number {
  const value = params[id];
  if (typeof value !== 'number') throw new TypeError(`par needs a number for ${id}, not ${String(value)}`);
  return value;
}

function sum(list: readonly number[]): number {
  return list.reduce((all, one) => all + one, 0);
}
