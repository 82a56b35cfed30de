export type Family = 'IPv4' | 'IPv6';

const NOWHERE = /^0+$/;

/**
 * @param table Linux's `/proc/net/route` or `/proc/net/ipv6_route`
 * @returns the interfaces that have a router to everywhere. A way without one, as a tunnel has it, is none.
 */
export function interfacesWithRouter(family: Family, table: string): ReadonlySet<string> {
  const rows = table.split('\n').map((line) => line.trim().split(/\s+/));
  return new Set(rows.flatMap((row) => (family === 'IPv4' ? routerInRow(row) : routerInRow6(row))));
}

/** Interface, destination, gateway, flags, reference count, use, metric, mask. */
function routerInRow([name = '', to = '', gateway = '', , , , , mask = '']: readonly string[]): readonly string[] {
  return NOWHERE.test(to) && NOWHERE.test(mask) && /^[\da-f]{8}$/i.test(gateway) && !NOWHERE.test(gateway)
    ? [name]
    : [];
}

/** Destination, its bits, source, its bits, next hop, metric, reference count, use, flags, interface. */
function routerInRow6(row: readonly string[]): readonly string[] {
  const [to = '', bits = '', , , hop = '', , , , , name = ''] = row;
  return NOWHERE.test(to) && NOWHERE.test(bits) && hop.length === 32 && !NOWHERE.test(hop) ? [name] : [];
}
