import type { Request } from 'express';
import type { AddressAnswer } from '../../shared/protocol/messages.ts';
import type { Addresses } from '../addresses.ts';

const LOOPBACK = /^(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/i;
const HOST = /^[\w.-]+(:\d+)?$/;

/**
 * Where phones reach this server: what its owner set; else the name in the instructor's own address bar, unless that names the very
 * machine; else this machine's address on its network.
 */
export function addressFor(request: Request, addresses: Addresses, publicUrl: string | null): AddressAnswer {
  const { host = '' } = request.headers;
  const asked = HOST.test(host) && !LOOPBACK.test(host) ? [`${request.protocol}://${host}`] : [];
  const known = [...(publicUrl === null ? [] : [publicUrl]), ...asked, ...addresses.lan, addresses.local];
  const [url = addresses.local, ...others] = [...new Set(known)];
  return { url, others };
}
