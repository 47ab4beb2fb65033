import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const KEPT_OUTPUT_BYTES = 8_192;

/** How a hub is started. The same each time, so that a second start is the same command. */
export interface HubCommand {
  name: string;
  dataDir: string;
  port: number;
  /** Undefined: the embedded PostgreSQL in the data folder. */
  databaseUrl?: string | undefined;
}

/** How a process ended. */
export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** `selfsame serve` as a process of its own, which can be killed and started again. */
export class HubProcess {
  readonly name: string;
  readonly url: string;
  /** How often it ended though nobody told it to, with what it said last. */
  readonly crashes: string[] = [];
  readonly #command: HubCommand;
  #child: ChildProcess | undefined;
  #output = '';
  #told = false;

  constructor(command: HubCommand) {
    this.#command = command;
    this.name = command.name;
    this.url = `http://127.0.0.1:${command.port}`;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /** What it wrote last, to standard output and standard error. */
  get output(): string {
    return this.#output;
  }

  /** Starts it. It is not ready yet. */
  start(): void {
    const { dataDir, port, databaseUrl } = this.#command;
    const child = spawn(process.execPath, ['src/cli.ts', 'serve'], {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: process.env['HOME'] ?? '/',
        DATA_DIR: dataDir,
        PORT: String(port),
        LOG_LEVEL: 'warn',
        ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (chunk: Buffer): void => {
      this.#output = (this.#output + chunk.toString()).slice(-KEPT_OUTPUT_BYTES);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    this.#child = child;
    this.#told = false;
    child.once('exit', (code, signal) => {
      if (!this.#told)
        this.crashes.push(`ended with ${signal ?? code}: ${this.#output.trim().split('\n').slice(-12).join('\n')}`);
      if (this.#child === child) this.#child = undefined;
    });
  }

  /** Resolves when it says that it is ready, with how long that took, in milliseconds. */
  async untilReady(timeoutMs = 30_000): Promise<number> {
    const from = performance.now();
    while (this.isRunning && performance.now() - from < timeoutMs) {
      if (await this.isReady()) return performance.now() - from;
      await sleep(25);
    }
    const why = this.isRunning ? `was not ready within ${timeoutMs} ms` : 'ended while it started';
    throw new Error(`${this.name} ${why}. It said:\n${this.#output}`);
  }

  /** Whether `/health/ready` says so. */
  async isReady(): Promise<boolean> {
    try {
      const response = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(2_500) });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  }

  /** Pauses it, or lets it go on. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(name);
  }

  /** Ends it and resolves when it has ended. */
  async end(name: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<Exit> {
    const child = this.#child;
    if (!child) return { code: null, signal: null };
    this.#told = true;
    const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    child.kill(name);
    const [code, signal] = await exited;
    return { code, signal };
  }
}
