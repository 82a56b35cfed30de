import type { AdminKey } from '../admin-key.ts';
import type { ClassLine } from '../http/admin.ts';
import type { ClassesAdmin } from './classes-admin.ts';

const PATIENCE_MS = 10_000;

/** The classes of a server that runs; undefined when none answers to this key. */
export async function runningServer(admin: AdminKey | undefined): Promise<ClassesAdmin | undefined> {
  if (admin === undefined) return undefined;
  const ask = async <Answer>(path: string, method: 'GET' | 'POST'): Promise<Answer | undefined> => {
    const headers = { authorization: `Bearer ${admin.key}` };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(`${admin.url}/admin/classes${path}`, { method, headers, signal });
    return response.ok ? ((await response.json()) as Answer) : undefined;
  };
  const list = () => ask<{ classes: readonly ClassLine[] }>('', 'GET');
  const answers = await list().catch(() => undefined);
  if (answers === undefined) return undefined;
  return {
    list: async () => (await list())?.classes ?? [],
    close: async (code) => (await ask<object>(`/${code}/close`, 'POST')) !== undefined,
    closeEmpty: async () => (await ask<{ closed: readonly string[] }>('/close-empty', 'POST'))?.closed ?? [],
    end: async () => undefined,
  };
}
