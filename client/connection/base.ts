const HERE = new URL(import.meta.url);
/**
 * Where the game lies, with a slash at the end: its scripts are in `assets/` there, at whatever path a proxy serves it. Outside a browser
 * there is no such place.
 */
const BASE = /^https?:$/.test(HERE.protocol) ? new URL('../', HERE) : undefined;
const PATH = BASE?.pathname ?? '/';

/** @param path of this server, such as `/teach#K7MX3P` @returns the same below the path that the game lies at */
export function atBase(path: string): string {
  return PATH + path.replace(/^\//, '');
}

/** @returns the path of this page as the server knows it, such as `/j/K7MX3P` */
export function pagePath(): string {
  const { pathname } = location;
  return pathname.startsWith(PATH) ? `/${pathname.slice(PATH.length)}` : pathname;
}

/** @returns where this page came from, such as `https://school.example/hub`: good for this very browser, and to tell the server */
export function ownPlace(): string {
  return location.origin + PATH.replace(/\/$/, '');
}
