import { isIP } from 'node:net';
import type { AddressAnswer } from '../../shared/protocol/messages.ts';
import { plainAddress } from '../limits/client-network.ts';
import { newArrivals } from './arrivals.ts';
import { type Candidate, candidatesOf, type Opened } from './candidates.ts';
import type { Choices } from './choices.ts';
import { type Network, type OwnAddress, ownAddresses } from './network.ts';
import { httpUrl, isLoopback, sharedAddress } from './web-address.ts';

/** Addresses at which the desks of one class were opened; each is offered. */
const MOST_OPENED = 3;
/** Classes that they are remembered of, the latest; a desk says it again every few seconds. */
const MOST_CLASSES = 400;
const NO_NETWORK: Network = { interfaces: {}, routed: new Set(), withRouter: new Set() };

export interface BookParts {
  /** What the server listens on: `::`, `0.0.0.0`, or one address. */
  readonly listening: () => { readonly host: string; readonly port: number };
  readonly publicUrl: string | null;
  readonly choices: Choices;
  readonly readNetwork: () => Promise<Network>;
}

/** The one place that knows where this server is reached. Whatever leads another device here is made from it. */
export interface AddressBook {
  /** Where a browser on this computer reaches the server. */
  local(): string;
  /** Where other devices reach any class of this server, the likeliest first. */
  others(): readonly string[];
  /** @param asked where a proxy that is trusted says that this very request was sent */
  answerFor(code: string, asked?: string): Omit<AddressAnswer, 'link' | 'board'>;
  /** Notes that a student's device reached this address of the computer. */
  arrived(own: string, device: string): void;
  /** Notes where the class's desk was opened, as its page says. */
  opened(code: string, place: string): void;
  /** @param usual whether it counts for classes to come as well @returns whether there is such a candidate */
  choose(code: string, id: string, usual: boolean): boolean;
  isThisComputer(address: string): boolean;
  /** Reads the networks again. @returns whether the address for others has changed */
  refresh(): Promise<boolean>;
}

export function newAddressBook(parts: BookParts): AddressBook {
  const { publicUrl, choices, listening } = parts;
  const arrivals = newArrivals();
  const opened = new Map<string, readonly Opened[]>();
  let network = NO_NETWORK;
  const candidates = (code: string, asked?: Opened): readonly Candidate[] =>
    candidatesOf({
      publicUrl,
      opened: [...(opened.get(code) ?? []), ...(asked === undefined ? [] : [asked])],
      own: listenedOn(listening().host, network),
      port: listening().port,
      arrivalsBy: arrivals.by,
    });
  const others = (code = '') => {
    const found = candidates(code);
    const chosen = found.filter(({ id }) => id === choices.of(code));
    return [...chosen, ...found.filter((one) => !chosen.includes(one))].map(({ url }) => url);
  };
  const local = () => localUrl(listening());
  return {
    local,
    others,
    answerFor(code, asked) {
      const found = candidates(code, asked === undefined ? undefined : sharedAddress(asked));
      const chosen = choices.of(code);
      const { url } = found.find(({ id }) => id === chosen) ?? found[0] ?? { url: local() };
      return { url, reach: reachOf(found, listening().host), candidates: found, chosen };
    },
    arrived: (own, device) => arrivals.note(plainAddress(own), device),
    opened(code, place) {
      const found = sharedAddress(place);
      if (found === undefined) return;
      const before = (opened.get(code) ?? []).filter(({ url }) => url !== found.url);
      opened.delete(code);
      opened.set(code, [found, ...before].slice(0, MOST_OPENED));
      for (const oldest of [...opened.keys()].slice(0, -MOST_CLASSES)) opened.delete(oldest);
    },
    choose(code, id, usual) {
      const known = candidates(code).some((one) => one.id === id);
      if (known && id !== choices.of(code)) choices.choose(code, id, usual);
      return known;
    },
    isThisComputer: (address) => isLoopback(plainAddress(address)) || has(network, plainAddress(address)),
    async refresh() {
      const before = others()[0];
      network = await parts.readNetwork();
      return others()[0] !== before;
    },
  };
}

function localUrl({ host, port }: ReturnType<BookParts['listening']>): string {
  return httpUrl(isEverywhere(host) || isLoopback(host) ? 'localhost' : host, port);
}

function reachOf(found: readonly Candidate[], host: string): AddressAnswer['reach'] {
  if (found.length > 0) return 'others';
  return isEverywhere(host) ? 'no-network' : 'only-here';
}

/** The addresses of this computer that the server listens on. */
function listenedOn(host: string, network: Network): readonly OwnAddress[] {
  if (isLoopback(host) && !isEverywhere(host)) return [];
  const own = ownAddresses(network);
  if (host === '::') return own;
  if (host === '0.0.0.0') return own.filter(({ family }) => family === 'IPv4');
  const family = isIP(host) === 6 ? 'IPv6' : 'IPv4';
  return [own.find(({ address }) => address === host) ?? { address: host, family, network: host, kind: 'network' }];
}

function isEverywhere(host: string): boolean {
  return host === '::' || host === '0.0.0.0';
}

function has({ interfaces }: Network, address: string): boolean {
  return Object.values(interfaces).some((list) => list?.some((info) => info.address === address));
}
