import type { Avatar } from '../../shared/protocol/views.ts';
import { avatarColour, avatarPath, avatarShape } from '../view/avatar.ts';
import type { Choice } from '../view/choices.ts';

const SPOKES = [-90, -18, 54, 126, 198].map((angle) => {
  const radians = (angle * Math.PI) / 180;
  return [12 + 9 * Math.cos(radians), 12 + 9 * Math.sin(radians)] as const;
});

/** The star: one big machine in the middle, all others tied to it alone. */
export function HubMark() {
  return (
    <svg class="mark hub" viewBox="0 0 24 24" aria-hidden="true">
      {SPOKES.map(([x, y]) => (
        <line key={x} x1="12" y1="12" x2={x} y2={y} />
      ))}
      {SPOKES.map(([x, y]) => (
        <circle key={x} cx={x} cy={y} r="2" />
      ))}
      <circle cx="12" cy="12" r="4.6" />
    </svg>
  );
}

/** The mesh: five machines alike, each tied to each. */
export function MeshMark() {
  const pairs = SPOKES.flatMap((from, index) => SPOKES.slice(index + 1).map((to) => [from, to] as const));
  return (
    <svg class="mark mesh" viewBox="0 0 24 24" aria-hidden="true">
      {pairs.map(([[x1, y1], [x2, y2]]) => (
        <line key={`${x1}/${x2}`} x1={x1} y1={y1} x2={x2} y2={y2} />
      ))}
      {SPOKES.map(([x, y]) => (
        <circle key={x} cx={x} cy={y} r="2.9" />
      ))}
    </svg>
  );
}

function SameMark() {
  return (
    <svg class="mark same" viewBox="0 0 24 24" aria-hidden="true">
      <line x1="4" y1="9" x2="20" y2="9" />
      <line x1="4" y1="15" x2="20" y2="15" />
    </svg>
  );
}

/** An architecture's sign in its colour, or the equals sign of "no difference". Beside words, never instead of them. */
export function ArchitectureMark({ of }: { readonly of: Choice | null }) {
  switch (of) {
    case 'client-server':
      return <HubMark />;
    case 'peer-to-peer':
      return <MeshMark />;
    case 'same':
    case null:
      return <SameMark />;
  }
}

/** A student's sign: shape, colour and initials together. */
export function StudentMark({ mark, size = 40 }: { readonly mark: Avatar; readonly size?: number }) {
  const shape = avatarShape(mark.shape);
  return (
    <svg class="student-mark" width={size} height={size} viewBox="-1.35 -1.35 2.7 2.7" aria-hidden="true">
      <path d={avatarPath(shape)} fill={avatarColour(mark.colour)} />
      <text x="0" y={shape.name === 'triangle' ? 0.42 : 0.28} text-anchor="middle">
        {mark.initials}
      </text>
    </svg>
  );
}
