/** What the parent asks of the process with vitest: to run test files, after some files have changed. Paths from the copy's folder. */
export interface Order {
  readonly tests: readonly string[];
  readonly changed: readonly string[];
}

/** What it tells meanwhile. */
export type Told =
  | { readonly type: 'ready' }
  | { readonly type: 'began'; readonly test: string }
  | { readonly type: 'ended'; readonly test: string; readonly passed: boolean }
  | { readonly type: 'done'; readonly passed: boolean };
