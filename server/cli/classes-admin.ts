import type { ClassLine } from '../http/admin.ts';

/** What can be done about the classes of a server, through the server or, while none runs, through its folder. */
export interface ClassesAdmin {
  list(): Promise<readonly ClassLine[]>;
  /** @returns whether there was such a class */
  close(code: string): Promise<boolean>;
  /** @returns the codes of those that were closed */
  closeEmpty(): Promise<readonly string[]>;
  end(): Promise<void>;
}
