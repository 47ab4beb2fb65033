import type { DataKey, Vault } from '../../kernel/vault.ts';
import { type Facts, type Source, choose } from './choose.ts';
import type { PersonModel, SystemModel } from './models.ts';
import type { Ownership } from './ownership.ts';
import { type PersonContent, type RecordContent, columns, openRow } from './sealing.ts';
import type { HeldPersonRow, PersonRow, RecordRow } from './store.ts';

/** A record with its content, as a write holds it. */
export interface OpenRecord {
  id: string;
  systemId: string;
  personId: string;
  /** The person to whom it goes back when what joined it to another one is taken away. */
  homeId: string;
  /** What of it is compared; undefined where there is nothing. */
  profile: bigint | undefined;
  version: number;
  assertedAt: Date;
  recordedAt: Date;
  externalId: string;
  facts: Facts;
  key: DataKey;
}

/** A person with its content, as a write holds it. */
export interface OpenPerson {
  row: HeldPersonRow;
  key: DataKey;
  content: PersonContent;
}

/** Opens a row of `record`. */
export function openRecord(vault: Vault, row: RecordRow): OpenRecord {
  const { key, content } = openRow<RecordContent>(vault, row.id, columns.record(row.version), row);
  const { sealed: _, wrapped: __, profile, ...rest } = row;
  return { ...rest, ...content, profile: profile === null ? undefined : BigInt(profile), key };
}

/** Opens a row of `person`. */
export function openPerson(vault: Vault, row: HeldPersonRow): OpenPerson {
  const { key, content } = openRow<PersonContent>(vault, row.id, columns.person(row.version), row);
  return { row, key, content };
}

/** Records as the choice of values sees them. */
export function sourcesOf(records: readonly OpenRecord[], systems: ReadonlyMap<string, SystemModel>): Source[] {
  return records.map((record) => ({
    recordId: record.id,
    system: systems.get(record.systemId)!,
    facts: record.facts,
  }));
}

/** What a person shows, derived from its records alone. */
export function unify(
  records: readonly OpenRecord[],
  systems: ReadonlyMap<string, SystemModel>,
  ownership: Ownership,
): PersonContent {
  const { values } = choose(sourcesOf(records, systems), ownership);
  const summaries = records
    .filter((record) => systems.get(record.systemId)!.kind !== 'STEWARD')
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((record) => ({
      id: record.id,
      systemId: record.systemId,
      externalId: record.externalId,
      version: record.version,
      assertedAt: record.assertedAt.toISOString(),
      recordedAt: record.recordedAt.toISOString(),
    }));
  return { values, records: summaries };
}

/** A person as resolvers see it. */
export function personModel(row: Omit<PersonRow, 'sealed' | 'wrapped'>, content: PersonContent): PersonModel {
  return {
    ...content.values,
    id: row.id,
    mergedIds: row.mergedIds,
    status: row.status,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    records: content.records.map((record) => ({
      ...record,
      personId: row.id,
      assertedAt: new Date(record.assertedAt),
      recordedAt: new Date(record.recordedAt),
    })),
  };
}
