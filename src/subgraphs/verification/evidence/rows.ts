import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { VerificationStatus } from '../schema.generated.ts';
import type { StoreKind } from './store/store.ts';

/** A row of `evidence_file` with the key of its verification, under which its reasons are sealed. */
export interface FileRow {
  id: string;
  verificationId: string;
  /** An id of the person. */
  personId: string;
  state: 'STORED' | 'DELETED';
  digest: string;
  mediaType: string;
  size: number;
  storedBy: string;
  storedAt: Date;
  /** Null for ever. */
  retainUntil: Date | null;
  missingSince: Date | null;
  held: boolean;
  deletedBy: string | null;
  deletedAt: Date | null;
  deletionReason: Buffer | null;
  wrapped: Buffer | null;
}

/** A check that a file may be stored for. */
export interface TargetRow {
  checkId: string;
  verificationId: string;
  personId: string;
  status: VerificationStatus;
  expiresAt: Date | null;
  /** The registered system whose check it is, if any. */
  ownedBy: string | null;
}

/** What is needed to open a stored file. */
export interface ObjectRow {
  id: string;
  verificationId: string;
  personId: string;
  digest: string;
  mediaType: string;
  size: number;
  store: StoreKind;
  object: string;
  /** The file's own key. */
  wrapped: Buffer;
}

/** Until when a file is kept whose sender does not say; null for ever. */
export const byPolicy = (sql: Sql | Transaction) => sql`
  coalesce(file.stored_at + make_interval(secs => task.period_ms / 1000), 'infinity')`;

const columns = (sql: Sql) => sql`
  file.id, file.verification_id, file.state, file.digest, file.media_type, file.size, file.stored_by, file.stored_at,
  (
    select nullif(coalesce(file.retain_until, ${byPolicy(sql)}), 'infinity')
    from retention_task task where task.subject = 'EVIDENCE_FILES'
  ) as retain_until, file.missing_since, file.held, file.deleted_by, file.deleted_at, file.deletion_reason, key.wrapped,
  (select person_id from verification where verification.id = file.verification_id) as person_id`;

/** Files by their ids, also those that were deleted. */
export async function listFiles(sql: Sql, ids: readonly string[]): Promise<FileRow[]> {
  return sql<FileRow[]>`
    select ${columns(sql)}
    from evidence_file file left join key on key.id = file.verification_id
    where file.id = any(${ids as string[]}::uuid[]) and file.state in ('STORED', 'DELETED')`;
}

/** The files of checks, in the order in which they were stored, also those that were deleted. */
export async function listFilesOf(sql: Sql, checkIds: readonly string[]): Promise<(FileRow & { checkId: string })[]> {
  return sql<(FileRow & { checkId: string })[]>`
    select link.check_id, ${columns(sql)}
    from evidence_file_check link
    join evidence_file file on file.id = link.file_id
    left join key on key.id = file.verification_id
    where link.check_id = any(${checkIds as string[]}::uuid[]) and file.state in ('STORED', 'DELETED')
    order by link.check_id, file.id`;
}

/** For references to evidence, the file of the same verification with the same content; the newest, where one was deleted. */
export async function listFilesBehind(
  sql: Sql,
  evidenceIds: readonly string[],
): Promise<(FileRow & { evidenceId: string })[]> {
  return sql<(FileRow & { evidenceId: string })[]>`
    select evidence.id as evidence_id, ${columns(sql)}
    from evidence
    join check_result on check_result.id = evidence.check_id
    cross join lateral (
      select one.* from evidence_file one
      where one.verification_id = check_result.verification_id and one.digest = evidence.digest
        and one.state in ('STORED', 'DELETED')
      order by one.id desc
      limit 1
    ) file
    left join key on key.id = file.verification_id
    where evidence.id = any(${evidenceIds as string[]}::uuid[])`;
}

/** A check, and what of its verification decides whether a file may be added. None once its verification was erased. */
export async function findTarget(sql: Sql, checkId: string): Promise<TargetRow | undefined> {
  const [row] = await sql<TargetRow[]>`
    select c.id as check_id, c.verification_id, verification.person_id, verification.status, verification.expires_at,
           known_system.id as owned_by
    from check_result c
    join verification on verification.id = c.verification_id
    join key on key.id = c.verification_id
    left join known_system on known_system.id = c.vendor
    where c.id = ${checkId}`;
  return row;
}

/** A stored file with its key. */
export async function findObject(sql: Sql, id: string): Promise<ObjectRow | undefined> {
  const [row] = await sql<ObjectRow[]>`
    select file.id, file.verification_id, verification.person_id, file.digest, file.media_type, file.size, file.store,
           file.object, key.wrapped
    from evidence_file file
    join verification on verification.id = file.verification_id
    join key on key.id = file.id
    where file.id = ${id} and file.state = 'STORED'`;
  return row;
}

/** Whether a verification has a file with this content that is not missing. */
export async function hasContent(sql: Sql, verificationId: string, digest: string): Promise<boolean> {
  const rows = await sql`
    select from evidence_file
    where verification_id = ${verificationId} and digest = ${digest} and state = 'STORED' and missing_since is null`;
  return rows.length > 0;
}

/** A row of `legal_hold` with the key of the file's verification, under which its reasons are sealed. */
export interface HoldRow {
  id: string;
  fileId: string;
  verificationId: string;
  placedBy: string;
  placedAt: Date;
  reason: Buffer;
  releasedBy: string | null;
  releasedAt: Date | null;
  releaseReason: Buffer | null;
  wrapped: Buffer | null;
}

/** The holds of files, in the order in which they were placed, also those that were released. */
export async function listHolds(sql: Sql, fileIds: readonly string[]): Promise<HoldRow[]> {
  return sql<HoldRow[]>`
    select hold.id, hold.file_id, file.verification_id, hold.placed_by, hold.placed_at, hold.reason, hold.released_by,
           hold.released_at, hold.release_reason, key.wrapped
    from legal_hold hold
    join evidence_file file on file.id = hold.file_id
    left join key on key.id = file.verification_id
    where hold.file_id = any(${fileIds as string[]}::uuid[])
    order by hold.file_id, hold.id`;
}
