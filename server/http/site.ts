import { type Request, type Response, Router } from 'express';
import { codeReadings } from '../../shared/class/codes/read.ts';
import { PAGES } from '../../shared/protocol/pages.ts';
import { refusal } from '../refusals.ts';
import { refuse } from './answers.ts';
import { wayToBase } from './base-path.ts';
import { type PageFile, pageFiles } from './files.ts';

/** Built files carry their contents' hash in their names: a browser need never ask again. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'no-cache';

/**
 * The pages and everything that they load. Where the path that all of it lies under is known, pages name it: they are right then even at
 * `/hub`, where a relative address would need the slash that people leave out.
 * @param folder the built client
 * @param base such as `/hub`; empty for none, or for one that only a proxy knows
 */
export function site(folder: string, base: string): Router {
  const router = Router();
  if (base !== '') router.get(base, (_request, response) => response.redirect(308, `${base}/`));
  const files = pageFiles(folder);
  for (const { path, page } of PAGES) {
    router.get(path, async (request, response) => {
      const file = await files(`${page}/index.html`, base === '' ? wayToBase(request.path) : `${base}/`);
      if (file === undefined) refuse(response, refusal('no-pages'));
      else send(file, ASK_AGAIN, request, response);
    });
  }
  router.get('/{*path}', async (request, response, next) => {
    const file = await files(decoded(request.path));
    if (file === undefined || file.type.startsWith('text/html')) next();
    else send(file, request.path.startsWith('/assets/') ? FOR_EVER : ASK_AGAIN, request, response);
  });
  router.get('/:typed', (request, response, next) => {
    const to = joinPageFor(request);
    if (to === undefined) next();
    else response.redirect(to);
  });
  return router;
}

/** Where `/K7MX3P` leads, with nothing else before it: relative, since a proxy may serve the game under a path of its own. */
function joinPageFor({ path, params }: Request): string | undefined {
  const typed = String(params['typed']);
  const [code, ...others] = codeReadings(typed);
  if (code === undefined) return undefined;
  return `${path.endsWith('/') ? '../' : ''}j/${others.length === 0 ? code : encodeURIComponent(typed)}`;
}

function send(file: PageFile, caching: string, request: Request, response: Response): void {
  response.set({ 'Content-Type': file.type, 'Cache-Control': caching, ETag: file.tag, Vary: 'Accept-Encoding' });
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  const encoding = request.acceptsEncodings(['br', 'gzip']);
  const packed = encoding === 'br' ? file.br : encoding === 'gzip' ? file.gzip : null;
  if (packed !== null) response.set('Content-Encoding', String(encoding));
  response.end(packed ?? file.plain);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}
