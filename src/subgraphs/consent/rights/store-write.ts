import type { Transaction } from '../../../kernel/db.ts';
import type { CaseCorrectionModel, CaseExportModel, CaseModel, CaseStepModel } from './models.ts';

/** What changes of a case. */
export type CaseSet = Partial<
  Pick<
    CaseModel,
    'state' | 'dueAt' | 'extension' | 'identifiedAt' | 'identifiedBy' | 'method' | 'proofId' | 'refusal' | 'endedAt'
  > & { noticeAt: Date | null }
>;

/** Inserts a case. */
export function insertCase(tx: Transaction, row: Omit<CaseModel, 'wrapped'> & { noticeAt: Date | null }): void {
  tx.send(tx`insert into rights_case ${tx(row)}`);
}

/** Inserts the wrapped key of a case. */
export function insertKey(tx: Transaction, id: string, wrapped: Buffer): void {
  tx.send(tx`insert into key (id, wrapped) values (${id}, ${wrapped})`);
}

/** Changes a case. */
export function updateCase(tx: Transaction, id: string, set: CaseSet): void {
  if (Object.keys(set).length > 0) tx.send(tx`update rights_case set ${tx(set as never)} where id = ${id}`);
}

/** Adds to the proof of a case. */
export function insertStep(
  tx: Transaction,
  { id, caseId, action, at, by, detail, sealed }: Omit<CaseStepModel, 'wrapped' | 'personId'>,
): void {
  tx.send(tx`
    insert into rights_step (id, case_id, action, at, by, detail, sealed)
    values (${id}, ${caseId}, ${action}, ${at}, ${by}, ${tx.json(detail as never)}, ${sealed})`);
}

/** Restricts the use of a person's data. One restriction is enough: of two the first one holds. */
export function restrict(tx: Transaction, { id, personId }: CaseModel, now: Date): void {
  tx.send(tx`
    insert into restriction (person_id, since, case_id) values (${personId}, ${now}, ${id})
    on conflict (person_id) do nothing`);
}

/** Notes to which purposes a person objects. */
export function object(tx: Transaction, { id, personId, purposes }: CaseModel, now: Date): void {
  tx.send(tx`
    insert into objection (person_id, purpose, since, case_id)
    select ${personId}, purpose, ${now}, ${id} from unnest(${purposes}::text[]) purpose
    on conflict (person_id, purpose) do nothing`);
}

/** Lifts what a case restricted or objected to; answers how much that was. */
export async function lift(tx: Transaction, caseId: string): Promise<number> {
  const [restrictions, objections] = await Promise.all([
    tx`delete from restriction where case_id = ${caseId}`,
    tx`delete from objection where case_id = ${caseId}`,
  ]);
  return restrictions.count + objections.count;
}

/** Offers an export. */
export function insertExport(
  tx: Transaction,
  row: Pick<CaseExportModel, 'id' | 'caseId' | 'createdAt' | 'expiresAt' | 'downloads'>,
): void {
  tx.send(tx`insert into rights_export ${tx({ ...row, used: 0 })}`);
}

/** Counts a download. */
export function takeDownload(tx: Transaction, id: string): void {
  tx.send(tx`update rights_export set used = used + 1 where id = ${id}`);
}

/** Notes that a download went out as a whole. */
export function markDelivered(
  tx: Transaction,
  id: string,
  { digest, bytes, now }: { digest: string; bytes: number; now: Date },
): void {
  tx.send(tx`update rights_export set delivered_at = ${now}, digest = ${digest}, bytes = ${bytes} where id = ${id}`);
}

/** Notes where records stand. */
export function upsertCorrections(
  tx: Transaction,
  caseId: string,
  rows: readonly Pick<CaseCorrectionModel, 'recordId' | 'system' | 'state'>[],
  now: Date,
): void {
  if (rows.length === 0) return;
  tx.send(tx`
    insert into rights_correction (case_id, record_id, system, state, changed_at)
    select ${caseId}, record_id, system, state, ${now}
    from unnest(
      ${rows.map((row) => row.recordId)}::uuid[], ${rows.map((row) => row.system)}::text[],
      ${rows.map((row) => row.state)}::text[]
    ) row (record_id, system, state)
    on conflict (case_id, record_id) do update set state = excluded.state, changed_at = excluded.changed_at, sealed = null`);
}

/** Notes that a system refuses, and why. */
export function refuseOne(
  tx: Transaction,
  { caseId, recordId }: Pick<CaseCorrectionModel, 'caseId' | 'recordId'>,
  { now, sealed }: { now: Date; sealed: Buffer | null },
): void {
  tx.send(tx`
    update rights_correction set state = 'REFUSED', changed_at = ${now}, sealed = ${sealed}
    where case_id = ${caseId} and record_id = ${recordId}`);
}

/** Destroys the keys of all cases of a person. */
export function destroyKeys(tx: Transaction, personId: string): void {
  tx.send(tx`delete from key using rights_case where key.id = rights_case.id and rights_case.person_id = ${personId}`);
}

/** Destroys the key of a case that ends for somebody who was erased meanwhile; an erasure that is under way waits for the commit. */
export function destroyKeyOfErased(tx: Transaction, { id, personId }: Pick<CaseModel, 'id' | 'personId'>): void {
  tx.send(tx`
    select pg_advisory_xact_lock_shared(hashtextextended(${personId}::text, hashtextextended(current_schema(), 9)))`);
  tx.send(tx`delete from key where id = ${id} and exists (select from erased_person where person_id = ${personId})`);
}

/** Locks open cases whose notice is due, unless another hub has them. */
export async function lockNotices(
  tx: Transaction,
  now: Date,
  limit: number,
): Promise<Pick<CaseModel, 'id' | 'personId' | 'kind' | 'dueAt'>[]> {
  return tx<Pick<CaseModel, 'id' | 'personId' | 'kind' | 'dueAt'>[]>`
    select id, person_id, kind, due_at
    from rights_case
    where notice_at <= ${now}
    order by notice_at
    limit ${limit}
    for update skip locked`;
}

/** Notes that a deadline was told to be near, or over; then there is the next to tell, or nothing. */
export function markNoticed(tx: Transaction, ids: readonly string[], now: Date): void {
  tx.send(tx`
    update rights_case set notice_at = case when due_at > ${now} then due_at end
    where id = any(${ids as string[]}::uuid[])`);
}
