import { vi } from 'vitest';

const LONG_MS = 60_000;

/** Lets timers of a minute and more fire at once, until it is disposed of. Shorter ones go as they are. */
export function hurryLongTimers(): Disposable {
  const real = globalThis.setTimeout;
  const spy = vi
    .spyOn(globalThis, 'setTimeout')
    .mockImplementation((work: () => void, ms = 0, ...rest: unknown[]) =>
      real(work, ms >= LONG_MS ? 5 : ms, ...(rest as [])),
    );
  return {
    [Symbol.dispose]() {
      spy.mockRestore();
    },
  };
}
