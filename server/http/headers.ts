import type { RequestHandler } from 'express';

const HOST = /^[\w.-]+(:\d+)?$|^\[[\da-fA-F:]+\](:\d+)?$/;

/**
 * What every answer says to the browser. Scripts and styles come from here alone; pictures may also be made in the page (Phaser keeps
 * its blank textures as data). Older Safaris do not take 'self' for a WebSocket, so that this host is named, and the public one, which
 * a proxy may keep from us.
 */
export function securityHeaders(publicUrl: string | null): RequestHandler {
  const known = publicUrl === null ? [] : [new URL(publicUrl).host];
  return (request, response, next) => {
    const { host = '' } = request.headers;
    const hosts = new Set([...(HOST.test(host) ? [host] : []), ...known]);
    const sockets = [...hosts].map((name) => ` ws://${name} wss://${name}`).join('');
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
}
