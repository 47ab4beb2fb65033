import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { DataClass } from '../../../kernel/data-classes.ts';
import type { LegalBasis, MaterialChange, PurposeUse } from '../schema.generated.ts';

/** A row of `purpose`. */
export interface PurposeRow {
  id: string;
  name: string;
  legalBasis: LegalBasis;
  dataClasses: DataClass[];
  uses: PurposeUse[];
  recipients: string[];
  jurisdictions: string[];
  retentionDays: number | null;
  consentDays: number | null;
  onMaterialChange: MaterialChange;
  /** The newest edition of its notice that says something new. */
  materialEdition: number;
  /** Counts its changes, from 1. */
  version: number;
  registeredAt: Date;
  retiredAt: Date | null;
}

/** What a purpose says, as it is kept for each of its versions. */
export type PurposeTerms = Omit<PurposeRow, 'materialEdition' | 'version' | 'registeredAt' | 'retiredAt'>;

/** Every purpose there is or was, in order of id. There are a few dozen. */
export async function listPurposes(sql: Sql): Promise<PurposeRow[]> {
  return sql<PurposeRow[]>`select * from purpose order by id`;
}

/** Purposes in use with any of the uses, in order of id. */
export async function listPurposesOf(tx: Transaction, uses: readonly PurposeUse[]): Promise<PurposeRow[]> {
  return tx<PurposeRow[]>`
    select * from purpose where retired_at is null and uses && ${uses as PurposeUse[]}::text[] order by id`;
}

/** Locks a purpose until the commit. */
export async function lockPurpose(tx: Transaction, id: string): Promise<PurposeRow | undefined> {
  const [row] = await tx<PurposeRow[]>`select * from purpose where id = ${id} for update`;
  return row;
}

/** Stores a new version of what a purpose says. */
export function storeVersion(
  tx: Transaction,
  terms: PurposeTerms,
  { version, now }: { version: number; now: Date },
): void {
  tx.send(tx`
    insert into purpose (id, name, legal_basis, data_classes, uses, recipients, jurisdictions, retention_days,
                         consent_days, on_material_change, version, registered_at)
    values (${terms.id}, ${terms.name}, ${terms.legalBasis}, ${terms.dataClasses}::text[], ${terms.uses}::text[],
            ${terms.recipients}::text[], ${terms.jurisdictions}::text[], ${terms.retentionDays}, ${terms.consentDays},
            ${terms.onMaterialChange}, ${version}, ${now})
    on conflict (id) do update
    set name = excluded.name, data_classes = excluded.data_classes, uses = excluded.uses,
        recipients = excluded.recipients, jurisdictions = excluded.jurisdictions,
        retention_days = excluded.retention_days, consent_days = excluded.consent_days,
        on_material_change = excluded.on_material_change, version = excluded.version`);
  tx.send(tx`
    insert into purpose_version (purpose, version, terms, registered_at)
    values (${terms.id}, ${version}, ${tx.json({ ...terms })}, ${now})`);
}

/** Whether people were shown anything of a purpose yet. */
export async function hasNotice(tx: Transaction, purpose: string): Promise<boolean> {
  const [row] = await tx<{ found: boolean }[]>`select exists (select from notice where purpose = ${purpose}) as found`;
  return row!.found;
}

/** Takes a purpose out of use. */
export function retire(tx: Transaction, id: string, now: Date): void {
  tx.send(tx`update purpose set retired_at = ${now} where id = ${id}`);
}
