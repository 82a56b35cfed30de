import type { AddressLine } from '../../shared/protocol/messages.ts';
import type { OwnAddress } from './network.ts';
import { httpUrl } from './web-address.ts';

/** An address that others may be sent to. */
export type Candidate = AddressLine;

/** A place that one of the class's desks was opened at. */
export interface Opened {
  readonly url: string;
  readonly sure: boolean;
}

export interface Evidence {
  /** What the server's owner set. */
  readonly publicUrl: string | null;
  /** Where this class's desks were opened, the latest first. */
  readonly opened: readonly Opened[];
  /** The likeliest first. */
  readonly own: readonly OwnAddress[];
  readonly port: number;
  readonly arrivalsBy: (own: string) => number;
}

/**
 * All that students may be sent to, the best first: what the owner set; a full name that the desk was opened at; what devices came in by,
 * the more the better; this computer's addresses as they are likely; names that open on some devices only.
 */
export function candidatesOf({ publicUrl, opened, own, port, arrivalsBy }: Evidence): readonly Candidate[] {
  const addresses = own.map((one, index): Candidate => {
    const url = httpUrl(one.address, port);
    const devices = arrivalsBy(one.address);
    return { id: idOf(one, own.slice(0, index)), url, kind: one.kind, network: one.network, devices };
  });
  const named = opened.filter(({ url }) => !addresses.some((address) => address.url === url));
  const places = (sure: boolean) => named.filter((one) => one.sure === sure).map(({ url }) => placed('opened', url));
  const all = [
    ...(publicUrl === null ? [] : [placed('set', publicUrl)]),
    ...places(true),
    ...addresses.toSorted((a, b) => b.devices - a.devices),
    ...places(false),
  ];
  return all.filter(({ url }, index) => all.findIndex((one) => one.url === url) === index);
}

/** By the network and not by the address: who chose the Wi-Fi gets it tomorrow, too, when it has given out another one. */
function idOf(one: OwnAddress, before: readonly OwnAddress[]): string {
  const { network, family, address } = one;
  const taken = before.some((other) => other.network === network && other.family === family);
  return taken ? address : `${network}/${family}`;
}

function placed(kind: 'set' | 'opened', url: string): Candidate {
  return { id: url, url, kind, network: null, devices: 0 };
}
