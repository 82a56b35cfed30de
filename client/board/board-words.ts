import type { PictureWords, SceneView } from '../view/board/source.ts';
import { serviceWords, text, type Words } from '../words/index.ts';

/** The words of the picture. Those of the service that is played come when they have been fetched. */
export function boardWords(scene: () => SceneView | null): PictureWords {
  const loaded = new Map<string, Words>();
  const wordsOf = (service: string): Words => {
    const words = loaded.get(service);
    if (words === undefined) {
      loaded.set(service, {});
      void serviceWords(service).then((arrived) => loaded.set(service, arrived));
    }
    return words ?? {};
  };
  return {
    down: (time) => text('board.down', { time }),
    waiting: (n) => text('board.waiting', { n }),
    called(node, central) {
      const service = scene()?.service;
      if (!central || service === undefined) return node.name;
      const words = wordsOf(service);
      const role = words[`${service}.role.${node.role}`] ?? words[`role.${node.role}`];
      if (role === undefined) return node.name;
      return node.mark === null ? role : text('board.hub', { role, name: node.name });
    },
  };
}
