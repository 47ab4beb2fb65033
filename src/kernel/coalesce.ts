/**
 * Lets `work` run once at a time. A call while it runs waits for a run that begins afterwards, and shares it with the other
 * calls that wait; so each call gets a run that began after it, and a crowd of calls costs two runs.
 */
export function coalesce<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined;
  let next: Promise<Result> | undefined;
  const run = (): Promise<Result> => {
    const mine = work().finally(() => {
      if (running === mine) running = undefined;
    });
    running = mine;
    return mine;
  };
  return () => {
    if (next) return next;
    if (!running) return run();
    const begin = (): Promise<Result> => {
      next = undefined;
      return run();
    };
    next = running.then(begin, begin);
    return next;
  };
}
