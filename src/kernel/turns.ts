/** Lets one at a time work, in the order in which they came. */
export type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Makes turns. A failure is its caller's; the next one works all the same. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
