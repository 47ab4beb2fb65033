import { actorName } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import type { Context } from '../context.ts';
import type { Facts } from '../choose.ts';
import { type ClaimContent, columns, externalBlind } from '../sealing.ts';
import * as statements from '../store-write.ts';
import type { OpenRecord } from '../unify.ts';

/** A claim that a write adds. */
export interface AddedClaim {
  id: string;
  field: string;
  assertedAt: Date;
  content: ClaimContent;
}

/** A record to store, with what the write adds to its history. */
export interface StoreRecord {
  record: OpenRecord;
  /** The wrapped key of a record that is new. */
  wrapped: Buffer | undefined;
  claims: readonly AddedClaim[];
  eventId: string;
}

/** Sends what stores a record, its claims and the keys it is found by. To be awaited before the commit. */
export function storeRecord(
  tx: Transaction,
  context: Context,
  { record, wrapped, claims, eventId }: StoreRecord,
): Promise<unknown>[] {
  const { vault } = context;
  const content = { externalId: record.externalId, facts: record.facts };
  const row = { ...record, sealed: vault.seal(record.key, columns.record(record.version), content) };
  const sent: Promise<unknown>[] = [];
  if (wrapped) {
    const blind = externalBlind(vault, record.systemId, record.externalId);
    sent.push(
      statements.insertKey(tx, record.id, wrapped),
      statements.insertRecord(tx, { ...row, externalBlind: blind }),
    );
  } else {
    sent.push(statements.updateRecord(tx, row));
  }
  if (claims.length > 0) {
    const rows = claims.map((claim) => ({
      id: claim.id,
      recordId: record.id,
      field: claim.field,
      sealed: vault.seal(record.key, columns.claim(claim.id), claim.content),
      actor: actorName(context.actor),
      assertedAt: claim.assertedAt,
      recordedAt: record.recordedAt,
      eventId,
    }));
    sent.push(statements.insertClaims(tx, rows));
  }
  return sent;
}

/** Sends what makes a record found by what it says now. */
export function storeMatchKeys(
  tx: Transaction,
  context: Context,
  record: OpenRecord,
  isNew: boolean,
): Promise<unknown>[] {
  const blinds = matchBlinds(context, record.facts);
  return isNew && blinds.length === 0 ? [] : [statements.replaceMatchKeys(tx, record.id, blinds, isNew)];
}

/** The blind keys that facts are found by. */
export function matchBlinds({ vault, matching }: Context, facts: Facts): string[] {
  return matching.keysOf(facts).map((key) => vault.blind('match', key));
}
