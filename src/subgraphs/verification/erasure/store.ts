import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { LeftFile } from '../evidence/rows-write.ts';
import type { VendorMessageState, VerificationStatus } from '../schema.generated.ts';

// What of a person lies in this subgraph, under any of its ids.

/** Attempts by which vendors have checks of a person now. */
export async function listOpenAttempts(sql: Sql, personIds: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select attempt.id
    from unnest(${personIds as string[]}::uuid[]) asked (id)
    join verification on verification.person_id = asked.id
    join check_result c on c.verification_id = verification.id
    join check_attempt attempt on attempt.check_id = c.id and attempt.state in ('STARTING', 'STARTED')`;
  return rows.map(({ id }) => id);
}

/** Locks all verifications of a person. What is just being added to one is seen behind the lock. */
export async function lockVerifications(
  tx: Transaction,
  personIds: readonly string[],
): Promise<{ id: string; personId: string; status: VerificationStatus; expiresAt: Date | null }[]> {
  return tx<{ id: string; personId: string; status: VerificationStatus; expiresAt: Date | null }[]>`
    select id, person_id, status, expires_at
    from verification where person_id = any(${personIds as string[]}::uuid[])
    order by id
    for update`;
}

/** Notes that verifications are over, and that vendors need not go on with them. */
export function cancelRows(tx: Transaction, ids: readonly string[], now: Date): void {
  tx.send(tx`
    update verification set status = 'CANCELLED', completed_at = ${now}, expires_at = null
    where id = any(${ids as string[]}::uuid[])`);
}

/** Destroys the keys of files that nobody holds, finished or not; answers those that were stored. Their objects go after the commit. */
export async function destroyFiles(
  tx: Transaction,
  verificationIds: readonly string[],
  now: Date,
): Promise<{ id: string; verificationId: string; personId: string }[]> {
  return tx<{ id: string; verificationId: string; personId: string }[]>`
    with gone as materialized (
      select file.id, file.verification_id, verification.person_id, file.state
      from evidence_file file join verification on verification.id = file.verification_id
      where file.verification_id = any(${verificationIds as string[]}::uuid[]) and file.state in ('STORED', 'WRITING')
        and not file.held
      for update of file
    ), destroyed as (
      delete from key using gone where key.id = gone.id
    ), marked as (
      update evidence_file
      set state = case evidence_file.state when 'STORED' then 'DELETED' else 'ABANDONED' end, digest = '',
          deleted_by = 'selfsame', deleted_at = ${now}
      from gone where evidence_file.id = gone.id
    )
    select id, verification_id, person_id from gone where state = 'STORED'`;
}

/** Messages of vendors about the checks of verifications. */
const messagesOf = (sql: Sql | Transaction, verificationIds: readonly string[]) => sql`
  with own as materialized (
    select c.id as check_id, attempt.vendor, attempt.reference
    from check_result c left join check_attempt attempt on attempt.check_id = c.id
    where c.verification_id = any(${verificationIds as string[]}::uuid[])
  )
  select message.id from own cross join lateral (
    select id from vendor_message where vendor = own.vendor and reference = own.reference
  ) message
  union
  select message.id from own join vendor_message message on message.check_id = own.check_id`;

/** Deletes what vendors said of verifications, with its keys; answers what was deleted. */
export async function destroyMessages(
  tx: Transaction,
  verificationIds: readonly string[],
): Promise<{ id: string; vendor: string; state: VendorMessageState }[]> {
  return tx<{ id: string; vendor: string; state: VendorMessageState }[]>`
    with gone as materialized (${messagesOf(tx, verificationIds)}), destroyed as (
      delete from key using gone where key.id = gone.id
    )
    delete from vendor_message using gone where vendor_message.id = gone.id
    returning vendor_message.id, vendor_message.vendor, vendor_message.state`;
}

/** Files that a hold keeps. */
export async function listHeld(
  sql: Sql | Transaction,
  verificationIds: readonly string[],
): Promise<{ id: string; verificationId: string }[]> {
  return sql<{ id: string; verificationId: string }[]>`
    select id, verification_id from evidence_file
    where verification_id = any(${verificationIds as string[]}::uuid[]) and state = 'STORED' and held
    order by id`;
}

/** The verifications of a person. */
export async function listIds(sql: Sql, personIds: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from verification where person_id = any(${personIds as string[]}::uuid[]) order by id`;
  return rows.map(({ id }) => id);
}

/** How many keys, files and messages there are of verifications; of those in `kept` no keys, and no file that is held. */
export async function countAll(
  sql: Sql,
  verificationIds: readonly string[],
  kept: readonly string[],
): Promise<{ verifications: number; files: number; messages: number }> {
  const ids = verificationIds as string[];
  const [row] = await sql<{ verifications: number; files: number; messages: number }[]>`
    select
      (select count(*) from key where id = any(${ids}::uuid[]) and id <> all(${kept as string[]}::uuid[])) as verifications,
      (select count(*) from evidence_file
       where verification_id = any(${ids}::uuid[]) and state = 'STORED' and not held) as files,
      (select count(*) from (${messagesOf(sql, ids)}) message) as messages`;
  return row!;
}

/** Destroys the keys of verifications; answers how many there were. */
export async function destroyKeys(tx: Transaction, ids: readonly string[]): Promise<number> {
  const { count } = await tx`delete from key where id = any(${ids as string[]}::uuid[])`;
  return count;
}

/**
 * Takes from verifications what was sealed, and what something can be found again by: digests of answers and files. The blind
 * references of attempts stay, so that a late answer is known and dropped.
 */
export function emptyRows(tx: Transaction, verificationIds: readonly string[], now: Date): void {
  const ids = verificationIds as string[];
  tx.send(tx`update verification set sealed = null where id = any(${ids}::uuid[]) and sealed is not null`);
  tx.send(tx`
    update check_result set sealed = null, answer = null, result_digest = null where verification_id = any(${ids}::uuid[])`);
  tx.send(tx`
    update check_attempt attempt
    set sealed = null, called_until = null, ended_at = coalesce(ended_at, ${now}),
        state = case when state in ('STARTING', 'STARTED') then 'CANCELLED' else state end
    from check_result c where c.id = attempt.check_id and c.verification_id = any(${ids}::uuid[])`);
  tx.send(tx`
    delete from evidence using check_result c
    where c.id = evidence.check_id and c.verification_id = any(${ids}::uuid[])`);
}

/** How many files of verifications still have an object in a store, held ones left out. */
export async function countObjects(tx: Transaction, verificationIds: readonly string[]): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select count(*) as count from evidence_file
    where verification_id = any(${verificationIds as string[]}::uuid[]) and state <> 'STORED' and object is not null`;
  return row!.count;
}

/** Files of a person that were deleted or given up, and whose objects may still be there. */
export async function listObjects(sql: Sql, personIds: readonly string[]): Promise<LeftFile[]> {
  return sql<LeftFile[]>`
    select file.id, file.store, file.object, file.state
    from unnest(${personIds as string[]}::uuid[]) asked (id)
    join verification on verification.person_id = asked.id
    join evidence_file file on file.verification_id = verification.id
    where file.state <> 'STORED' and file.object is not null`;
}
