/** Works that are done side by side. */
const MOST_AT_ONCE = 4;

/** Bounds how much goes on at once. Works that take long don't hold up short ones, as long as they are not too many. */
export interface Turns {
  /** Resolves with what the work does, which begins in its turn. */
  take<Value>(work: () => Promise<Value>): Promise<Value>;
}

type Soon = (work: () => void) => void;

export function newTurns(): Turns {
  const waiting: (() => Promise<void>)[] = [];
  let running = 0;
  const run = (): void => {
    const work = running < MOST_AT_ONCE ? waiting.shift() : undefined;
    if (work === undefined) return;
    running += 1;
    void work().then(() => {
      running -= 1;
      run();
    });
  };
  return {
    take: (work) =>
      new Promise((resolve, reject) => {
        waiting.push(() => work().then(resolve, reject));
        run();
      }),
  };
}

/** Works that go on in bits, and take no more of the server together than one of them would: one bit after what has arrived by then. */
export function inLine(soon: Soon): Soon {
  const waiting: (() => void)[] = [];
  const next = (): void => {
    waiting[0]?.();
    waiting.shift();
    if (waiting.length > 0) soon(next);
  };
  return (work) => {
    waiting.push(work);
    if (waiting.length === 1) soon(next);
  };
}
