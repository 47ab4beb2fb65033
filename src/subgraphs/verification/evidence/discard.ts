import type { Services } from '../context.ts';
import { type LeftFile, abandon, forgetObject } from './rows-write.ts';

/**
 * Removes the object of a file that was deleted, or that was not written to the end; what is stored stays. What cannot be
 * removed now is removed by the sweep.
 */
export async function discard(
  { pools, evidence }: Pick<Services, 'pools' | 'evidence'>,
  { id, store, object, state }: LeftFile,
): Promise<void> {
  if (state === 'WRITING' && !(await abandon(pools.write, id))) return;
  await evidence.storeOf(store).remove(object);
  await forgetObject(pools.write, id);
}
