import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { CheckKind, VendorSecretUse } from '../schema.generated.ts';
import type { AdapterName } from './adapters.ts';

/** A row of `vendor` with its key and its secrets, the oldest first. */
export interface VendorRow {
  id: string;
  keyId: string;
  adapter: AdapterName;
  baseUrl: string;
  template: string | null;
  kinds: CheckKind[];
  timeoutMs: number;
  costPerCheck: number;
  owner: string;
  registeredAt: Date;
  wrapped: Buffer;
  secrets: SecretRow[];
}

/** A row of `vendor_secret`, as JSON has it. */
export interface SecretRow {
  id: string;
  use: VendorSecretUse;
  addedAt: string;
  /** In hexadecimal. */
  sealed: string;
}

/** One vendor. */
export async function findVendor(sql: Sql | Transaction, id: string): Promise<VendorRow | undefined> {
  const [row] = await sql<VendorRow[]>`select ${columns(sql)} where vendor.id = ${id}`;
  return row;
}

/** All vendors, by their names. */
export async function listVendors(sql: Sql): Promise<VendorRow[]> {
  return sql<VendorRow[]>`select ${columns(sql)} order by vendor.id`;
}

function columns(sql: Sql | Transaction) {
  return sql`
    vendor.id, vendor.key_id, vendor.adapter, vendor.base_url, vendor.template, vendor.kinds, vendor.timeout_ms,
    vendor.cost_per_check, vendor.owner, vendor.registered_at, key.wrapped,
    coalesce(
      (select json_agg(json_build_object('id', secret.id, 'use', secret.use, 'addedAt', secret.added_at,
                                         'sealed', encode(secret.sealed, 'hex')) order by secret.id)
       from vendor_secret secret where secret.vendor = vendor.id), '[]') as secrets
    from vendor join key on key.id = vendor.key_id`;
}

/** Locks a vendor until the commit; its key with it. */
export async function lockVendor(
  tx: Transaction,
  id: string,
): Promise<{ adapter: AdapterName; keyId: string; wrapped: Buffer } | undefined> {
  const [row] = await tx<{ adapter: AdapterName; keyId: string; wrapped: Buffer }[]>`
    select adapter, key_id, wrapped from vendor join key on key.id = vendor.key_id
    where vendor.id = ${id} for update of vendor`;
  return row;
}

/** Stores a vendor, or what has changed of it. */
export function upsertVendor(tx: Transaction, vendor: Omit<VendorRow, 'wrapped' | 'secrets'>): void {
  tx.send(tx`
    insert into vendor (id, key_id, adapter, base_url, template, kinds, timeout_ms, cost_per_check, owner, registered_at)
    values (${vendor.id}, ${vendor.keyId}, ${vendor.adapter}, ${vendor.baseUrl}, ${vendor.template},
            ${vendor.kinds}::text[], ${vendor.timeoutMs}, ${vendor.costPerCheck}, ${vendor.owner}, ${vendor.registeredAt})
    on conflict (id) do update
    set base_url = excluded.base_url, template = excluded.template, kinds = excluded.kinds,
        timeout_ms = excluded.timeout_ms, cost_per_check = excluded.cost_per_check, owner = excluded.owner`);
}

/** Stores a secret. */
export function insertSecret(
  tx: Transaction,
  secret: { id: string; vendor: string; use: VendorSecretUse; addedAt: Date; sealed: Buffer },
): void {
  tx.send(tx`insert into vendor_secret ${tx(secret)}`);
}

/** Deletes a secret; answers what it was for, or undefined when the vendor has none of that id. */
export async function deleteSecret(tx: Transaction, vendor: string, id: string): Promise<VendorSecretUse | undefined> {
  const [row] = await tx<{ use: VendorSecretUse }[]>`
    delete from vendor_secret where id = ${id} and vendor = ${vendor} returning use`;
  return row?.use;
}
