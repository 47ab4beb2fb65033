import { openClamd } from './clamd.ts';
import { openHttpScanner } from './http.ts';
import type { Scanner } from './scanner.ts';

/** The scanner at an address: `clamd://host:3310`, or an HTTP endpoint. */
export function openScanner(url: string): Scanner {
  return url.startsWith('clamd:') ? openClamd(url) : openHttpScanner(url);
}
