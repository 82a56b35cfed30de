import type { Checkpoint, Entry, Failed, Journal, Stored, Written } from '../../../server/journal/contract.ts';

export const FULL: Failed = { ok: false, cause: 'full', problem: 'the disk is full' };
const OK = { ok: true } as const;

/** A journal of one class in memory, which a test can hold up or break. */
export class MemoryJournal implements Journal {
  readonly commits: (readonly Entry[])[] = [];
  checkpoint: (Checkpoint & { readonly after: number }) | undefined;
  /** Why nothing can be written. */
  failed: Failed | undefined;
  /** Why nothing can be read. */
  unreadable: Failed | undefined;
  /** Set: a commit waits until it is called. */
  hold: ((commit: () => void) => void) | undefined;

  get entries(): readonly Entry[] {
    return this.commits.flat();
  }

  readonly append = async (_code: string, entries: readonly Entry[]): Promise<Written> => {
    const { hold } = this;
    if (hold !== undefined) await new Promise<void>((resolve) => hold(resolve));
    if (this.failed !== undefined) return this.failed;
    this.commits.push(JSON.parse(JSON.stringify(entries)) as Entry[]);
    return OK;
  };
  readonly read = async (_code: string, engine?: string): Promise<Stored> => {
    if (this.unreadable !== undefined) return this.unreadable;
    const kept = engine !== undefined && this.checkpoint?.engine === engine ? this.checkpoint : undefined;
    return { ok: true, checkpoint: kept?.body ?? null, entries: this.entries.slice(kept?.after ?? 0), torn: false };
  };
  readonly keep = async (_code: string, checkpoint: Checkpoint): Promise<Written> => {
    this.checkpoint = { ...checkpoint, after: this.entries.length };
    return OK;
  };
  readonly reserve = async () => OK;
  readonly credentials = async () => ({ ok: true, credentials: [] }) as const;
  readonly find = async () => 'open' as const;
  readonly open = async () => [];
  readonly close = async () => OK;
  readonly expire = async () => [];
  readonly look = async () => 0;
  readonly probe = async () => this.failed ?? OK;
  readonly dispose = async () => undefined;
}
