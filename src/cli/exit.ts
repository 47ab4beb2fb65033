import { Fault } from '../kernel/faults.ts';

/** What the exit code of a command means; 69 and 78 are those of sysexits.h. */
export const EXIT = { ok: 0, failed: 1, usage: 2, unavailable: 69, configuration: 78 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Shown below the help of every command. */
export const EXIT_HELP = `
Exit codes:
  0   done
  1   failed
  2   wrong usage
  69  something needed cannot be had: the database, the token issuer, the hub, the port
  78  a setting is wrong or missing`;

/** The exit code for what a command threw. */
export function exitCodeOf(error: unknown): ExitCode {
  if (!(error instanceof Fault)) return EXIT.failed;
  if (error.code === 'CONFIGURATION') return EXIT.configuration;
  if (error.code === 'UNAVAILABLE') return EXIT.unavailable;
  return EXIT.failed;
}

/** What a person at the terminal is told of an error: its message, one line for each thing that is wrong, never a stack. */
export function errorLines(error: unknown): string[] {
  if (error instanceof Fault) return error.public.split('\n');
  const [first] = messageOf(error).split('\n');
  return [first || 'Something failed and did not say what.'];
}

/** The innermost cause says what happened; what is around it says where in the program. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? messageOf(error.cause) : error.message;
}
