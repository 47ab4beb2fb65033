import { demand } from '../../kernel/actor.ts';
import { PERSON_FIELDS, type PersonField } from './fields.ts';
import { type OpenClaim, lineageOf, openClaim } from './lineage.ts';
import type { Context } from './context.ts';
import type { ClaimModel } from './models.ts';
import { listLatest, pageClaims } from './store-history.ts';
import { listRecords } from './store-write.ts';
import { type OpenRecord, openRecord } from './unify.ts';

/** A page of a history that is asked for. */
export interface HistoryAsk {
  personId: string;
  fields: ReadonlySet<PersonField>;
  first: number;
  /** The last claim that is known already. */
  after: string | null;
}

/**
 * A page of a person's history as it is known now, the newest first. What holds today says which claims were chosen, so that no
 * more is held than the page and what the records say today, however long the history is.
 */
export async function historyPage(
  { actor, pools, vault, registry, ownership }: Context,
  ask: HistoryAsk,
): Promise<ClaimModel[]> {
  demand(actor, 'person:lineage');
  const fields = ask.fields.size === PERSON_FIELDS.length ? null : [...ask.fields];
  const [rows, recordRows] = await Promise.all([
    pageClaims(pools.read, { ...ask, fields }),
    listRecords(pools.read, [ask.personId]),
  ]);
  const page = rows.map((row) => openClaim(vault, row));
  const records = recordRows.map((row) => openRecord(vault, row));
  const systems = await registry.of([...page, ...records]);
  // What a steward took back is a claim that holds, and no fact of the record.
  const byHand = records.filter(({ systemId }) => systems.get(systemId)!.kind === 'STEWARD').map(({ id }) => id);
  const released = byHand.length === 0 ? [] : await listLatest(pools.read, byHand);
  const known = new Map(
    [...records.flatMap(factsOf), ...released.map((row) => openClaim(vault, row)), ...page].map((one) => [one.id, one]),
  );
  const asked = new Set(page.map(({ id }) => id));
  const claims = new Map(
    lineageOf([...known.values()], systems, ownership, undefined)
      .filter(({ id }) => asked.has(id))
      .map((claim) => [claim.id, claim]),
  );
  return page.flatMap(({ id }) => claims.get(id) ?? []);
}

/** What a record says today, as claims. */
function factsOf({ id: recordId, personId, systemId, facts }: OpenRecord): OpenClaim[] {
  return Object.entries(facts).map(([field, { claimId, value, assertedAt, recordedAt }]) => ({
    id: claimId,
    personId,
    recordId,
    systemId,
    field: field as PersonField,
    actor: '',
    value,
    assertedAt: new Date(assertedAt),
    recordedAt: new Date(recordedAt),
    goneAt: null,
    goneUnder: null,
  }));
}
