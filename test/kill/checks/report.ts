/** One thing that was shown, or not. */
export interface Check {
  /** A guarantee in plain words. */
  name: string;
  /** How many things were looked at. */
  looked: number;
  /** What contradicts the guarantee. */
  missing: readonly string[];
}

const SHOWN_MISSING = 10;

/** Whether a guarantee held. Nothing looked at proves nothing. */
export function holds(check: Check): boolean {
  return check.missing.length === 0 && check.looked > 0;
}

/** The lines of a table of checks. */
export function checkLines(checks: readonly Check[]): string[] {
  return checks.flatMap((check) => {
    const line = `  ${holds(check) ? 'passed' : 'FAILED'}  ${String(check.looked).padStart(6)}  ${check.name}`;
    const missing = check.looked === 0 ? ['nothing was looked at', ...check.missing] : check.missing;
    const more = missing.length - SHOWN_MISSING;
    return [
      line,
      ...missing.slice(0, SHOWN_MISSING).map((text) => `                    ${text}`),
      ...(more > 0 ? [`                    and ${more} more`] : []),
    ];
  });
}

/** The items of both lists that the other one lacks, as text, for a check. Items that occur twice must do so in both. */
export function differences(found: Iterable<string>, expected: Iterable<string>): string[] {
  const counts = new Map<string, number>();
  for (const item of expected) counts.set(item, (counts.get(item) ?? 0) + 1);
  for (const item of found) counts.set(item, (counts.get(item) ?? 0) - 1);
  return [...counts].flatMap(([item, count]) =>
    count === 0 ? [] : [count > 0 ? `missing: ${item}` : `too much: ${item}${count < -1 ? ` (${-count} times)` : ''}`],
  );
}
