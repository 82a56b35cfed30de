import type { KindSpec, Micros, NodeId, NodeSpec, Plan } from '../../../sim/index.ts';
import { micros } from '../../../sim/index.ts';
import type { KindLook, RoleSpec } from '../../contract.ts';
import type { Settings } from '../settings.ts';

/** Message kinds; the numbers index `KINDS` and `LOOKS`. */
export const Kind = {
  request: 0,
  page: 1,
  refusal: 2,
  servers: 3,
  copyPlease: 4,
  copy: 5,
  copied: 6,
  rule: 7,
} as const;

export const KINDS: readonly KindSpec[] = [
  { name: 'request', use: 'request' },
  { name: 'page', use: 'useful' },
  { name: 'refusal', use: 'control' },
  { name: 'servers', use: 'control' },
  { name: 'copy-please', use: 'control' },
  { name: 'copy', use: 'control' },
  { name: 'copied', use: 'control' },
  { name: 'rule', use: 'control' },
];

export const LOOKS: readonly KindLook[] = [
  { shape: 'ring', colour: 'amber', name: 'kind.request' },
  { shape: 'disc', colour: 'sky', name: 'kind.page' },
  { shape: 'dot', colour: 'vermillion', name: 'kind.refusal' },
  { shape: 'dot', colour: 'yellow', name: 'kind.servers' },
  { shape: 'dot', colour: 'ink', name: 'kind.copy-please' },
  { shape: 'disc', colour: 'yellow', name: 'kind.copy' },
  { shape: 'dot', colour: 'yellow', name: 'kind.copied' },
  { shape: 'dot', colour: 'purple', name: 'kind.rule' },
];

export const ROLES: readonly RoleSpec[] = [
  { id: 'client', name: 'role.client', brief: 'brief.client' },
  { id: 'server', name: 'role.server', brief: 'brief.server' },
];

export const SERVER = 0 as NodeId;

/** Node 0 is the server, clients follow, and behind what people play lie the mirrors. */
export function layOut(plan: Plan, settings: Settings): readonly NodeSpec[] {
  const latency = micros(settings.latency / 2);
  const clients = Array.from({ length: Math.max(0, plan.nodes - 1) }, () => client(settings, latency));
  const mirrors = Array.from({ length: settings.mirrors }, (_, index) => ({
    ...server(settings, latency, 'mirror'),
    ...(index < settings.mirrorsUp ? {} : { startsDown: true }),
  }));
  return [server(settings, latency, 'server'), ...clients, ...mirrors];
}

/** The n-th mirror's node, from 0. */
export function mirrorNode(plan: Plan, index: number): NodeId {
  return (plan.nodes + index) as NodeId;
}

/** The servers that run from the start. */
export function firstServers(plan: Plan, settings: Settings): NodeId[] {
  return [SERVER, ...Array.from({ length: settings.mirrorsUp }, (_, index) => mirrorNode(plan, index))];
}

function server(settings: Settings, latency: Micros, role: string): NodeSpec {
  const { serverUp: up, serverDown: down, workers, places } = settings;
  return { role, up, down, latency, workers, places };
}

function client(settings: Settings, latency: Micros): NodeSpec {
  return { role: 'client', up: settings.peerUp, down: settings.peerDown, latency, workers: 1, places: null };
}
