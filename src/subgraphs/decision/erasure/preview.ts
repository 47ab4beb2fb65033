import { demand } from '../../../kernel/actor.ts';
import { type ErasureShareModel, shareOf } from '../../../log/erasing/preview.ts';
import type { Context } from '../context.ts';
import { countAll } from './store.ts';

/** What an erasure would destroy here, and the journeys that it would call off. */
export async function previewErasure({ actor, directory, pools }: Context, id: string): Promise<ErasureShareModel> {
  demand(actor, 'erasure:execute');
  await directory.projection.settle();
  const personIds = await directory.idsOf(id);
  return shareOf(pools.read, 'decision', personIds, { counts: await countAll(pools.read, personIds) });
}
