import express, { type Express, type RequestHandler } from 'express';
import { matchmaking } from '../colyseus/matchmaking.ts';
import { basePathOf } from '../public-url.ts';
import { refusal } from '../refusals.ts';
import { noteArrivals } from './address.ts';
import { type AdminParts, adminRoutes } from './admin.ts';
import { onError, refuse } from './answers.ts';
import { type ClassRoutes, classRoutes } from './classes.ts';
import { tellOfForwarding } from './forwarding.ts';
import { securityHeaders } from './headers.ts';
import { site } from './site.ts';

export interface HttpParts extends ClassRoutes, AdminParts {
  /** The built client. */
  readonly pages: string;
  readonly publicUrl: string | null;
  readonly report: (sentence: string) => void;
}

/** Everything that is answered over HTTP. No answer allows another origin to read it. */
export function httpApp(parts: HttpParts): Express {
  const { registry, book, isTrusted, report } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', isTrusted);
  app.use(tellOfForwarding(isTrusted, report));
  app.use(securityHeaders(parts.publicUrl));
  app.get('/health', noStore, (_request, response) => {
    const health = registry.health();
    response.status(health.ok ? 200 : 503).json(health);
  });
  app.use(['/matchmake/joinById/:code', '/api/classes/:code/seats'], noteArrivals(book));
  app.use('/matchmake', noStore, matchmaking(parts.entrance));
  app.use('/api', noStore);
  app.get('/api/lessons', (_request, response) => void response.json(parts.lessons.lines));
  app.use('/api/classes', classRoutes(parts));
  app.use('/admin', noStore, adminRoutes(parts));
  app.use(site(parts.pages, basePathOf(parts.publicUrl)));
  app.use((_request, response) => refuse(response, refusal('not-found')));
  app.use(onError(report));
  return app;
}

const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
