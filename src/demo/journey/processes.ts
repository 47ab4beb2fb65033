import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../cli.ts', import.meta.url));
const KEPT_LENGTH = 4_096;
/** One that does not end in order by then is ended at once. */
const PATIENCE_MS = 15_000;

/** A command of Selfsame as a process of its own. */
export interface Command {
  readonly pid: number;
  /** What it wrote last. */
  readonly output: string;
  readonly hasEnded: boolean;
  /** Resolves with the first line that it prints. Throws with what it said, when it ends before. */
  firstLine(): Promise<string>;
  /** Ends it, and resolves when it has ended. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/**
 * Starts a command. The settings of the shell do not count, only `settings`.
 * @param died told when it ends though nobody here told it to
 */
export function startCommand(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
  died: (error: Error) => void = () => {},
): Command {
  const { PATH = '', HOME = '/', TMPDIR } = process.env;
  const child: ChildProcess = spawn(process.execPath, [CLI, ...args], {
    env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C in the terminal reaches the demo alone, which then ends each in its turn.
    detached: true,
  });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-KEPT_LENGTH);
  };
  child.stdout!.on('data', keep);
  child.stderr!.on('data', keep);
  const ended = once(child, 'exit');
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  // A second Ctrl-C ends the demo at once: what it started still ends in order.
  const last = (): void => void child.kill('SIGTERM');
  process.once('exit', last);
  let isTold = false;
  child.once('exit', (code, signal) => {
    process.off('exit', last);
    if (!isTold) died(new Error(`${args[0]} ended by itself (${signal ?? code}). ${output.trim()}`));
  });
  return {
    pid: child.pid ?? 0,
    get output() {
      return output;
    },
    get hasEnded() {
      return hasEnded();
    },
    async firstLine() {
      while (!output.includes('\n') && !hasEnded()) await Promise.race([once(child.stdout!, 'data'), ended]);
      const [line = '', ...more] = output.split('\n');
      if (more.length > 0 && !hasEnded()) return line;
      throw new Error(`${args[0]} ended while it started: ${output.trim()}`);
    },
    async end(signal) {
      if (hasEnded()) return;
      isTold = true;
      child.kill(signal);
      const late = new AbortController();
      await Promise.race([ended, sleep(PATIENCE_MS, undefined, { signal: late.signal }).catch(() => {})]);
      late.abort();
      if (hasEnded()) return;
      child.kill('SIGKILL');
      await ended;
    },
  };
}
