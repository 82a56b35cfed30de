import { signal } from '@preact/signals';

/** Is a part of this page missing? `trying`: it did not come, and is asked for again. `failed`: it came, and can't be run here. */
export type Late = 'no' | 'trying' | 'failed';

/** Written by the loading of parts alone. */
export const late = signal<Late>('no');
