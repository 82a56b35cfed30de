/** Does one piece of work after the other. */
export interface Turns {
  /** Resolves with what the work does, once it is its turn. @param first ahead of those that wait */
  take<Value>(work: () => Promise<Value>, first?: boolean): Promise<Value>;
}

export function newTurns(): Turns {
  const waiting: (() => Promise<void>)[] = [];
  let busy = false;
  const run = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next();
    busy = false;
  };
  return {
    take: (work, first = false) =>
      new Promise((resolve, reject) => {
        const turn = () => work().then(resolve, reject);
        if (first) waiting.unshift(turn);
        else waiting.push(turn);
        void run();
      }),
  };
}
