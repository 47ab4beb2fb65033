import type { Sql, Transaction } from '../../../kernel/db.ts';
import { byPolicy } from './rows.ts';
import type { StoreKind } from './store/store.ts';

/** A file that is about to be written to the store. */
export interface NewFile {
  id: string;
  verificationId: string;
  digest: string;
  mediaType: string;
  size: number;
  store: StoreKind;
  object: string;
  storedBy: string;
  storedAt: Date;
  /** Null where the policy decides. */
  retainUntil: Date | null;
}

/** Notes a file before it is written, with its key, so that whatever a crash leaves is found. */
export async function insertWriting(sql: Sql, file: NewFile, wrapped: Buffer): Promise<void> {
  const row = { ...file, state: 'WRITING', held: false, checkedAt: file.storedAt };
  await sql.begin((tx) => {
    tx.send(tx`insert into evidence_file ${tx(row)}`);
    tx.send(tx`insert into key (id, wrapped) values (${file.id}, ${wrapped})`);
  });
}

/** A stored file with the same content. */
export interface Known {
  id: string;
  missingSince: Date | null;
}

/** Locks the stored file of a verification with this content. To be called behind the lock of the verification. */
export async function lockContent(tx: Transaction, verificationId: string, digest: string): Promise<Known | undefined> {
  const [row] = await tx<Known[]>`
    select id, missing_since from evidence_file
    where verification_id = ${verificationId} and digest = ${digest} and state = 'STORED'
    for update`;
  return row;
}

/** Notes that a file was written. False when it took so long that it was given up. */
export async function markStored(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx`update evidence_file set state = 'STORED' where id = ${id} and state = 'WRITING' returning 1`;
  return rows.length > 0;
}

/** Notes that a file is there for a check; answers whether that is new. */
export async function linkCheck(tx: Transaction, checkId: string, fileId: string): Promise<boolean> {
  const rows = await tx`
    insert into evidence_file_check (check_id, file_id) values (${checkId}, ${fileId}) on conflict do nothing returning 1`;
  return rows.length > 0;
}

/** Keeps a file for longer, if that is longer; null is as long as the policy says. Answers whether it is. */
export async function extendRetention(tx: Transaction, id: string, until: Date | null): Promise<boolean> {
  const rows = await tx`
    update evidence_file file set retain_until = ${until}
    from retention_task task
    where file.id = ${id} and task.subject = 'EVIDENCE_FILES'
      and coalesce(${until}::timestamptz, ${byPolicy(tx)}) > coalesce(file.retain_until, ${byPolicy(tx)})
    returning 1`;
  return rows.length > 0;
}

/** A file, as far as commands must know it. */
export interface LockedFile {
  id: string;
  verificationId: string;
  personId: string;
  held: boolean;
  store: StoreKind;
  object: string;
  /** The key of its verification. */
  wrapped: Buffer;
}

/** Locks a stored file until the commit. Undefined also when its verification was erased: nothing can be added to that. */
export async function lockFile(tx: Transaction, id: string): Promise<LockedFile | undefined> {
  const [row] = await tx<LockedFile[]>`
    select file.id, file.verification_id, verification.person_id, file.held, file.store, file.object, key.wrapped
    from evidence_file file
    join verification on verification.id = file.verification_id
    join key on key.id = file.verification_id
    where file.id = ${id} and file.state = 'STORED'
    for update of file`;
  return row;
}

/** Locks the stored file that a hold keeps. */
export async function lockHeldFile(tx: Transaction, holdId: string): Promise<LockedFile | undefined> {
  const [hold] = await tx<{ fileId: string }[]>`select file_id from legal_hold where id = ${holdId}`;
  return hold && lockFile(tx, hold.fileId);
}

/** Places a hold. */
export function insertHold(
  tx: Transaction,
  hold: { id: string; fileId: string; placedBy: string; placedAt: Date; reason: Buffer },
): void {
  tx.send(tx`insert into legal_hold ${tx(hold)}`);
  tx.send(tx`update evidence_file set held = true where id = ${hold.fileId}`);
}

/** Releases a hold; false when it was released before. To be called behind the lock of the file. */
export async function releaseHold(
  tx: Transaction,
  { id, fileId, by, at, reason }: { id: string; fileId: string; by: string; at: Date; reason: Buffer },
): Promise<boolean> {
  const rows = await tx`
    update legal_hold set released_by = ${by}, released_at = ${at}, release_reason = ${reason}
    where id = ${id} and released_at is null
    returning 1`;
  tx.send(tx`
    update evidence_file
    set held = exists (select from legal_hold where file_id = ${fileId} and released_at is null)
    where id = ${fileId}`);
  return rows.length > 0;
}

/** Deletes files: their keys are destroyed, so that from the commit on nobody can read them. Their objects go after it. */
export function deleteRows(
  tx: Transaction,
  ids: readonly string[],
  deletion: { by: string; at: Date; reason: Buffer | null },
): void {
  tx.send(tx`delete from key where id = any(${ids as string[]}::uuid[])`);
  tx.send(tx`
    update evidence_file
    set state = 'DELETED', deleted_by = ${deletion.by}, deleted_at = ${deletion.at}, deletion_reason = ${deletion.reason}
    where id = any(${ids as string[]}::uuid[])`);
}

/** A file to delete. */
export interface DueFile {
  id: string;
  verificationId: string;
  personId: string;
}

/** Locks those of some files that are stored still, that nobody holds and nobody else is at. */
export async function lockFiles(tx: Transaction, ids: readonly string[]): Promise<DueFile[]> {
  return tx<DueFile[]>`
    select file.id, file.verification_id, verification.person_id
    from evidence_file file join verification on verification.id = file.verification_id
    where file.id = any(${ids as string[]}::uuid[]) and file.state = 'STORED' and not file.held
    for update of file skip locked`;
}

/** A file whose object is to be removed. */
export interface LeftFile {
  id: string;
  store: StoreKind;
  object: string;
  state: 'WRITING' | 'ABANDONED' | 'DELETED';
}

/** Some files that were deleted or abandoned, or not written to the end since `before`, whose objects may still be there. */
export async function listLeft(sql: Sql, before: Date, limit: number): Promise<LeftFile[]> {
  return sql<LeftFile[]>`
    select id, store, object, state from evidence_file
    where state <> 'STORED' and object is not null and (state <> 'WRITING' or stored_at < ${before})
    order by stored_at
    limit ${limit}`;
}

/** Gives up a file that was not written to the end; false when it is stored by now. What there is of it can no longer be read. */
export async function abandon(sql: Sql, id: string): Promise<boolean> {
  return sql.begin(async (tx) => {
    const rows = await tx`
      update evidence_file set state = 'ABANDONED' where id = ${id} and state = 'WRITING' returning 1`;
    if (rows.length > 0) tx.send(tx`delete from key where id = ${id}`);
    return rows.length > 0;
  });
}

/** Notes that an object is gone. Of a file that was abandoned, nothing stays. */
export async function forgetObject(sql: Sql, id: string): Promise<void> {
  await sql.begin((tx) => {
    tx.send(tx`delete from evidence_file where id = ${id} and state = 'ABANDONED'`);
    tx.send(tx`update evidence_file set object = null where id = ${id} and state = 'DELETED'`);
  });
}

/** A file whose object is to be looked for. */
export interface UncheckedFile {
  id: string;
  verificationId: string;
  personId: string;
  store: StoreKind;
  object: string;
  missingSince: Date | null;
}

/** Some stored files whose objects were not looked for since `before`, the longest first. */
export async function listUnchecked(sql: Sql, before: Date, limit: number): Promise<UncheckedFile[]> {
  return sql<UncheckedFile[]>`
    select file.id, file.verification_id, verification.person_id, file.store, file.object, file.missing_since
    from evidence_file file join verification on verification.id = file.verification_id
    where file.state = 'STORED' and file.checked_at < ${before}
    order by file.checked_at
    limit ${limit}`;
}

/** Notes that files are missing; answers those of which it was not known. */
export async function markMissing(tx: Transaction, ids: readonly string[], now: Date): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    update evidence_file set missing_since = ${now}
    where id = any(${ids as string[]}::uuid[]) and state = 'STORED' and missing_since is null
    returning id`;
  return rows.map(({ id }) => id);
}

/** Notes which files were looked for, and that those were found that are not among the missing. */
export async function markChecked(
  sql: Sql,
  { ids, found, now }: { ids: readonly string[]; found: readonly string[]; now: Date },
): Promise<void> {
  await sql`
    update evidence_file
    set checked_at = ${now}, missing_since = case when not id = any(${found as string[]}::uuid[]) then missing_since end
    where id = any(${ids as string[]}::uuid[]) and state = 'STORED'`;
}
