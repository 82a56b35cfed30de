import { request as ask, createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** What a school has in front of its services: everything under one path goes to the game, and nothing else does. */
export interface PathProxy {
  /** Where browsers go, such as `http://127.0.0.1:40123/hub`. */
  readonly url: string;
  /** Paths that browsers asked for outside of it. */
  readonly strays: readonly string[];
  /** From now on requests go to this port of this computer. */
  leadTo(port: number): void;
  close(): Promise<void>;
}

/** `keep`: the game sees `/hub/teach`, and the host that the browser asked for; `strip`: it sees `/teach`, and the proxy's own words. */
export async function startPathProxy(path: string, style: 'keep' | 'strip'): Promise<PathProxy> {
  const strays: string[] = [];
  let port = 0;
  const passedOn = ({ url = '/', method, headers }: IncomingMessage) => {
    const inside = url === path || url.startsWith(`${path}/`) || url.startsWith(`${path}?`);
    if (!inside) strays.push(url);
    const kept = style === 'keep' ? headers : { ...headers, host: `127.0.0.1:${port}`, 'x-forwarded-for': '10.1.2.3' };
    const stripped = url.slice(path.length);
    const target = style === 'keep' ? url : stripped.startsWith('/') ? stripped : `/${stripped}`;
    return inside ? ask({ host: '127.0.0.1', port, path: target, method, headers: kept }) : undefined;
  };
  const server = createServer((request, response) => {
    const onward = passedOn(request);
    if (onward === undefined) return void response.writeHead(404).end();
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.on('upgrade', (request, socket: Duplex) => {
    const onward = passedOn(request);
    if (onward === undefined) return void socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
    onward.on('upgrade', (answer, other) => {
      const head = [`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}`, ...pairsOf(answer.rawHeaders), '', ''];
      socket.write(head.join('\r\n'));
      other.pipe(socket).pipe(other);
      for (const end of [other, socket]) end.on('error', () => [other, socket].map((one) => one.destroy()));
    });
    onward.on('response', () => socket.destroy());
    onward.on('error', () => socket.destroy());
    onward.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    strays,
    leadTo: (next) => {
      port = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function pairsOf(rawHeaders: readonly string[]): readonly string[] {
  return rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1]}`] : []));
}
