import type { KindSpec, NodeId, NodeSpec, Plan } from '../../../sim/index.ts';
import { micros } from '../../../sim/index.ts';
import type { KindLook, RoleSpec } from '../../contract.ts';
import type { Settings } from '../settings.ts';

/** Message kinds; the numbers index `KINDS` and `LOOKS`. */
export const Kind = { search: 0, have: 1, fetch: 2, page: 3, refusal: 4, hashPlease: 5, hash: 6, gift: 7 } as const;

export const KINDS: readonly KindSpec[] = [
  { name: 'search', use: 'control' },
  { name: 'have', use: 'control' },
  { name: 'fetch', use: 'request' },
  { name: 'page', use: 'useful' },
  { name: 'refusal', use: 'control' },
  { name: 'hash-please', use: 'control' },
  { name: 'hash', use: 'control' },
  { name: 'gift', use: 'control' },
];

export const LOOKS: readonly KindLook[] = [
  { shape: 'dot', colour: 'teal', name: 'kind.search' },
  { shape: 'dot', colour: 'sky', name: 'kind.have' },
  { shape: 'ring', colour: 'teal', name: 'kind.request' },
  { shape: 'disc', colour: 'sky', name: 'kind.page' },
  { shape: 'dot', colour: 'vermillion', name: 'kind.refusal' },
  { shape: 'dot', colour: 'ink', name: 'kind.hash-please' },
  { shape: 'dot', colour: 'yellow', name: 'kind.hash' },
  { shape: 'disc', colour: 'yellow', name: 'kind.gift' },
];

export const ROLES: readonly RoleSpec[] = [
  { id: 'peer', name: 'role.peer', brief: 'brief.peer' },
  { id: 'origin', name: 'role.origin', brief: 'brief.origin' },
];

/** The machine on which the pages are written. */
export const ORIGIN = 0 as NodeId;

/** Node 0 has the original pages; all machines are alike: a reader's workers and links. */
export function layOut(plan: Plan, settings: Settings): readonly NodeSpec[] {
  const { peerUp: up, peerDown: down, peerWorkers: workers, peerPlaces: places } = settings;
  const latency = micros(settings.latency / 2);
  return Array.from({ length: plan.nodes }, (_, node) => ({
    role: node === ORIGIN ? 'origin' : 'peer',
    up,
    down,
    latency,
    workers,
    places,
  }));
}
