import { Readable } from 'node:stream';
import { type Scanner, SCAN_TIMEOUT_MS, scannerFault } from './scanner.ts';

const INFECTED: ReadonlySet<number> = new Set([406, 422]);

/** An endpoint that takes a file as the body of a POST: any 2xx is clean, 406 and 422 are infected, all else is no verdict. */
export function openHttpScanner(url: string): Scanner {
  return async (content) => {
    const end = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const timed = async function* () {
      yield* content;
      timer = setTimeout(() => end.abort(), SCAN_TIMEOUT_MS);
    };
    try {
      const request = {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: Readable.toWeb(Readable.from(timed())),
        duplex: 'half',
        redirect: 'error',
        signal: end.signal,
      };
      const response = await fetch(url, request as RequestInit);
      await response.body?.cancel();
      if (INFECTED.has(response.status)) return 'INFECTED';
      // Who answers before the end has not seen all of it.
      if (response.ok && timer) return 'CLEAN';
      throw new Error(`status ${response.status}`);
    } catch (cause) {
      throw scannerFault('the endpoint gave no verdict', cause);
    } finally {
      clearTimeout(timer);
    }
  };
}
