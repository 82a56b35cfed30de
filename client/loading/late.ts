import { signal } from '@preact/signals';

/**
 * Whether a part of this page is missing. `trying`: it did not arrive and is being fetched again. `failed`: it arrived and can't be run
 * here.
 */
export type Late = 'no' | 'trying' | 'failed';

/** Written only by the loader of parts. */
export const late = signal<Late>('no');
