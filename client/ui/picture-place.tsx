import { useEffect, useRef, useState } from 'preact/hooks';
import { late } from '../loading/late.ts';
import type { Mounted } from '../view/board/source.ts';
import { text } from '../words/index.ts';

/** Draws a picture into an element. Calls `failed` should it turn out, also later, that it can't be drawn. @throws what went wrong */
export type Painter = (element: HTMLElement, failed: () => void) => Mounted;

interface PicturePlaceProps {
  /** Of the element that the picture is drawn into. */
  readonly class: string;
  /** What the picture shows: another one is another picture. */
  readonly of: unknown;
  /** Fetches what draws the picture. */
  readonly load: () => Promise<Painter>;
}

/** A place for a picture that comes after the page. Until it is there, and where it can't be drawn, words say so. */
export function PicturePlace({ class: name, of, load }: PicturePlaceProps) {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'coming' | 'here' | 'none'>('coming');
  useEffect(() => {
    let mounted: Mounted | undefined;
    let gone = false;
    const draw = async (): Promise<void> => {
      setState('coming');
      const paint = await load();
      if (gone || place.current === null) return;
      mounted = paint(place.current, () => setState('none'));
      setState((before) => (before === 'coming' ? 'here' : before));
    };
    draw().catch((error: unknown) => {
      if (!gone) setState('none');
      throw error;
    });
    return () => {
      gone = true;
      mounted?.destroy();
    };
  }, [of]);
  return (
    <div class="picture-place">
      <div class={name} ref={place} aria-hidden="true" />
      {state === 'here' ? null : <Missing state={state} />}
    </div>
  );
}

function Missing({ state }: { readonly state: 'coming' | 'none' }) {
  const word = state === 'coming' && late.value !== 'no' ? 'late' : state;
  return (
    <p class={`no-picture ${word}`} role="status">
      {text(`picture.${word}`)}
    </p>
  );
}
