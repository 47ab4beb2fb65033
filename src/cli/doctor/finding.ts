import { Fault } from '../../kernel/faults.ts';

/** What one check found. */
export interface Finding {
  /** `fail`: the hub will not run, or not safely. `warn`: it runs, and somebody should look. */
  status: 'ok' | 'warn' | 'fail';
  /** What was looked at, in one word. */
  check: string;
  /** What is the case. */
  found: string;
  /** What to do about it, unless all is well. */
  mend?: string;
}

/** All is well. */
export function ok(check: string, found: string): Finding {
  return { status: 'ok', check, found };
}

/** Somebody should look. */
export function warn(check: string, found: string, mend: string): Finding {
  return { status: 'warn', check, found, mend };
}

/** The hub will not run, or not safely. */
export function fail(check: string, found: string, mend?: string): Finding {
  return { status: 'fail', check, found, ...(mend && { mend }) };
}

/** A finding for what a check threw. Faults of the set-up say themselves how to mend it. */
export function failBy(check: string, error: unknown, mend?: string): Finding {
  if (error instanceof Fault)
    return fail(check, error.internal ? `${error.public} (${error.internal})` : error.public, mend);
  return fail(check, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error), mend);
}
