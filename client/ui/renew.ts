const KEY = 'hub-and-mesh.renewed';
const AGAIN_MS = 60_000;

/**
 * A server that was updated while a page was open no longer has the parts that the page would still fetch: the page is renewed then,
 * at most once a minute. Seats and desks outlive it.
 */
export function renewWhenOutdated(): void {
  addEventListener('vite:preloadError', () => {
    const last = Number(sessionStorage.getItem(KEY) ?? '0');
    if (Date.now() - last < AGAIN_MS) return;
    sessionStorage.setItem(KEY, String(Date.now()));
    location.reload();
  });
}
