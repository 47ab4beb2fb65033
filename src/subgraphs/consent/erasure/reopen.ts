import type { Sql } from '../../../kernel/db.ts';
import type { Tombstone } from '../../../kernel/tombstone.ts';
import { insertErasure, listErasureIdsAmong } from './store.ts';

/** Why an erasure is there that a restored database did not know. */
const RESTORED = 'RESTORED';

/** Notes the erasures that a restored database does not know any more. The subgraphs tell how far they are with them. */
export async function reopenErasures(sql: Sql, tombstones: readonly Tombstone[]): Promise<void> {
  if (tombstones.length === 0) return;
  await sql.begin(async (tx) => {
    const known = new Set(
      await listErasureIdsAmong(
        tx,
        tombstones.map(({ erasureId }) => erasureId),
      ),
    );
    for (const { erasureId: id, personIds, at: requestedAt } of tombstones)
      if (!known.has(id)) insertErasure(tx, { id, personIds, reason: RESTORED, requestedBy: 'selfsame', requestedAt });
  });
}
