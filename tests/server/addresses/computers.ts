import type { NetworkInterfaceInfo } from 'node:os';
import type { Network } from '../../../server/addresses/network.ts';

/** A computer as its system describes it, and which of its addresses phones in the room can reach. */
export interface Computer {
  readonly network: Network;
  readonly reached: string;
}

interface Card {
  readonly name: string;
  readonly address: string;
  readonly bits: number;
  readonly mac: string;
}

const TUNNEL = '00:00:00:00:00:00';
/** Of real cards: Intel, Apple, Realtek. */
const [INTEL, APPLE, REALTEK] = ['a4:c3:f0:11:22:33', '14:7d:da:44:55:66', '00:e0:4c:68:01:02'] as const;
/** As a phone or laptop makes one up for each Wi-Fi that it is in. */
const PRIVATE_WIFI = '6e:1f:a2:33:44:55';

/** A card as `name address/bits mac`; the system's own order. */
function card(text: string): Card {
  const [, name = '', address = '', bits = '', mac = ''] = /^(.+) (\S+)\/(\d+) (\S+)$/.exec(text) ?? [];
  return { name, address, bits: Number(bits), mac };
}

/** @param routed where it sends from, the main one first @param withRouter those that know a way out; the routed ones unless told */
export function computer(
  cards: readonly string[],
  reached: string,
  routed: readonly string[] = [reached],
  withRouter: readonly string[] = routed,
): Computer {
  const interfaces: Record<string, NetworkInterfaceInfo[]> = { lo: [infoOf(card('lo 127.0.0.1/8 00:00:00:00:00:00'))] };
  for (const one of cards.map(card)) interfaces[one.name] = [...(interfaces[one.name] ?? []), infoOf(one)];
  return { network: { interfaces, routed: new Set(routed), withRouter: new Set(withRouter) }, reached };
}

function infoOf({ name, address, bits, mac }: Card): NetworkInterfaceInfo {
  const common = { address, mac, cidr: `${address}/${bits}`, internal: name === 'lo' };
  if (address.includes(':')) return { ...common, family: 'IPv6', netmask: 'ffff:ffff:ffff:ffff::', scopeid: 0 };
  return { ...common, family: 'IPv4', netmask: maskOf(bits) };
}

function maskOf(bits: number): string {
  const mask = bits === 0 ? 0 : (-1 << (32 - bits)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (mask >>> shift) & 255).join('.');
}

const WIFI = '192.168.178.23';
const ETHERNET = '10.20.30.40';

const windows = {
  'Wi-Fi alone': computer([`Wi-Fi ${WIFI}/24 ${INTEL}`], WIFI),
  'NordLynx in front of all': computer(
    [`NordLynx 10.5.0.2/16 ${TUNNEL}`, `Wi-Fi ${WIFI}/24 ${INTEL}`],
    WIFI,
    ['10.5.0.2'],
    ['10.5.0.2', WIFI],
  ),
  VirtualBox: computer(
    [`VirtualBox Host-Only Network 192.168.56.1/24 0a:00:27:00:00:0f`, `Wi-Fi ${WIFI}/24 ${INTEL}`],
    WIFI,
  ),
  VMware: computer(
    [
      'VMware Network Adapter VMnet1 192.168.183.1/24 00:50:56:c0:00:01',
      'VMware Network Adapter VMnet8 192.168.40.1/24 00:50:56:c0:00:08',
      `Ethernet ${ETHERNET}/16 ${REALTEK}`,
    ],
    ETHERNET,
  ),
  'WSL and the default switch of Hyper-V': computer(
    [
      'vEthernet (WSL (Hyper-V firewall)) 172.28.48.1/20 00:15:5d:31:9e:10',
      'vEthernet (Default Switch) 172.20.176.1/20 00:15:5d:77:01:02',
      `WLAN ${WIFI}/24 ${INTEL}`,
    ],
    WIFI,
  ),
  'an external switch of Hyper-V, which has the network': computer(
    ['vEthernet (Default Switch) 172.20.176.1/20 00:15:5d:77:01:02', `vEthernet (External) ${WIFI}/24 ${INTEL}`],
    WIFI,
  ),
  'Cisco AnyConnect': computer(
    ['Ethernet 3 10.100.4.7/18 00:05:9a:3c:7a:00', `Wi-Fi ${WIFI}/24 ${INTEL}`],
    WIFI,
    ['10.100.4.7'],
    ['10.100.4.7', WIFI],
  ),
  GlobalProtect: computer(
    ['Ethernet 4 10.60.2.9/32 02:50:41:00:00:01', `Wi-Fi ${WIFI}/24 ${PRIVATE_WIFI}`],
    WIFI,
    ['10.60.2.9'],
    ['10.60.2.9', WIFI],
  ),
  'OpenVPN with a TAP adapter': computer(
    ['OpenVPN TAP-Windows6 10.8.0.6/24 00:ff:8c:11:22:33', `Wi-Fi ${WIFI}/24 ${INTEL}`],
    WIFI,
    ['10.8.0.6'],
    ['10.8.0.6', WIFI],
  ),
  'WireGuard for one network alone': computer(
    [`wg-school 10.66.0.3/24 ${TUNNEL}`, `Ethernet ${ETHERNET}/16 ${REALTEK}`],
    ETHERNET,
  ),
  Tailscale: computer([`Tailscale 100.101.102.103/32 ${TUNNEL}`, `Wi-Fi ${WIFI}/24 ${INTEL}`], WIFI),
  ZeroTier: computer(['ZeroTier One [a84ac5c10a] 10.147.17.5/24 32:1f:c0:11:22:33', `Wi-Fi ${WIFI}/24 ${INTEL}`], WIFI),
  Hamachi: computer(['Hamachi 25.12.13.14/8 7a:79:19:0c:0d:0e', `Wi-Fi ${WIFI}/24 ${INTEL}`], WIFI),
  'Bluetooth and Npcap, which nobody gave an address': computer(
    [
      'Bluetooth-Netzwerkverbindung 169.254.12.13/16 a4:c3:f0:11:22:37',
      'Npcap Loopback Adapter 169.254.99.1/16 02:00:4c:4f:4f:50',
      `Ethernet ${ETHERNET}/16 ${REALTEK}`,
    ],
    ETHERNET,
  ),
  'no router that could be found': computer(
    ['VMware Network Adapter VMnet8 192.168.40.1/24 00:50:56:c0:00:08', `Wi-Fi ${WIFI}/24 ${INTEL}`],
    WIFI,
    [],
  ),
} as const;

const macos = {
  'a VPN on utun': computer(
    [`utun4 10.14.0.2/16 ${TUNNEL}`, `en0 ${WIFI}/24 ${APPLE}`],
    WIFI,
    ['10.14.0.2'],
    ['10.14.0.2', WIFI],
  ),
  'bridge100 of virtual machines': computer(
    ['bridge100 192.168.64.1/24 16:7d:da:00:11:64', `en0 ${WIFI}/24 ${APPLE}`],
    WIFI,
  ),
  'bridge100, a VPN and a made-up hardware address': computer(
    ['bridge100 192.168.64.1/24 16:7d:da:00:11:64', `utun6 10.2.0.2/32 ${TUNNEL}`, `en0 ${WIFI}/24 ${PRIVATE_WIFI}`],
    WIFI,
    ['10.2.0.2'],
    ['10.2.0.2', WIFI, '192.168.64.1'],
  ),
  'ppp0 of a VPN': computer(
    [`ppp0 10.10.0.3/32 ${TUNNEL}`, `en0 ${WIFI}/24 ${APPLE}`],
    WIFI,
    ['10.10.0.3'],
    ['10.10.0.3', WIFI],
  ),
  Parallels: computer(
    ['vnic0 10.211.55.2/24 00:1c:42:00:00:08', 'vnic1 10.37.129.2/24 00:1c:42:00:00:09', `en0 ${WIFI}/24 ${APPLE}`],
    WIFI,
  ),
  'a cable beside the Wi-Fi': computer(
    [`en0 ${WIFI}/24 ${APPLE}`, `en7 ${ETHERNET}/16 ${REALTEK}`],
    ETHERNET,
    [ETHERNET],
    [ETHERNET, WIFI],
  ),
  'an iPhone’s hotspot': computer(['en8 172.20.10.2/28 3e:2e:ff:a1:b2:c3'], '172.20.10.2'),
} as const;

const linux = {
  docker: computer(
    [
      'br-4f3e2d1c0b9a 172.18.0.1/16 02:42:aa:bb:cc:dd',
      'docker0 172.17.0.1/16 02:42:11:22:33:44',
      `eth0 ${ETHERNET}/16 ${REALTEK}`,
    ],
    ETHERNET,
  ),
  'OpenVPN on tun0': computer([`tun0 10.8.0.6/24 ${TUNNEL}`, `wlan0 ${WIFI}/24 ${INTEL}`], WIFI, ['10.8.0.6'], [WIFI]),
  'OpenVPN on tap0': computer(
    ['tap0 10.8.0.6/24 5e:01:02:03:04:05', `wlan0 ${WIFI}/24 ${PRIVATE_WIFI}`],
    WIFI,
    ['10.8.0.6'],
    [WIFI],
  ),
  'WireGuard for everything': computer(
    [`proton0 10.2.0.2/32 ${TUNNEL}`, `wlp2s0 ${WIFI}/24 ${INTEL}`],
    WIFI,
    ['10.2.0.2'],
    [WIFI],
  ),
  'libvirt and LXD': computer(
    [
      'lxdbr0 10.44.12.1/24 00:16:3e:12:34:56',
      'virbr0 192.168.122.1/24 52:54:00:9a:bc:de',
      `enp3s0 ${ETHERNET}/16 ${REALTEK}`,
    ],
    ETHERNET,
  ),
  'a bridge that has the network': computer(
    ['docker0 172.17.0.1/16 02:42:11:22:33:44', `br0 ${WIFI}/24 5a:11:22:33:44:55`],
    WIFI,
  ),
  'a cloud that gives out single addresses': computer(
    ['docker0 172.17.0.1/16 02:42:11:22:33:44', 'ens4 10.128.0.2/32 42:01:0a:80:00:02'],
    '10.128.0.2',
  ),
  'WSL from inside': computer(['eth0 172.28.50.2/20 00:15:5d:31:9e:22'], '172.28.50.2'),
  'IPv6 alone': computer([`eth0 2001:db8:5:6::20/64 ${REALTEK}`], '2001:db8:5:6::20'),
  'IPv6 alone, and docker': computer(
    ['docker0 172.17.0.1/16 02:42:11:22:33:44', `eth0 2001:db8:5:6::20/64 ${REALTEK}`],
    '2001:db8:5:6::20',
  ),
  'IPv6 alone, and an IPv4 that is translated': computer(
    [`clat 192.0.0.4/32 ${TUNNEL}`, `wlan0 2001:db8:5:6::20/64 ${INTEL}`],
    '2001:db8:5:6::20',
    ['192.0.0.4', '2001:db8:5:6::20'],
    ['2001:db8:5:6::20'],
  ),
  'both families': computer([`wlan0 2001:db8:5:6::20/64 ${INTEL}`, `wlan0 ${WIFI}/24 ${INTEL}`], WIFI, [
    WIFI,
    '2001:db8:5:6::20',
  ]),
  'a Wi-Fi without a router, and VirtualBox': computer(
    ['vboxnet0 192.168.56.1/24 0a:00:27:00:00:00', `wlan0 192.168.50.7/24 ${INTEL}`],
    '192.168.50.7',
    [],
  ),
} as const;

/** Those that people teach on, by what is in the way. */
export const COMPUTERS: readonly (readonly [what: string, computer: Computer])[] = [
  ...Object.entries(windows).map(([what, one]) => [`Windows: ${what}`, one] as const),
  ...Object.entries(macos).map(([what, one]) => [`macOS: ${what}`, one] as const),
  ...Object.entries(linux).map(([what, one]) => [`Linux: ${what}`, one] as const),
];
