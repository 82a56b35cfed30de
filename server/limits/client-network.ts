const HALF = 4;
const GROUPS = 8;

/** A server that listens on both families sees IPv4 addresses as ::ffff:10.0.0.5. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
}

/**
 * The key under which an address is limited. In IPv6 one device has all 2^64 addresses of its network, so the network counts:
 * `2001:db8:1:2::/64`.
 */
export function clientNetwork(address: string): string {
  const plain = plainAddress(address);
  if (!plain.includes(':')) return plain;
  const [front = '', back] = plain.replace(/%.*$/, '').split('::');
  const [left, right] = [groupsOf(front), back === undefined ? [] : groupsOf(back)];
  const zeros = Array.from({ length: Math.max(0, GROUPS - left.length - right.length) }, () => '0');
  const groups = [...left, ...zeros, ...right].slice(0, HALF).map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/64`;
}

function groupsOf(part: string): readonly string[] {
  return part === '' ? [] : part.split(':');
}
