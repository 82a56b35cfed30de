/** The input of a layout. Sizes in pixels of the picture. */
export interface LayoutTask {
  readonly layout: 'star' | 'ring' | 'mesh';
  /** In drawing order: people's and bots' machines. */
  readonly around: readonly number[];
  /** In the middle: the server first, or a tracker; may be empty. */
  readonly centre: readonly number[];
  readonly width: number;
  readonly height: number;
  /** Decides the irregularities of a mesh: the same seed gives the same picture. */
  readonly seed: number;
  /** Height to keep free below each node for its name, 0 without names. */
  readonly label: number;
}

/** A node's place: centre and radius in pixels. */
export interface Place {
  readonly node: number;
  readonly x: number;
  readonly y: number;
  readonly r: number;
}
