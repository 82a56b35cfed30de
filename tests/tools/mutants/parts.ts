/** A part of the product that has a score of its own. */
export interface Part {
  readonly id: string;
  /** With a slash at its end. */
  readonly folder: string;
}

const SERVICES = ['bank', 'call', 'canvas', 'file', 'mail', 'records', 'web'];
const OTHERS = ['shared/class', 'shared/measures', 'server', 'client/view', 'client/connection'];

export const PARTS: readonly Part[] = [
  ...SERVICES.map((id) => ({ id, folder: `shared/services/${id}/` })),
  ...OTHERS.map((id) => ({ id, folder: `${id}/` })),
];

/** Words are read by people, not by tests; what starts the program (`server/launch`, plain JavaScript) is tried by starting it. */
const LEFT_OUT = /(^|\/)words(\.ts|\/)|^server\/launch\//;

export function isIn(part: Part, file: string): boolean {
  return file.startsWith(part.folder) && /\.tsx?$/.test(file) && !LEFT_OUT.test(file);
}
