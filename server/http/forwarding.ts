import type { Request, RequestHandler } from 'express';
import { plainAddress } from '../limits/client-network.ts';
import type { IsTrusted } from '../trusted-proxies.ts';

/** Whether a request says that a proxy forwarded it. */
export function isForwarded({ headers }: Pick<Request, 'headers'>): boolean {
  return headers['x-forwarded-for'] !== undefined || headers['x-forwarded-proto'] !== undefined;
}

/** The first time that somebody forwards a request whose word is not taken, whoever runs the server learns what that means. */
export function tellOfForwarding(isTrusted: IsTrusted, report: (sentence: string) => void): RequestHandler {
  let told = false;
  return (request, _response, next) => {
    const { remoteAddress = '' } = request.socket;
    if (!told && isForwarded(request) && !isTrusted(remoteAddress)) {
      told = true;
      report(forwardedBy(plainAddress(remoteAddress)));
    }
    next();
  };
}

function forwardedBy(address: string): string {
  return (
    `${address} forwards requests for others, and is not trusted: all of them count as its own. ` +
    `If that is your proxy, start the game with --trusted-proxies ${address}.`
  );
}
