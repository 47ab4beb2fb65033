import { demand } from '../../../kernel/actor.ts';
import { isId } from '../../../kernel/ids.ts';
import { type ErasureShareModel, shareOf } from '../../../log/erasing/preview.ts';
import type { Context } from '../context.ts';
import { listRecords } from '../store-write.ts';
import { openRecord } from '../unify.ts';
import { listHeads, listHolders } from './store.ts';
import { listEntries } from './suppress.ts';

/** What an erasure would destroy here. */
export async function previewErasure(
  { actor, pools, registry, vault }: Context,
  id: string,
): Promise<ErasureShareModel> {
  demand(actor, 'erasure:execute');
  const heads = await listHeads(pools.read, isId(id) ? [id] : []);
  const rows = await listRecords(
    pools.read,
    heads.map((head) => head.id),
  );
  const records = rows.map((row) => openRecord(vault, row));
  const systems = await registry.of(records);
  const isSteward = (systemId: string): boolean => systems.get(systemId)!.kind === 'STEWARD';
  const { entries, shared } = await listEntries(pools.read, vault, { records, isSteward });
  const people = new Set(records.map(({ personId }) => personId)).size;
  return shareOf(
    pools.read,
    'person',
    heads.flatMap((head) => [head.id, ...head.mergedIds]),
    { counts: { people, records: records.length, suppressed: entries.length }, stays: { shared } },
  );
}

/** The systems whose records of a person would go: they are to erase what they have too. */
export async function recordedBy({ actor, pools }: Context, id: string): Promise<string[]> {
  demand(actor, 'erasure:execute');
  return listHolders(pools.read, isId(id) ? [id] : []);
}
