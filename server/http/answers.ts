import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { RefusedAnswer } from '../../shared/protocol/messages.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { englishOf, refusal, statusOf } from '../refusals.ts';
import { wayToBase } from './base-path.ts';

/** A "no" over HTTP: the refusal for pages, its English for people who read along, and for those who typed a wrong address a page of it. */
export function refuse(response: Response, why: Refusal, status: number = statusOf(why)): void {
  const answer: RefusedAnswer & { readonly english: string } = { ok: false, refusal: why, english: englishOf(why) };
  if (status === 429) response.set('Retry-After', why.code === 'code-wait' ? '5' : '2');
  const json = () => response.json(answer);
  const html = () => response.send(pageOf(answer.english, wayToBase(response.req.originalUrl.replace(/\?.*/s, ''))));
  response.status(status).format({ json, html, default: json });
}

function pageOf(sentence: string, home: string): string {
  const text = sentence.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Hub &amp; Mesh</title>
<main>
<h1>Hub &amp; Mesh</h1>
<p>${text}</p>
<p><a href="${home}">Join a class</a></p>
</main>
</html>
`;
}

/** A route whose handler returns a value or a refusal. */
export function answering<Value extends object>(
  work: (request: Request) => Promise<Value | { readonly refusal: Refusal }> | Value | { readonly refusal: Refusal },
): RequestHandler {
  return async (request, response) => {
    const answer = await work(request);
    if ('refusal' in answer) refuse(response, answer.refusal);
    else response.json(answer);
  };
}

/** The last handler: what a request did wrong, or what went wrong with it here. */
export function onError(report: (sentence: string) => void) {
  return (error: unknown, _request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) return next(error);
    const status = statusIn(error);
    if (status === 413) return refuse(response, refusal('too-large'));
    if (status >= 400 && status < 500) return refuse(response, refusal('malformed'), status);
    report(`A request failed: ${error instanceof Error ? error.stack : String(error)}`);
    refuse(response, refusal('broken'));
  };
}

function statusIn(error: unknown): number {
  return typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
}
