import { Fault } from '../kernel/faults.ts';

/** What the exit code of a command means; 69 and 78 are those of sysexits.h. */
export const EXIT = { ok: 0, failed: 1, usage: 2, unavailable: 69, configuration: 78 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What the codes of most commands mean. */
export const MEANINGS: Readonly<Record<number, string>> = {
  [EXIT.ok]: 'done',
  [EXIT.failed]: 'failed',
  [EXIT.usage]: 'wrong usage',
  [EXIT.unavailable]: 'something needed cannot be had: the database, the token issuer, the hub, the port',
  [EXIT.configuration]: 'a setting is wrong or missing',
};

/** Shown below the help of a command. */
export function exitHelp(meanings: Readonly<Record<number, string>> = MEANINGS): string {
  const lines = Object.entries(meanings).map(([code, meaning]) => `  ${code.padEnd(3)} ${meaning}`);
  return `\nExit codes:\n${lines.join('\n')}`;
}

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

/** Prints what is wrong, as every command does. */
export function printError(lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`selfsame: ${line}\n`);
}
