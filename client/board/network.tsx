import { type Painter, PicturePlace } from '../ui/picture-place.tsx';
import type { BoardSource } from '../view/board/board-source.ts';

/** The picture of the network: fetched when it is first drawn, because it is by far the largest part of the page. */
export function Network({ source }: { readonly source: BoardSource }) {
  const load = async (): Promise<Painter> => {
    const { mountBoard } = await import('../picture/index.ts');
    await document.fonts.ready;
    return (element, failed) => mountBoard(element, source, failed);
  };
  return <PicturePlace class="canvas" of={source} load={load} />;
}
