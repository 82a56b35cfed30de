import { useEffect, useRef } from 'preact/hooks';
import type { BoardSource } from '../view/board/board-source.ts';
import type { Mounted } from '../view/board/source.ts';

/** The picture of the network: fetched when it is first drawn, because it is by far the largest part of the page. */
export function Network({ source }: { readonly source: BoardSource }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let mounted: Mounted | undefined;
    let gone = false;
    void import('../picture/index.ts').then(async ({ mountBoard }) => {
      await document.fonts.ready;
      if (!gone && place.current !== null) mounted = mountBoard(place.current, source);
    });
    return () => {
      gone = true;
      mounted?.destroy();
    };
  }, [source]);
  return <div class="canvas" ref={place} />;
}
