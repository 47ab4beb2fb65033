import { fault } from '../../../../kernel/faults.ts';

/** What a scanner says of a file. */
export type ScanVerdict = 'CLEAN' | 'INFECTED';

/** Looks through a file for what does harm, as it comes. Throws UNAVAILABLE when it cannot tell. */
export type Scanner = (content: AsyncIterable<Buffer>) => Promise<ScanVerdict>;

/** A scanner gets this long after it has the whole file. */
export const SCAN_TIMEOUT_MS = 20_000;

/** A scanner that cannot tell. What it was to look at is not stored. */
export function scannerFault(what: string, cause?: unknown): Error {
  return fault({
    code: 'UNAVAILABLE',
    public: 'The file cannot be scanned now, and is not stored. Try again later.',
    internal: `the scanner: ${what}`,
    cause,
  });
}
