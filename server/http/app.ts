import express, { type Express, type RequestHandler } from 'express';
import type { Addresses } from '../addresses.ts';
import { matchmaking } from '../colyseus/matchmaking.ts';
import { refusal } from '../refusals.ts';
import { addressFor } from './address.ts';
import { onError, refuse } from './answers.ts';
import { type ClassRoutes, classRoutes } from './classes.ts';
import { securityHeaders } from './headers.ts';
import { site } from './site.ts';

export interface HttpParts extends Omit<ClassRoutes, 'urlFor'> {
  /** The built client. */
  readonly pages: string;
  /** Known once the server listens. */
  readonly addresses: () => Addresses;
  readonly publicUrl: string | null;
  readonly report: (sentence: string) => void;
}

/** Everything that is answered over HTTP. No answer allows another origin to read it. */
export function httpApp(parts: HttpParts): Express {
  const { registry, publicUrl } = parts;
  const address = (request: express.Request) => addressFor(request, parts.addresses(), publicUrl);
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', publicUrl === null ? false : 'loopback, linklocal, uniquelocal');
  app.use(securityHeaders);
  app.get('/health', noStore, (_request, response) => {
    const health = registry.health();
    response.status(health.ok ? 200 : 503).json(health);
  });
  app.use('/matchmake', noStore, matchmaking(parts.limits, registry));
  app.use('/api', noStore);
  app.get('/api/lessons', (_request, response) => void response.json(parts.lessons.lines));
  app.get('/api/address', (request, response) => void response.json(address(request)));
  app.use('/api/classes', classRoutes({ ...parts, urlFor: (request) => address(request).url }));
  app.use(site(parts.pages));
  app.use((_request, response) => refuse(response, refusal('not-found')));
  app.use(onError(parts.report));
  return app;
}

const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
