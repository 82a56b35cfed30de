/** An address as people type it: without what the browser adds by itself. */
export function typedAddress(url: string): string {
  const short = url.replace(/\/$/, '');
  // At a port of its own a browser would try http.
  return /^https:\/\/[^/]+:\d+(\/|$)/.test(short) ? short : short.replace(/^https?:\/\//, '');
}
