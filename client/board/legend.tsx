import type { KindLook, SceneView } from '../view/board/source.ts';
import { kindColour } from '../view/look/colours.ts';
import { kindPath } from '../view/look/kind-shapes.ts';
import { knows, say, text, type Voice } from '../words/index.ts';

/** What the moving shapes are: each kind with its name, and all the small talk between machines as one. */
export function Legend({ scene, voice }: { readonly scene: SceneView | null; readonly voice: Voice }) {
  const looks = scene?.looks ?? [];
  const kinds = looks.filter(({ name, shape }) => shape !== 'dot' && knows(name, voice));
  return (
    <ul class="legend">
      {kinds.map((look) => (
        <Entry key={look.name} look={look} name={say({ key: look.name }, voice)} />
      ))}
      {looks.some(({ shape }) => shape === 'dot') ? <Entry look={TALK} name={text('board.legend.control')} /> : null}
    </ul>
  );
}

const TALK: KindLook = { shape: 'dot', colour: 'ink', name: '' };

function Entry({ look, name }: { readonly look: KindLook; readonly name: string }) {
  const { path, hollow } = kindPath(look.shape);
  const colour = kindColour(look.colour);
  return (
    <li>
      <svg viewBox="-1.4 -1.4 2.8 2.8" aria-hidden="true">
        <path d={path} fill={hollow ? 'none' : colour} stroke={hollow ? colour : 'none'} stroke-width="0.4" />
      </svg>
      {name}
    </li>
  );
}
