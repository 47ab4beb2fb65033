import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 100;
const TIMEOUT_MS = 30_000;

/** Looks until there is something. Throws when that takes half a minute, or when the demo is interrupted. */
export async function until<T>(signal: AbortSignal, look: () => Promise<T | undefined>): Promise<T> {
  const from = performance.now();
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() - from > TIMEOUT_MS) throw new Error('Waited half a minute for what should be there.');
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}
