import { BlockList, isIP } from 'node:net';
import { plainAddress } from './limits/client-network.ts';

/** Whether a proxy at this address is believed. */
export type IsTrusted = (address: string) => boolean;

/** The word that stands for every address of this machine. */
const LOOPBACK = ['127.0.0.0/8', '::1'];

/**
 * Proxies as a person names them: addresses (10.0.0.5), ranges (172.18.0.0/16) and the word `loopback`, with commas between.
 * @returns the first that is none of these, if there is one
 */
export function readTrustedProxies(text: string): { readonly isTrusted: IsTrusted } | { readonly wrong: string } {
  const trusted = new BlockList();
  for (const name of namesIn(text)) {
    for (const range of name === 'loopback' ? LOOPBACK : [name]) if (!added(trusted, range)) return { wrong: name };
  }
  return {
    isTrusted: (address) => {
      const plain = plainAddress(address);
      const family = isIP(plain);
      return family !== 0 && trusted.check(plain, family === 6 ? 'ipv6' : 'ipv4');
    },
  };
}

function namesIn(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((name) => name !== '');
}

function added(trusted: BlockList, range: string): boolean {
  const [address = '', bits, ...more] = range.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  const type = family === 6 ? 'ipv6' : 'ipv4';
  if (bits === undefined) trusted.addAddress(address, type);
  else if (!/^\d{1,3}$/.test(bits) || Number(bits) > (family === 6 ? 128 : 32)) return false;
  else trusted.addSubnet(address, Number(bits), type);
  return true;
}
