import type { DataKey, Vault } from '../../kernel/vault.ts';
import type { Facts } from './choose.ts';
import type { PersonValues } from '../../resolution/values.ts';

/** What a record's `sealed` column holds. */
export interface RecordContent {
  externalId: string;
  facts: Facts;
}

/** What a claim's `sealed` column holds. */
export interface ClaimContent {
  value: unknown;
  /** As the source gave it, where normalising changed it. */
  original?: unknown;
  /** Why a steward set or released it. */
  reason?: string;
  /** The claim whose value it repeats, where a steward chose between claims that contradict each other. */
  chose?: string;
  /** True when a steward took back what had been set by hand: from then on the record says nothing about the field. */
  released?: boolean;
}

/**
 * What a person's `sealed` column holds: all that a read shows, so that it opens one value. Which claims were chosen is
 * left out: `lineage` finds it again from the claims, and with it the column is twice as long and lies beside the row.
 */
export interface PersonContent {
  values: PersonValues;
  records: RecordSummary[];
}

/** A record as the person shows it. Times are ISO 8601, UTC. */
export interface RecordSummary {
  id: string;
  systemId: string;
  externalId: string;
  version: number;
  assertedAt: string;
  recordedAt: string;
}

/** What a verdict's `sealed` column holds. */
export interface VerdictContent {
  reason: string;
}

/** Seals and opens the columns. The label binds what a column is and which version of it. */
export const columns = {
  record: (version: number) => `record:${version}`,
  claim: (id: string) => `claim:${id}`,
  person: (version: number) => `person:${version}`,
  model: 'model',
  verdict: (a: string, b: string) => `verdict:${a}:${b}`,
} as const;

/** A row that carries its sealed content and its owner's wrapped key. */
export interface SealedRow {
  sealed: Buffer;
  wrapped: Buffer;
}

/** Opens a column of a row whose owner is `ownerId`. */
export function openRow<T>(vault: Vault, ownerId: string, label: string, row: SealedRow): { key: DataKey; content: T } {
  const key = vault.openKey(ownerId, row.wrapped);
  return { key, content: vault.open<T>(key, label, row.sealed) };
}

/** What a system's own id for a person is found by. */
export function externalBlind(vault: Vault, systemId: string, externalId: string): string {
  return vault.blind('external-id', `${systemId}:${externalId}`);
}
