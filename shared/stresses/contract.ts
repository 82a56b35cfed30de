import type { Architecture, Params, Stress } from '../sim/index.ts';

/** A stress of the catalogue: its mechanics for the engine, and its words. */
export interface StressCard extends Stress {
  /** Defaults of `target`, `for` (seconds; 0 = until ended or once) and its own parameters. */
  readonly defaults: Params;
  /** Allowed range of each numeric parameter besides `for`. */
  readonly ranges: { readonly [name: string]: readonly [number, number] };
  /** On the instructor's button, at most four words. */
  readonly title: string;
  /** What it does here, in one sentence for each architecture. */
  readonly meaning: { readonly [side in Architecture]: string };
  /** Banner and log line when it begins and ends. */
  readonly begins: string;
  readonly ends: string;
  /** Is it known to all at once, or only to the instructor and its targets until the reveal (poison)? */
  readonly secret: boolean;
}
