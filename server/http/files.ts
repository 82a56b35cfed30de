import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TYPES: { readonly [ending: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};
const COMPRESSED = new Set(['.html', '.js', '.css', '.json', '.svg', '.webmanifest']);
const QUALITY = 9;

/** A file of the built client as it is sent: whole, and compressed in both ways that browsers know. */
export interface PageFile {
  readonly type: string;
  readonly tag: string;
  readonly plain: Buffer;
  readonly br: Buffer | null;
  readonly gzip: Buffer | null;
}

/** Every page is built as `<page>/index.html`, and so refers to the others' place. */
const AS_BUILT = /(?<=\b(?:href|src)=")\.\.\//g;

/**
 * Reads the built client, each file once for as long as it stays the same. A page is served at several paths; `wayToBase` is how it
 * refers to the rest from there, such as `./`.
 */
export function pageFiles(folder: string): (path: string, wayToBase?: string) => Promise<PageFile | undefined> {
  const known = new Map<string, { readonly tag: string; readonly file: Promise<PageFile> }>();
  return async (path, wayToBase) => {
    const full = join(folder, normalize(`/${path}`));
    const type = TYPES[extname(full)];
    const found = type !== undefined && full.startsWith(folder + sep) ? await statOf(full) : undefined;
    if (type === undefined || found === undefined) return undefined;
    const tag = `"${found.size.toString(36)}-${Math.floor(found.mtimeMs).toString(36)}"`;
    const key = `${wayToBase ?? ''} ${full}`;
    const kept = known.get(key);
    if (kept?.tag === tag) return kept.file;
    const file = read(full, type, tag, wayToBase);
    known.set(key, { tag, file });
    return file;
  };
}

async function statOf(path: string) {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? found : undefined;
}

async function read(path: string, type: string, tag: string, wayToBase?: string): Promise<PageFile> {
  const built = await readFile(path);
  const plain = wayToBase === undefined ? built : Buffer.from(built.toString().replace(AS_BUILT, wayToBase));
  if (!COMPRESSED.has(extname(path))) return { type, tag, plain, br: null, gzip: null };
  const [br, zipped] = await Promise.all([
    promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } }),
    promisify(gzip)(plain),
  ]);
  return { type, tag, plain, br, gzip: zipped };
}
