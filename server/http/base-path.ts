import type { Server } from 'node:http';

/**
 * Lets everything be found under a path as well: a proxy may pass on `/hub/teach` as it is, or as `/teach`. To be called before anything
 * else listens to the server's requests and upgrades.
 * @param base such as `/hub`; empty for none
 */
export function acceptBasePath(server: Server, base: string): void {
  if (base === '') return;
  for (const event of ['request', 'upgrade'])
    server.prependListener(event, (request) => {
      request.url = withoutBase(request.url ?? '/', base);
    });
}

/** @param url of a request: a path, perhaps with a query */
export function withoutBase(url: string, base: string): string {
  const [path = ''] = url.split('?', 1);
  return path.startsWith(`${base}/`) ? url.slice(base.length) : url;
}

/** @param path of a request, without the base path @returns the way from there to the place where all paths begin: `./`, `../` */
export function wayToBase(path: string): string {
  const depth = path.split('/').length - 2;
  return depth <= 0 ? './' : '../'.repeat(depth);
}
