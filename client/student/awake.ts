/** Keeps the screen on while the page is looked at, where the browser can. @returns how to stop */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | undefined;
  const take = async (): Promise<void> => {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    // A browser may refuse, for example on a low battery: the class works without.
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

/** A short shake on a failure, where the device can and the reader has not asked for calm. */
export function shake(): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  navigator.vibrate?.(120);
}
