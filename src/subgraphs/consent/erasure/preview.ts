import { demand } from '../../../kernel/actor.ts';
import { isId } from '../../../kernel/ids.ts';
import { type ErasureShareModel, shareOf } from '../../../log/erasing/preview.ts';
import type { Context } from '../context.ts';
import { countProofs, listIdsOf, listReaders } from './store.ts';

/** Who would go. Null when the id leads to nobody. */
export async function previewErasure(
  { actor, directory, pools }: Context,
  personId: string,
): Promise<{ id: string } | null> {
  demand(actor, 'erasure:execute');
  // As with the erasure itself, a merge of a moment ago counts.
  await directory.projection.settle();
  const [id] = isId(personId) ? await listIdsOf(pools.read, personId.toLowerCase()) : [];
  return id === undefined ? null : { id };
}

/** What an erasure would destroy here, and the proofs that it would leave. */
export async function consentShare({ actor, pools }: Context, id: string): Promise<ErasureShareModel> {
  demand(actor, 'erasure:execute');
  const personIds = await listIdsOf(pools.read, id);
  const { guardians, cases, consents, openCases } = await countProofs(pools.read, personIds);
  return shareOf(pools.read, 'consent', personIds, { counts: { guardians, cases }, stays: { consents, openCases } });
}

/** The systems that read of the person: they are to erase what they have too. */
export async function readBy({ actor, pools }: Context, id: string): Promise<string[]> {
  demand(actor, 'erasure:execute');
  return listReaders(pools.read, await listIdsOf(pools.read, id));
}
