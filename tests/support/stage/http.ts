import { matchMaker } from '@colyseus/core';
import express, { type Express, type RequestHandler } from 'express';
import { wayToBase } from '../../../server/http/base-path.ts';
import { pageFiles } from '../../../server/http/files.ts';
import { qrCode } from '../../../server/http/qr-code.ts';
import type { AddressAnswer, ClassAnswer, CommandAnswer, LessonLine } from '../../../shared/protocol/messages.ts';
import type { Refusal } from '../../../shared/sim/index.ts';
import type { Scene } from './class.ts';

/** As a test has told the stage to answer. */
export interface Answers {
  scene: Scene;
  refusal: Refusal | undefined;
  handler: RequestHandler | undefined;
  readonly joinAnswer: ClassAnswer;
  readonly lessons: readonly LessonLine[];
}

/** What the staged server answers to requests. @param pages a folder of built pages */
export function stagedHttp(state: Answers, pages: string): Express {
  const { code } = state.joinAnswer;
  const http = express();
  http.use(express.json());
  http.post('/matchmake/joinById/:code', async (request, response) => {
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    response.json(await matchMaker.joinById(code, { code }, { token, headers: new Headers(), ip: request.ip ?? '' }));
  });
  http.get('/api/lessons', (_request, response) => void response.json(state.lessons));
  http.get('/api/classes/:code/address', (request, response) => {
    const url = `http://${request.headers.host}`;
    const answer: AddressAnswer = {
      url,
      reach: 'others',
      candidates: [],
      chosen: null,
      link: 'a-link-to-a-class',
      board: null,
    };
    response.json(answer);
  });
  http.post('/api/classes', (_request, response) => void response.json({ code, key: 'staged-key' }));
  http.get('/api/classes/:code', (request, response) => {
    if (request.params.code === code) response.json({ ...state.joinAnswer, ended: state.scene.view.phase === 'end' });
    else response.status(404).json(no({ code: 'unknown-class', said: { key: 'refusal.unknown-class' } }));
  });
  http.post('/api/classes/:code/seats', (_request, response) => {
    const { seat, name } = state.scene.seat;
    if (state.refusal === undefined) response.json({ seat, token: 'staged-token', name });
    else response.status(409).json(no(state.refusal));
  });
  http.get('/api/classes/:code/qr.svg', (request, response) => {
    response.type('image/svg+xml').send(qrCode(`http://${request.headers.host}/j/${code}`));
  });
  http.use((request, response, next) =>
    state.handler === undefined ? next() : state.handler(request, response, next),
  );
  const files = pageFiles(pages);
  for (const [path, page] of PAGES) {
    http.get(path, async (request, response) => {
      const file = await files(`${page}/index.html`, wayToBase(request.path));
      response.type('html').send(file?.plain);
    });
  }
  http.use(express.static(pages, { setHeaders: cachedForEver }));
  return http;
}

/** Files with their contents' hash in their names, as the real server has them kept. */
function cachedForEver(response: { setHeader(name: string, value: string): void }, path: string): void {
  if (/[\\/]assets[\\/]/.test(path)) response.setHeader('cache-control', 'public, max-age=31536000, immutable');
}

const PAGES = [
  ['/', 'student'],
  ['/j/:code', 'student'],
  ['/teach', 'instructor'],
  ['/board/:code', 'board'],
] as const;

function no(refusal: Refusal): CommandAnswer {
  return { ok: false, refusal };
}
