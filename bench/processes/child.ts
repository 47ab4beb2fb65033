import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Usage } from './usage.ts';

/** A process of the bench, as the one that started it sees it. */
export interface Child<Methods extends Record<string, (input: never) => unknown> = Record<string, never>> {
  /** Calls a method that the child offers. */
  call<Name extends keyof Methods & string>(
    name: Name,
    input: Parameters<Methods[Name]>[0],
  ): Promise<Awaited<ReturnType<Methods[Name]>>>;
  /** What the process has used since it began. */
  usage(): Promise<Usage>;
  /** Lets it end what it holds; resolves when the process is gone. */
  stop(): Promise<void>;
}

/** What a child answers, and to which call. */
export interface Reply {
  call: number;
  result?: unknown;
  error?: string;
}

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;

/**
 * Starts a file of this folder as a process of its own and resolves when it answers. It runs as in production, since
 * graphql-js and Grafast leave out checks for developers then; the hub itself is told that it is on a laptop.
 *
 * @param file relative to `bench/`: `servers/hub.ts`
 */
export async function startChild<Methods extends Record<string, (input: never) => unknown>>(
  file: string,
  options: unknown,
): Promise<{ child: Child<Methods>; ready: unknown }> {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
  const child = fork(path, [JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production', SELFSAME_ENV: 'development' },
  });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let calls = 0;

  const call = (name: string, input: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      calls += 1;
      waiting.set(calls, { resolve, reject });
      child.send({ call: calls, name, input });
    });
  child.on('message', ({ call: number, result, error }: Reply) => {
    const waiter = waiting.get(number);
    waiting.delete(number);
    if (error === undefined) waiter?.resolve(result);
    else waiter?.reject(new Error(`${file}: ${error}`));
  });
  const ended = once(child, 'exit');
  child.once('exit', (code, signal) => {
    for (const waiter of waiting.values()) waiter.reject(new Error(`${file} ended (${signal ?? code}).`));
  });

  const timer = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT_MS);
  const ready = await call('ready', undefined).finally(() => clearTimeout(timer));
  return {
    ready,
    child: {
      call: call as Child<Methods>['call'],
      usage: () => call('usage', undefined) as Promise<Usage>,
      async stop() {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const killer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
        child.disconnect();
        await ended;
        clearTimeout(killer);
      },
    },
  };
}
