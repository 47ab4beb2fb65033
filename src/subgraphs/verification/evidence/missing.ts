import { appendAll } from '../../../log/append.ts';
import type { Services } from '../context.ts';
import { markMissing } from './rows-write.ts';
import { BY_ITSELF, type Told, eventOf } from './tell.ts';

/** Notes that the store has no objects for files, and tells it, once each. */
export async function tellMissing(
  { pools, clock, log }: Pick<Services, 'pools' | 'clock' | 'log'>,
  files: readonly (Told['file'] & { id: string })[],
): Promise<void> {
  const count = await pools.write.begin(async (tx) => {
    const news = new Set(
      await markMissing(
        tx,
        files.map(({ id }) => id),
        clock.now(),
      ),
    );
    const told = files.filter(({ id }) => news.has(id));
    appendAll(
      tx,
      told.map((file) => eventOf(clock, BY_ITSELF, { name: 'evidence.missing', file, data: { fileId: file.id } })),
    );
    return told.length;
  });
  if (count > 0) log.wake();
}
