const HERE = new URL(import.meta.url);
/**
 * The game's base URL, ending in a slash: its scripts are in `assets/` below it, whatever path a proxy serves it at. undefined outside a
 * browser.
 */
const BASE = /^https?:$/.test(HERE.protocol) ? new URL('../', HERE) : undefined;
const PATH = BASE?.pathname ?? '/';

/** @param path on this server, such as `/teach#K7MX3P` @returns the same path below the game's base */
export function atBase(path: string): string {
  return PATH + path.replace(/^\//, '');
}

/** @returns the path of this page as the server knows it, such as `/j/K7MX3P` */
export function pagePath(): string {
  const { pathname } = location;
  return pathname.startsWith(PATH) ? `/${pathname.slice(PATH.length)}` : pathname;
}

/** @returns where this page came from, such as `https://school.example/hub`: valid in this browser, and worth telling the server */
export function ownPlace(): string {
  return location.origin + PATH.replace(/\/$/, '');
}
