import { HASH_BYTES, hashLeaf } from '../tree/hash.ts';
import { TILE_WIDTH } from '../tree/tiles.ts';
import type { LogSource } from './source.ts';
import { type Finding, finding } from './verdict.ts';

/** What happened to the first entry of a bundle that is not what its stored hash says, judged by its neighbours. */
export async function explain(
  source: LogSource,
  start: number,
  width: number,
  stored: Buffer,
): Promise<Finding | undefined> {
  // One more than the bundle: what was moved stands a place further.
  const bodies = new Map<number, string>();
  for (let index = start; index <= start + width; index += 1) {
    const [found] = await source.read(index, index + 1);
    if (found) bodies.set(index, found.bodies.join('\n'));
  }
  const next = await source.tile({ level: 0, number: start / TILE_WIDTH + 1 });
  const hashes = Buffer.concat([stored.subarray(0, width * HASH_BYTES), next.subarray(0, HASH_BYTES)]);
  const hashAt = (index: number): Buffer =>
    hashes.subarray((index - start) * HASH_BYTES, (index - start + 1) * HASH_BYTES);
  const is = (index: number, place: number): boolean => {
    const body = bodies.get(index);
    return body !== undefined && hashLeaf(body).equals(hashAt(place));
  };
  for (let index = start; index < start + width; index += 1) {
    if (is(index, index)) continue;
    if (!bodies.has(index)) return finding('REMOVED', index);
    for (let other = index + 1; other < start + width; other += 1) {
      if (is(other, index) && is(index, other)) return finding('SWAPPED', index);
    }
    if (is(index, index + 1)) return finding('REMOVED', index);
    if (is(index + 1, index)) return finding('INSERTED', index);
    return finding('CHANGED', index);
  }
  return undefined;
}
