/** What of a node's picture depends on the picture it is in. */
export interface NodeStyle {
  /** Radius in pixels. */
  readonly r: number;
  /** The architecture's colour, for progress. */
  readonly accent: string;
  /** Initials smaller than this (px) are left out: from afar nobody reads them. */
  readonly leastText: number;
}
