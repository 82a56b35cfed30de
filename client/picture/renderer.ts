/** Where this browser's choice is kept for the tab's life. */
const KEPT = 'hub-and-mesh.renderer';
/** The first frames also compile and upload: they tell nothing. */
const FRAMES_IGNORED = 3;
const FRAMES_MEASURED = 30;
/** A very slow one is judged by fewer frames: those of so many ms. */
const LONGEST_MS = 600;
const FEWEST_FRAMES = 3;
const SLOW_MS = 27;
const WITHOUT_CARD = /swiftshader|llvmpipe|softpipe|software|basic render/i;

export type Renderer = 'canvas' | 'webgl';

/** The faster way to draw here, as far as it can be told before drawing: without a graphics card that is the Canvas. */
export function firstChoice(): Renderer {
  if (kept() === 'canvas') return 'canvas';
  const gl = document.createElement('canvas').getContext('webgl', { failIfMajorPerformanceCaveat: true });
  if (gl === null) return 'canvas';
  const told = gl.getExtension('WEBGL_debug_renderer_info');
  const card = told === null ? '' : String(gl.getParameter(told.UNMASKED_RENDERER_WEBGL));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return WITHOUT_CARD.test(card) ? 'canvas' : 'webgl';
}

/**
 * Judges a renderer by the time between its frames. Call once a frame with the page's clock (ms): what Phaser calls a frame's length is
 * smoothed. Calls `tooSlow` once when half of the measured frames took longer than a school laptop's should.
 */
export function judge(tooSlow: () => void): (now: number) => void {
  const deltas: number[] = [];
  let frames = 0;
  let before = 0;
  let judged = false;
  return (now) => {
    if (judged) return;
    if (frames++ > FRAMES_IGNORED) deltas.push(now - before);
    before = now;
    const spent = deltas.reduce((sum, each) => sum + each, 0);
    const enough = deltas.length >= FRAMES_MEASURED || (spent >= LONGEST_MS && deltas.length >= FEWEST_FRAMES);
    if (!enough) return;
    judged = true;
    if (median(deltas) < SLOW_MS) return;
    keep('canvas');
    tooSlow();
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
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
    // Without storage the browser measures again on its next page.
  }
}
