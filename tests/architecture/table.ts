/**
 * Who may import whom. A folder may always import itself. The first row whose folder a file lies in holds for it; a file
 * in no row is itself a violation, so that a new folder is first thought about here.
 */
export interface Row {
  /** A folder, or a file: `'shared/sim'`, `'server/main.ts'`. */
  readonly folder: string;
  /** Folders and files whose values and types it may import. */
  readonly mayImport: readonly string[];
  /** Folders of which it may import types alone. */
  readonly mayImportTypes?: readonly string[];
  /** A folder of which it may import one file alone, although mayImport names the folder. */
  readonly through?: { readonly folder: string; readonly contract: string };
  /** Packages; `'node:'` stands for Node's built-in modules. A package includes its subpaths. */
  readonly packages: readonly string[];
}

const PAGES = ['client/student', 'client/instructor', 'client/board'];
const NOT_PAGES = ['picture', 'connection', 'view', 'ui', 'words', 'sound', 'loading'].map((part) => `client/${part}`);
const COMPONENTS = ['preact', '@preact/signals'];
const SERVER_PACKAGES = [
  'node:',
  '@colyseus/core',
  '@colyseus/schema',
  '@colyseus/ws-transport',
  'express',
  'uqr',
  'zod',
];
const JOURNAL = { folder: 'server/journal', contract: 'server/journal/contract.ts' };
const BELOW_CLASSES = ['shared', 'server/identity', 'server/limits', 'server/journal', 'server/refusals.ts'];
const ENGINE_AND_ABOVE = ['shared/sim', 'shared/measures', 'shared/theory', 'shared/services', 'shared/stresses'];
/**
 * A class is asked and shown in the words of the wire: its commands and views are written down once, in the protocol. So the class knows
 * the protocol's types, and the protocol nothing of the class; a page then never comes near the class's code for a type.
 */
const WIRE = 'shared/protocol';

export const TABLE: readonly Row[] = [
  { folder: 'shared/sim', mayImport: [], packages: [] },
  { folder: 'shared/measures', mayImport: ['shared/sim/vocabulary.ts'], mayImportTypes: ['shared/sim'], packages: [] },
  { folder: 'shared/theory', mayImport: [], mayImportTypes: ['shared/sim'], packages: [] },
  { folder: 'shared/services', mayImport: ['shared/sim'], packages: [] },
  { folder: 'shared/stresses', mayImport: ['shared/sim'], packages: [] },
  { folder: 'shared/scenarios', mayImport: ENGINE_AND_ABOVE, packages: ['zod'] },
  {
    folder: 'shared/class',
    mayImport: [...ENGINE_AND_ABOVE, 'shared/scenarios'],
    mayImportTypes: [WIRE],
    packages: [],
  },
  { folder: WIRE, mayImport: ENGINE_AND_ABOVE, packages: ['zod', '@colyseus/schema'] },

  { folder: 'server/launch', mayImport: [], packages: ['node:'] },
  { folder: 'server/limits', mayImport: [], packages: [] },
  { folder: 'server/identity', mayImport: ['shared'], packages: ['node:'] },
  { folder: 'server/journal', mayImport: ['shared'], packages: ['node:'] },
  { folder: 'server/classes', mayImport: BELOW_CLASSES, through: JOURNAL, packages: ['node:'] },
  { folder: 'server/audience', mayImport: [...BELOW_CLASSES, 'server/classes'], through: JOURNAL, packages: [] },
  {
    folder: 'server/colyseus',
    mayImport: ['shared', 'server'],
    through: JOURNAL,
    packages: ['node:', '@colyseus/core', '@colyseus/schema', '@colyseus/ws-transport', 'express', 'ws'],
  },
  {
    folder: 'server/http',
    mayImport: ['shared', 'server'],
    through: JOURNAL,
    packages: ['node:', 'express', 'uqr'],
  },
  { folder: 'server', mayImport: ['shared', 'server'], packages: SERVER_PACKAGES },

  { folder: 'client/vite.config.ts', mayImport: [], packages: ['node:', 'vite'] },
  { folder: 'client/dev.config.ts', mayImport: ['shared/protocol'], packages: ['node:', 'vite'] },
  { folder: 'client/words', mayImport: ['shared'], packages: [] },
  { folder: 'client/loading', mayImport: [], packages: ['@preact/signals'] },
  { folder: 'client/sound', mayImport: ['shared', 'client/view'], packages: [] },
  { folder: 'client/view', mayImport: ['shared'], mayImportTypes: ['client/connection'], packages: [] },
  { folder: 'client/picture', mayImport: ['client/view'], packages: ['phaser'] },
  {
    folder: 'client/connection',
    mayImport: ['shared'],
    packages: ['@colyseus/sdk', '@colyseus/schema', '@preact/signals'],
  },
  {
    folder: 'client/ui',
    mayImport: ['shared', 'client/view', 'client/words', 'client/loading'],
    mayImportTypes: ['client/connection'],
    packages: COMPONENTS,
  },
  ...PAGES.map((folder) => ({
    folder,
    mayImport: ['shared', ...NOT_PAGES, ...PAGES],
    packages: [...COMPONENTS, '@fontsource/atkinson-hyperlegible'],
  })),
];
