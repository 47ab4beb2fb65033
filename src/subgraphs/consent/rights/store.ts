import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { CaseKind, CaseState } from '../schema.generated.ts';
import type { CaseCorrectionModel, CaseExportModel, CaseModel, CaseStepModel } from './models.ts';

/** A page of cases that is asked for. */
export interface CasesAsk {
  /** Null: those that are open. */
  state: CaseState | null;
  kind: CaseKind | null;
  /** Due before this moment; null: whenever. */
  dueBefore: Date | null;
  /** All ids of one person; null: everybody's. */
  personIds: readonly string[] | null;
  /** The system that opened them; null: any. */
  openedBy: string | null;
  first: number;
  after: string | null;
}

/** Cases in the order of their deadlines, behind `after`. */
export async function pageCases(sql: Sql, ask: CasesAsk): Promise<CaseModel[]> {
  const { state, kind, dueBefore, personIds, openedBy, first, after } = ask;
  return sql<CaseModel[]>`
    select ${caseColumns(sql)}
    from rights_case left join key on key.id = rights_case.id
    where ${state === null && personIds === null ? sql`ended_at is null` : sql`true`}
      ${state === null ? sql`` : sql`and state = ${state}`}
      ${kind === null ? sql`` : sql`and kind = ${kind}`}
      ${dueBefore === null ? sql`` : sql`and due_at <= ${dueBefore} and ended_at is null`}
      ${personIds === null ? sql`` : sql`and person_id = any(${personIds as string[]}::uuid[])`}
      ${openedBy === null ? sql`` : sql`and opened_by = ${openedBy}`}
      ${after === null ? sql`` : sql`and (due_at, rights_case.id) > (select due_at, id from rights_case where id = ${after})`}
    order by due_at, rights_case.id
    limit ${first}`;
}

/** Cases by their ids. */
export async function listCases(sql: Sql, ids: readonly string[]): Promise<CaseModel[]> {
  return sql<CaseModel[]>`
    select ${caseColumns(sql)}
    from rights_case left join key on key.id = rights_case.id
    where rights_case.id = any(${ids as string[]}::uuid[])`;
}

/** A case, for as long as the transaction lasts nobody else's. */
export async function lockCase(tx: Transaction, id: string): Promise<CaseModel | undefined> {
  const [row] = await tx<CaseModel[]>`
    select ${caseColumns(tx)}
    from rights_case left join key on key.id = rights_case.id
    where rights_case.id = ${id}
    for update of rights_case`;
  return row;
}

function caseColumns(sql: Sql | Transaction) {
  return sql`
    rights_case.id, person_id, kind, state, requester, channel, purposes, field, opened_by, received_at, due_at, extension,
    identified_at, identified_by, method, proof_id, refusal, ended_at, sealed, key.wrapped`;
}

/** Steps of a case in their order, behind `after`. */
export async function pageSteps(
  sql: Sql,
  { caseId, first, after }: { caseId: string; first: number; after: string | null },
): Promise<CaseStepModel[]> {
  return sql<CaseStepModel[]>`
    select step.id, case_id, rights_case.person_id, action, at, by, detail, step.sealed, key.wrapped
    from rights_step step
    join rights_case on rights_case.id = case_id
    left join key on key.id = case_id
    where case_id = ${caseId} ${after === null ? sql`` : sql`and step.id > ${after}`}
    order by step.id
    limit ${first}`;
}

/** What was ever done for a case, each once, in the order in which it was last done. */
export async function listActions(sql: Sql | Transaction, caseId: string): Promise<string[]> {
  const rows = await sql<{ action: string }[]>`
    select action from rights_step where case_id = ${caseId} group by action order by max(id::text)`;
  return rows.map(({ action }) => action);
}

const EXPORT_COLUMNS = [
  'id',
  'case_id',
  'created_at',
  'expires_at',
  'downloads',
  'used',
  'delivered_at',
  'digest',
  'bytes',
];

/** The newest 200 exports of a case, the oldest of them first. */
export async function listExports(sql: Sql | Transaction, caseId: string): Promise<CaseExportModel[]> {
  return sql<CaseExportModel[]>`
    select * from (
      select ${sql(EXPORT_COLUMNS)} from rights_export where case_id = ${caseId} order by id desc limit 200
    ) newest order by id`;
}

/** One export. */
export async function findExport(sql: Sql | Transaction, id: string): Promise<CaseExportModel | undefined> {
  const [row] = await sql<CaseExportModel[]>`select ${sql(EXPORT_COLUMNS)} from rights_export where id = ${id}`;
  return row;
}

/** Records that held another value, in the order of their ids. */
export async function listCorrections(sql: Sql | Transaction, caseId: string): Promise<CaseCorrectionModel[]> {
  return sql<CaseCorrectionModel[]>`
    select case_id, rights_case.person_id, record_id, system, correction.state, changed_at, correction.sealed, key.wrapped
    from rights_correction correction
    join rights_case on rights_case.id = case_id
    left join key on key.id = case_id
    where case_id = ${caseId}
    order by record_id
    limit 1000`;
}

/** The places, from 0, of those that are no registered purpose. */
export async function listUnknown(sql: Sql, purposes: readonly string[]): Promise<number[]> {
  if (purposes.length === 0) return [];
  const rows = await sql<{ place: number }[]>`
    select asked.place::integer - 1 as place
    from unnest(${purposes as string[]}::text[]) with ordinality asked (id, place)
    where not exists (select from purpose where purpose.id = asked.id)
    order by asked.place`;
  return rows.map(({ place }) => place);
}
