import type { NetworkInterfaceInfo } from 'node:os';

export type Interfaces = { readonly [name: string]: readonly NetworkInterfaceInfo[] | undefined };

/** The system's description of this computer's networks at one moment. */
export interface Network {
  readonly interfaces: Interfaces;
  /** Own addresses that it would send from to the rest of the world: at most one of each family. */
  readonly routed: ReadonlySet<string>;
  /** Own addresses in networks that have a router to the rest of the world. */
  readonly withRouter: ReadonlySet<string>;
}

/**
 * What an address seems to be good for, the best first. A phone and this computer share a network that has a router (`network`), or none
 * (`inner`: an offline classroom, but also a network of virtual machines). In a `narrow` one no class would find room: VPNs give such
 * addresses, but some clouds do, too. A `tunnel` has no hardware address, so that no phone can be on it. `unassigned`: nobody gave it out.
 */
export const KINDS = ['network', 'narrow', 'inner', 'tunnel', 'unassigned'] as const;
export type Kind = (typeof KINDS)[number];

/** An address of this computer that browsers may be able to open. */
export interface OwnAddress {
  readonly address: string;
  readonly family: 'IPv4' | 'IPv6';
  /** The name of the interface. */
  readonly network: string;
  readonly kind: Kind;
}

const NO_HARDWARE = '00:00:00:00:00:00';
/** Seven devices and the router. */
const NARROW_BITS = 29;
/**
 * Numbers that software which makes network cards up is registered with: VMware, VirtualBox, Hyper-V, Parallels, Xen, and the VPNs of
 * OpenVPN, Cisco and Fortinet. Others set the bit that says so. Only where the routes leave a doubt.
 */
const MADE_UP = '00:50:56 00:0c:29 00:05:69 08:00:27 00:15:5d 00:1c:42 00:16:3e 00:ff 00:05:9a 00:09:0f'.split(' ');
const MADE_UP_BIT = 0b10;

interface Found extends OwnAddress {
  readonly info: NetworkInterfaceInfo;
}

/** This computer's addresses, those first that phones reach most likely; of each interface one of each family. */
export function ownAddresses(network: Network): readonly OwnAddress[] {
  const found = Object.entries(network.interfaces).flatMap(([name, list]) =>
    (list ?? []).filter(canBeOpened).map((info) => foundIn(name, info, network)),
  );
  const sorted = found.map((one) => ({ one, rank: rankOf(one, network) })).sort((a, b) => compare(a.rank, b.rank));
  const seen = new Set<string>();
  return sorted.flatMap(({ one: { info: _, ...own } }) => {
    const place = `${own.network}/${own.family}`;
    if (seen.has(place) && own.family === 'IPv6') return [];
    seen.add(place);
    return [own];
  });
}

/** A link-local IPv6 address means nothing without the name of an interface, which a browser does not take. */
function canBeOpened({ internal, family, address }: NetworkInterfaceInfo): boolean {
  return !internal && !(family === 'IPv6' && /^fe[89ab]/i.test(address));
}

function foundIn(name: string, info: NetworkInterfaceInfo, network: Network): Found {
  return { address: info.address, family: info.family, network: name, kind: kindOf(info, network), info };
}

function kindOf(info: NetworkInterfaceInfo, { routed, withRouter }: Network): Kind {
  if (info.address.startsWith('169.254.')) return 'unassigned';
  if (info.mac === NO_HARDWARE) return 'tunnel';
  const reaches = withRouter.size > 0 ? withRouter : routed;
  if (!reaches.has(info.address)) return 'inner';
  return info.family === 'IPv4' && bitsOf(info.netmask) >= NARROW_BITS ? 'narrow' : 'network';
}

/** Compared from the left; ties keep the order of the interfaces. */
function rankOf({ kind, family, address, info }: Found, { routed }: Network): readonly number[] {
  const no = (fact: boolean): number => (fact ? 0 : 1);
  return [
    KINDS.indexOf(kind),
    no(family === 'IPv4'),
    no(!isMadeUp(info.mac)),
    no(routed.has(address)),
    no(!isFirstInItsNetwork(info)),
  ];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

function isMadeUp(mac: string): boolean {
  const first = Number.parseInt(mac.slice(0, 2), 16);
  return (first & MADE_UP_BIT) !== 0 || MADE_UP.some((prefix) => mac.toLowerCase().startsWith(prefix));
}

/** As a computer's own place in the networks of its virtual machines is; in others the router is there. */
function isFirstInItsNetwork({ family, address, netmask }: NetworkInterfaceInfo): boolean {
  return family === 'IPv4' && (numberOf(address) & ~numberOf(netmask)) === 1;
}

function bitsOf(netmask: string): number {
  return [...(numberOf(netmask) >>> 0).toString(2)].filter((bit) => bit === '1').length;
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => (sum << 8) | Number(part), 0);
}
