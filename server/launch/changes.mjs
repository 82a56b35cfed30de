import { watch } from 'node:fs';
import { inProject } from './project.mjs';

const SOURCE = /\.(?:ts|json)$/;
/** Whoever saves several files, or has a tool write them, gets one change of it. */
const CALM_MS = 200;

/**
 * Watches folders of the project for changed sources.
 * @param {readonly string[]} folders
 */
export function watchSources(folders) {
  /** @type {() => void} */
  let tell = () => undefined;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const watchers = folders.map((folder) =>
    watch(inProject(folder), { recursive: true }, (_, file) => {
      if (file === null || !SOURCE.test(file)) return;
      clearTimeout(timer);
      timer = setTimeout(() => tell(), CALM_MS);
    }),
  );
  return {
    /** @returns {Promise<void>} resolves at the first change from now on */
    next: () =>
      new Promise((resolve) => {
        tell = resolve;
      }),
    close() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
