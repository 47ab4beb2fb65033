import type { Transaction } from '../../kernel/db.ts';
import type { CheckState, VerificationState } from './rules.ts';
import type { CheckKind, CheckStatus, VerificationStatus } from './schema.generated.ts';

// The statements of a write. What stores is sent and not waited for: the commit goes out right behind it.

/** A row of `verification` with its key. */
export interface LockedVerification extends Omit<VerificationState, 'checks'> {
  id: string;
  personId: string;
  /** The system that asked for it. */
  requestedBy: string;
  wrapped: Buffer;
}

/** A row of `check_result`, as far as the rules need it. */
export interface LockedCheck extends CheckState {
  kind: CheckKind;
  /** The registered system whose check it is: it was asked, or it has answered. Nobody else may answer then. */
  ownedBy: string | null;
  /** The vendor that has it now, and the attempt by which it was given to it. */
  attempt: string | null;
  attemptVendor: string | null;
}

/**
 * Locks a verification until the commit. Undefined when there is none, or when its key was destroyed: nothing can be added
 * to what was erased.
 */
export async function lockVerification(tx: Transaction, id: string): Promise<LockedVerification | undefined> {
  const [row] = await tx<LockedVerification[]>`
    select verification.id, person_id, requested_by, status, completed_at, expires_at, key.wrapped
    from verification join key on key.id = verification.id
    where verification.id = ${id}
    for update of verification`;
  return row;
}

/** Locks the verification that a check belongs to. */
export async function lockVerificationOf(tx: Transaction, checkId: string): Promise<LockedVerification | undefined> {
  const [row] = await tx<LockedVerification[]>`
    select verification.id, person_id, requested_by, status, completed_at, expires_at, key.wrapped
    from verification join key on key.id = verification.id
    where verification.id = (select verification_id from check_result where id = ${checkId})
    for update of verification`;
  return row;
}

/** All checks of the verification that a check belongs to. To be sent behind the lock, so that it sees what the lock waited for. */
export async function listSiblings(tx: Transaction, checkId: string): Promise<LockedCheck[]> {
  return tx<LockedCheck[]>`
    select check_result.id, check_result.kind, check_result.status, result_digest as digest, valid_until,
           known_system.id as owned_by, attempt.id as attempt, attempt.vendor as attempt_vendor
    from check_result
    left join known_system on known_system.id = check_result.vendor
    left join check_attempt attempt on attempt.check_id = check_result.id and attempt.state in ('STARTING', 'STARTED')
    where verification_id = (select verification_id from check_result where id = ${checkId})
    order by place`;
}

/** Locks some verifications whose time has passed and that nobody else is at, the first due first. */
export async function lockDue(
  tx: Transaction,
  now: Date,
  limit: number,
): Promise<{ id: string; personId: string; status: VerificationStatus }[]> {
  return tx<{ id: string; personId: string; status: VerificationStatus }[]>`
    select id, person_id, status from verification
    where status in ('PENDING', 'IN_PROGRESS', 'VERIFIED') and expires_at <= ${now}
    order by expires_at
    limit ${limit}
    for update skip locked`;
}

/** Notes that verifications have expired. */
export function expireRows(tx: Transaction, ids: readonly string[]): void {
  tx.send(tx`update verification set status = 'EXPIRED' where id = any(${ids as string[]}::uuid[])`);
}

/** Stores the wrapped key of a verification. */
export function insertKey(tx: Transaction, id: string, wrapped: Buffer): void {
  tx.send(tx`insert into key (id, wrapped) values (${id}, ${wrapped})`);
}

/** Stores a verification that is new. */
export function insertVerification(
  tx: Transaction,
  verification: { id: string; personId: string; requestedBy: string; requestedAt: Date; expiresAt: Date | undefined },
): void {
  tx.send(tx`
    insert into verification (id, person_id, status, requested_by, requested_at, expires_at)
    values (${verification.id}, ${verification.personId}, 'PENDING', ${verification.requestedBy},
            ${verification.requestedAt}, ${verification.expiresAt ?? null})`);
}

/** Stores the checks of a new verification, in their order. At least one. */
export function insertChecks(
  tx: Transaction,
  verificationId: string,
  checks: readonly { id: string; kind: CheckKind; vendor: string | undefined }[],
): void {
  const rows = checks.map(({ id, kind, vendor }, place) => ({
    id,
    verificationId,
    place,
    kind,
    status: 'PENDING',
    vendor: vendor ?? null,
    reasonCodes: [],
    confirmedClaimIds: [],
  }));
  tx.send(tx`insert into check_result ${tx(rows)}`);
}

/** Stores where a verification stands. */
export function updateVerification(
  tx: Transaction,
  id: string,
  { status, completedAt, expiresAt }: Omit<VerificationState, 'checks'>,
): void {
  tx.send(tx`
    update verification set status = ${status}, completed_at = ${completedAt}, expires_at = ${expiresAt}
    where id = ${id}`);
}

/** Stores that a verification was called off, and why. */
export function cancelRow(tx: Transaction, id: string, now: Date, sealed: Buffer | null): void {
  tx.send(tx`
    update verification set status = 'CANCELLED', completed_at = ${now}, expires_at = null, sealed = ${sealed}
    where id = ${id}`);
}

/** What an answer makes of a row of `check_result`. */
export interface CheckUpdate {
  id: string;
  status: CheckStatus;
  vendor: string;
  method: string | undefined;
  score: number | undefined;
  reasonCodes: readonly string[];
  confirmedClaimIds: readonly string[];
  digest: Buffer;
  sealed: Buffer | null;
  answer: Buffer | null;
  /** Kept when it was known before. */
  startedAt: Date | null;
  completedAt: Date | null;
  validUntil: Date | null;
}

/** Stores what is known of a check now. */
export function updateCheck(tx: Transaction, check: CheckUpdate): void {
  tx.send(tx`
    update check_result
    set status = ${check.status}, vendor = ${check.vendor}, method = ${check.method ?? null}, score = ${check.score ?? null},
        reason_codes = ${check.reasonCodes as string[]}::text[],
        confirmed_claim_ids = ${check.confirmedClaimIds as string[]}::uuid[],
        result_digest = ${check.digest}, sealed = ${check.sealed}, answer = ${check.answer},
        started_at = coalesce(started_at, ${check.startedAt}), completed_at = ${check.completedAt},
        valid_until = ${check.validUntil}
    where id = ${check.id}`);
}

/** A row of `evidence` to insert. */
export interface NewEvidence {
  id: string;
  checkId: string;
  place: number;
  digest: string;
  mediaType: string;
  sealed: Buffer | null;
  retainUntil: Date | null;
}

/** Stores what a check looked at. At least one. */
export function insertEvidence(tx: Transaction, evidence: readonly NewEvidence[]): void {
  tx.send(tx`insert into evidence ${tx(evidence as NewEvidence[])}`);
}

/** Whether a name is that of a registered system or vendor. */
export async function isRegistered(tx: Transaction, name: string): Promise<boolean> {
  const rows = await tx`select from known_system where id = ${name} union all select from vendor where id = ${name}`;
  return rows.length > 0;
}

/** Whether a name is that of a registered system. */
export async function isSystem(tx: Transaction, name: string): Promise<boolean> {
  const rows = await tx`select from known_system where id = ${name}`;
  return rows.length > 0;
}
