import { getHeapStatistics } from 'node:v8';
import { fault } from '../kernel/faults.ts';

/** What a record costs while it is resolved, at most: 15 to 18 kB were measured, at 200,000 and 87,000 invented records. */
const BYTES_PER_RECORD = 20_000;

/** Throws LIMIT_EXCEEDED when so many records cannot be resolved in the memory that Node may use: without that it would die wordlessly. */
export function mustHaveRoom(records: number, heapBytes = getHeapStatistics().heap_size_limit): void {
  const most = Math.floor(heapBytes / BYTES_PER_RECORD);
  if (records <= most) return;
  throw fault({
    code: 'LIMIT_EXCEEDED',
    public: `more than ${most} records, which is what fits into the ${(heapBytes / 1e9).toFixed(1)} GB that Node may use, at 20 kB each. Evaluate a part of them, or give it more: NODE_OPTIONS=--max-old-space-size=<megabytes>.`,
  });
}
