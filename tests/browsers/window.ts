/** What a lesson needs of a browser, the same for each: one page with a profile of its own. Selectors are CSS. */
export interface BrowserWindow {
  visit(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Waits for the first that matches, and presses it as a hand would. */
  press(selector: string): Promise<void>;
  /** Types into the first field that matches, over what is there. */
  type(selector: string, words: string): Promise<void>;
  /** Of all that match, in the order of the page; without waiting. */
  texts(selector: string): Promise<readonly string[]>;
  /** Waits until something matches. */
  waitFor(selector: string): Promise<void>;
  /** Leaves a picture for people to look at. */
  picture(name: string): Promise<void>;
  /** What the page reported as wrong, by itself. */
  complaints(): readonly string[];
  close(): Promise<void>;
}

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** A browser that can show several pages to several people. */
export interface DrivenBrowser {
  open(size: WindowSize): Promise<BrowserWindow>;
  close(): Promise<void>;
}

/** ms: no test measures time; this only ends what hangs, on the slowest computer too. */
export const PATIENCE = 120_000;
