import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';

/** A process that takes two seconds to end in order, and says so. */
const PROGRAM = `
  import { stopSignal } from '${new URL('../../src/cli/stop-signal.ts', import.meta.url).href}';
  const signal = stopSignal();
  const alive = setInterval(() => {}, 1000);
  signal.addEventListener('abort', () => setTimeout(() => { console.log('in order'); clearInterval(alive); process.exit(0); }, 2000));
  console.log('ready');
`;

/** Sends Ctrl-C after each of the pauses. */
async function interrupted(pausesMs: readonly number[]): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', PROGRAM], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child.stdout, 'data');
  const exited = once(child, 'exit');
  for (const pauseMs of pausesMs) {
    await sleep(pauseMs);
    child.kill('SIGINT');
  }
  const [code] = (await exited) as [number];
  return { code, said };
}

test('Ctrl-C ends a process in order', async () => {
  expect(await interrupted([0])).toEqual({ code: 0, said: 'ready\nin order\n' });
});

test('one Ctrl-C that npm hands on a second time still ends it in order', async () => {
  expect(await interrupted([0, 20])).toEqual({ code: 0, said: 'ready\nin order\n' });
});

test('a second Ctrl-C ends it at once', async () => {
  expect(await interrupted([0, 600])).toEqual({ code: 130, said: 'ready\n' });
});

test('Ctrl-C ends a process whose start has failed', async () => {
  const program = `
    import { endOnSignal, stopSignal } from '${new URL('../../src/cli/stop-signal.ts', import.meta.url).href}';
    stopSignal();
    endOnSignal();
    setInterval(() => {}, 1000);
    console.log('failed');`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([null, 'SIGINT']);
});
