import type { RequestHandler } from 'express';

const HOST = /^[\w.-]+(:\d+)?$|^\[[\da-fA-F:]+\](:\d+)?$/;

/**
 * What every answer says to the browser. Scripts and styles come from here alone; pictures may also be made in the page (Phaser keeps
 * its blank textures as data). Older Safaris do not take 'self' for a WebSocket, so that this host is named.
 */
export const securityHeaders: RequestHandler = (request, response, next) => {
  const host = HOST.test(request.headers.host ?? '') ? request.headers.host : undefined;
  const sockets = host === undefined ? '' : ` ws://${host} wss://${host}`;
  response.set({
    'Content-Security-Policy': [
      "default-src 'self'",
      `connect-src 'self'${sockets}`,
      "img-src 'self' data: blob:",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'self'",
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  });
  next();
};
