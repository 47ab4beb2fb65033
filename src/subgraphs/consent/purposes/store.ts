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
  registeredAt: Date;
  retiredAt: Date | null;
}

/** Every purpose there is or was, in order of id. There are a few dozen. */
export async function listPurposes(sql: Sql): Promise<PurposeRow[]> {
  return sql<PurposeRow[]>`select * from purpose order by id`;
}

/** Locks a purpose until the commit. */
export async function lockPurpose(tx: Transaction, id: string): Promise<PurposeRow | undefined> {
  const [row] = await tx<PurposeRow[]>`select * from purpose where id = ${id} for update`;
  return row;
}

/** Stores a purpose, or what has changed of it. */
export function upsertPurpose(tx: Transaction, purpose: Omit<PurposeRow, 'retiredAt'>): void {
  tx.send(tx`
    insert into purpose (id, name, legal_basis, data_classes, uses, recipients, jurisdictions, retention_days,
                         consent_days, on_material_change, registered_at)
    values (${purpose.id}, ${purpose.name}, ${purpose.legalBasis}, ${purpose.dataClasses}::text[],
            ${purpose.uses}::text[], ${purpose.recipients}::text[], ${purpose.jurisdictions}::text[],
            ${purpose.retentionDays}, ${purpose.consentDays}, ${purpose.onMaterialChange}, ${purpose.registeredAt})
    on conflict (id) do update
    set name = excluded.name, data_classes = excluded.data_classes, uses = excluded.uses,
        recipients = excluded.recipients, jurisdictions = excluded.jurisdictions,
        retention_days = excluded.retention_days, consent_days = excluded.consent_days,
        on_material_change = excluded.on_material_change`);
}

/** Takes a purpose out of use. */
export function retire(tx: Transaction, id: string, now: Date): void {
  tx.send(tx`update purpose set retired_at = ${now} where id = ${id}`);
}
