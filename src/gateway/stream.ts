import type { MaybePromise } from './executor.ts';

/**
 * Maps a source of events one by one. Written by hand because an `async function*` makes `return()` wait
 * for one more event of the source, so that a subscriber who leaves would be kept until something happens.
 */
export function mapStream<In, Out>(
  source: AsyncIterable<In>,
  map: (value: In) => MaybePromise<Out>,
): AsyncIterableIterator<Out, void> {
  const iterator = source[Symbol.asyncIterator]();
  const ended: IteratorResult<Out, void> = { value: undefined, done: true };
  let done = false;
  const close = async (): Promise<void> => {
    if (done) return;
    done = true;
    await iterator.return?.();
  };
  return {
    async next() {
      if (done) return ended;
      const result = await iterator.next();
      if (done) return ended;
      if (result.done) {
        done = true;
        return ended;
      }
      try {
        return { value: await map(result.value), done: false };
      } catch (error) {
        await close();
        throw error;
      }
    },
    async return() {
      await close();
      return ended;
    },
    async throw(error) {
      await close();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
