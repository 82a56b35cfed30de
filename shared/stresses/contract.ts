import type { Architecture, Params, Stress } from '../sim/index.ts';

/** A stress of the catalogue: its mechanics for the engine, and its words. */
export interface StressCard extends Stress {
  /** Defaults of `target`, `for` (seconds; 0 = until ended or once) and its own parameters. */
  readonly defaults: Params;
  /** Allowed range of each numeric parameter besides `for`. */
  readonly ranges: { readonly [name: string]: readonly [number, number] };
  /** On the instructor's button, at most four words; among peers other ones, if they are given. */
  readonly title: string;
  readonly titleAmongPeers?: string;
  /** What it does here, in one sentence for each architecture. */
  readonly meaning: { readonly [side in Architecture]: string };
  /** Banner and log line when it begins and ends; null where each machine that it hits is told of by itself. */
  readonly begins: string | null;
  readonly ends: string | null;
  /** Is it known to all at once, or only to the instructor and its targets until the reveal (poison)? */
  readonly secret: boolean;
}

/** What the button says here. */
export function titleOf({ title, titleAmongPeers }: StressCard, architecture: Architecture): string {
  return architecture === 'peer-to-peer' ? (titleAmongPeers ?? title) : title;
}
