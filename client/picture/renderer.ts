/** Where this browser's choice is kept for the tab's life. */
const KEPT = 'hub-and-mesh.renderer';
const FRAMES_MEASURED = 60;
const SLOW_MS = 27;

export type Renderer = 'canvas' | 'webgl';

/** The faster way to draw here, as far as it can be told before drawing: without a graphics card that is the Canvas. */
export function firstChoice(): Renderer {
  if (kept() === 'canvas') return 'canvas';
  const probe = document.createElement('canvas');
  const gl = probe.getContext('webgl', { failIfMajorPerformanceCaveat: true });
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return gl === null ? 'canvas' : 'webgl';
}

/**
 * Judges a renderer by the time between its frames (ms). Call once a frame; calls `tooSlow` once when half of the measured frames took
 * longer than a school laptop's should.
 */
export function judge(tooSlow: () => void): (delta: number) => void {
  const deltas: number[] = [];
  return (delta) => {
    if (deltas.length > FRAMES_MEASURED) return;
    deltas.push(delta);
    if (deltas.length !== FRAMES_MEASURED) return;
    const median = [...deltas].sort((a, b) => a - b)[FRAMES_MEASURED / 2] ?? 0;
    if (median < SLOW_MS) return;
    keep('canvas');
    tooSlow();
  };
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep(renderer: Renderer): void {
  try {
    sessionStorage.setItem(KEPT, renderer);
  } catch {
    // A browser that keeps nothing measures again on its next page.
  }
}
