/** The first parts of this server's own addresses: with one of them in front, nobody could tell which of the two is meant. */
const OWN_PATHS = new Set(['admin', 'api', 'assets', 'board', 'health', 'j', 'matchmake', 'teach']);
const PATH = /^(\/[\w.~-]+)*$/;

/** @returns the URL as it stands before `/j/CODE`, without a slash at its end; or what is wrong with it, as a sentence */
export function readPublicUrl(text: string): { readonly url: string } | { readonly problem: string } {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '' || url.username !== '') {
    return { problem: `The public URL must look like https://game.example.org, not "${text}".` };
  }
  const path = pathOf(url);
  if (!PATH.test(path)) {
    return { problem: `The path of the public URL may have letters, digits and - . _ ~ in it, not "${path}".` };
  }
  const first = path.split('/')[1] ?? '';
  if (OWN_PATHS.has(first)) {
    return { problem: `The path of the public URL can't begin with /${first}: the game has pages of its own there.` };
  }
  return { url: url.origin + path };
}

/** What of a public URL stands before this server's own paths: `/hub` for https://school.example/hub; empty for none. */
export function basePathOf(publicUrl: string | null): string {
  return publicUrl === null ? '' : pathOf(new URL(publicUrl));
}

function pathOf(url: URL): string {
  return url.pathname.replace(/\/+$/, '');
}
