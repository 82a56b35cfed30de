/** Keeps the screen on while the page is visible, if the browser can. @returns a function that stops this */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | undefined;
  const take = async (): Promise<void> => {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    // A browser may refuse, for example on a low battery; the class works without it.
    lock = await navigator.wakeLock.request('screen').catch(() => undefined);
  };
  const again = (): void => void take();
  document.addEventListener('visibilitychange', again);
  void take();
  return () => {
    document.removeEventListener('visibilitychange', again);
    void lock?.release();
  };
}

/** Vibrates briefly on a failure, unless the reader prefers reduced motion. */
export function shake(): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  navigator.vibrate?.(120);
}
