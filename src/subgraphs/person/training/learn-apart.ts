import { Worker } from 'node:worker_threads';
import { interrupted } from '../bulk/work.ts';
import type { Sample } from '../../../resolution/resolve.ts';
import type { Learned, Said } from './learn-worker.ts';

/** Learns in a thread of its own, so that the hub answers meanwhile. What the thread is given never leaves the process. */
export async function learnApart(
  sample: Sample,
  { signal, onShare }: { signal: AbortSignal; onShare(share: number): void },
): Promise<Learned> {
  const worker = new Worker(new URL('./learn-worker.ts', import.meta.url), { workerData: sample });
  try {
    return await new Promise<Learned>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(interrupted()), { once: true });
      worker.on('message', (said: Said) => ('learned' in said ? resolve(said.learned) : onShare(said.share)));
      worker.on('error', reject);
      worker.on('exit', () => reject(new Error('the thread that learns ended')));
    });
  } finally {
    await worker.terminate();
  }
}
