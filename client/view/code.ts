const CODE = /^[A-Z0-9]{4,8}$/;

/** A class code as people type it (`k7 mq-2`) as the server writes it (`K7MQ2`). */
export function tidyCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 8);
}

/** The code in a page's path (`/j/K7MQ2`, `/board/K7MQ2`), or undefined. */
export function codeInPath(path: string): string | undefined {
  const code = tidyCode(decodeURIComponent(path.split('/')[2] ?? ''));
  return CODE.test(code) ? code : undefined;
}

/** Code and key in the address that moves a desk to another device (`#K7MQ2.secret`), or undefined. */
export function keyInHash(hash: string): { readonly code: string; readonly key: string } | undefined {
  const [code = '', key = ''] = hash.replace(/^#/, '').split('.');
  return CODE.test(code) && key !== '' ? { code, key } : undefined;
}
