import type { BoardNode } from '../board/nodes.ts';
import type { Avatar } from '../board/source.ts';

/** All that one node's picture shows, as values: two nodes that look the same have the same `key`. */
export interface NodeLook {
  readonly key: string;
  readonly sign: 'mark' | 'bot' | 'hub' | 'machine';
  readonly mark: Avatar | null;
  /** Share of its goal in 48ths, or null without a goal. */
  readonly progress: number | null;
  readonly finished: boolean;
  /** `off`: not yet in use, such as a spare machine. */
  readonly state: 'up' | 'down' | 'left' | 'off';
  readonly rim: 'solid' | 'dashed' | 'thin';
  /** Ticks on the rim: requests that wait, as many as have room. */
  readonly ticks: number;
  /** A full rim: more wait than have room. */
  readonly crowded: boolean;
  readonly plug: boolean;
  readonly spikes: boolean;
}

const PROGRESS_STEPS = 48;
export const MOST_TICKS = 24;

/** How a node looks. `hub`: it is a server in the middle of a star. */
export function lookOf(node: BoardNode, hub: boolean): NodeLook {
  const { scene, frame, finishedAt } = node;
  const look = {
    sign: signOf(node, hub),
    mark: scene.mark,
    progress: frame.progress === null ? null : Math.floor(frame.progress * PROGRESS_STEPS),
    finished: finishedAt >= 0 || (frame.progress ?? 0) >= 1,
    state: stateOf(frame),
    rim: rimOf(frame.pilot),
    ticks: Math.min(MOST_TICKS, frame.queue),
    crowded: frame.queue > MOST_TICKS,
    plug: !frame.connected && frame.pilot !== 'bot',
    spikes: frame.traits.length > 0,
  } as const;
  return { key: keyOf(look), ...look };
}

/** The progress that a look shows, 0 to 1. */
export function progressShare(look: NodeLook): number {
  return (look.progress ?? 0) / PROGRESS_STEPS;
}

function stateOf({ up, reason }: BoardNode['frame']): NodeLook['state'] {
  if (up) return 'up';
  if (reason === 'none') return 'off';
  return reason === 'left' ? 'left' : 'down';
}

function signOf({ scene }: BoardNode, hub: boolean): NodeLook['sign'] {
  if (hub) return 'hub';
  if (scene.bot) return 'bot';
  return scene.mark === null ? 'machine' : 'mark';
}

function rimOf(pilot: BoardNode['frame']['pilot']): NodeLook['rim'] {
  switch (pilot) {
    case 'person':
      return 'solid';
    case 'autopilot':
      return 'dashed';
    case 'bot':
      return 'thin';
  }
}

function keyOf(look: Omit<NodeLook, 'key'>): string {
  const mark = look.mark === null ? '' : `${look.mark.shape},${look.mark.colour},${look.mark.initials}`;
  const flags = `${Number(look.finished)}${Number(look.crowded)}${Number(look.plug)}${Number(look.spikes)}`;
  return [look.sign, mark, look.progress ?? '', look.state, look.rim, look.ticks, flags].join('|');
}
