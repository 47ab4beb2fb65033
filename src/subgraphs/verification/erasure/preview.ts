import { demand } from '../../../kernel/actor.ts';
import { type ErasureShareModel, shareOf } from '../../../log/erasing/preview.ts';
import type { Context } from '../context.ts';
import * as statements from './store.ts';

/** What an erasure would destroy here. */
export async function previewErasure({ actor, directory, pools }: Context, id: string): Promise<ErasureShareModel> {
  demand(actor, 'erasure:execute');
  await directory.projection.settle();
  const personIds = await directory.idsOf(id);
  const ids = await statements.listIds(pools.read, personIds);
  const held = await statements.listHeld(pools.read, ids);
  const counts = await statements.countAll(
    pools.read,
    ids,
    held.map(({ verificationId }) => verificationId),
  );
  const files = held.map((file) => ({ kind: 'evidence', id: file.id }));
  return shareOf(pools.read, 'verification', personIds, { counts, held: files });
}
