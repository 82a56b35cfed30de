import type { SceneView } from '../view/board/source.ts';
import { kindColour } from '../view/look/colours.ts';
import { kindPath } from '../view/look/kind-shapes.ts';
import { knows, say, type Voice } from '../words/index.ts';

/** What the moving shapes are: each kind of message with its name. */
export function Legend({ scene, voice }: { readonly scene: SceneView | null; readonly voice: Voice }) {
  const kinds = (scene?.looks ?? []).filter(({ name }) => knows(name, voice));
  return (
    <ul class="legend">
      {kinds.map((look) => {
        const { path, hollow } = kindPath(look.shape);
        const colour = kindColour(look.colour);
        return (
          <li key={look.name}>
            <svg viewBox="-1.4 -1.4 2.8 2.8" aria-hidden="true">
              <path d={path} fill={hollow ? 'none' : colour} stroke={hollow ? colour : 'none'} stroke-width="0.4" />
            </svg>
            {say({ key: look.name }, voice)}
          </li>
        );
      })}
    </ul>
  );
}
