import type { Transaction } from '../../../kernel/db.ts';
import type { Services } from '../context.ts';
import { type ClaimContent, columns, externalBlind } from '../sealing.ts';
import { storeRecords as store } from '../store-rows.ts';
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
  /** Who says it. */
  actor: string;
  eventId: string;
  /** The blind keys by which it is found from now on; undefined when they stay. */
  blinds?: readonly string[] | undefined;
}

/** Stores records, their claims and the keys they are found by. */
export function storeRecords(tx: Transaction, { vault }: Services, records: readonly StoreRecord[]): void {
  store(
    tx,
    records.map(({ record, claims, ...rest }) => {
      const { key, externalId, facts, profile, ...row } = record;
      return {
        ...row,
        profile: profile === undefined ? null : String(profile),
        blinds: undefined,
        ...rest,
        externalBlind: externalBlind(vault, record.systemId, externalId),
        sealed: vault.seal(key, columns.record(record.version), { externalId, facts }),
        claims: claims.map(({ content, ...claim }) => ({
          ...claim,
          sealed: vault.seal(key, columns.claim(claim.id), content),
        })),
      };
    }),
  );
}
