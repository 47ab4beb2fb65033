import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { BrokenGlassEnd, BrokenGlassFinding, PersonRole } from '../schema.generated.ts';

/** A row of `broken_glass`, with its wrapped key. */
export interface BrokenGlassRow {
  id: string;
  actor: string;
  subject: string;
  role: PersonRole | null;
  scopes: string[];
  personId: string | null;
  reason: Buffer;
  brokenAt: Date;
  until: Date;
  endedAt: Date | null;
  end: BrokenGlassEnd | null;
  finding: BrokenGlassFinding | null;
  note: Buffer | null;
  reviewedBy: string | null;
  reviewedAt: Date | null;
  wrapped: Buffer;
}

/** Which broken glass a page is of. */
export interface BrokenGlassQuery {
  /** Whether it is reviewed; null for both. */
  reviewed: boolean | null;
  /** Its end, or the end ahead, is later than this. */
  after: Date | null;
  /** It is not later than this. */
  upTo: Date | null;
  /** Older than the one with this id. */
  below: string | null;
  limit: number;
}

/** The newest first. */
export async function listBrokenGlass(sql: Sql, query: BrokenGlassQuery): Promise<BrokenGlassRow[]> {
  const { reviewed, after, upTo, below, limit } = query;
  return sql<BrokenGlassRow[]>`
    select broken_glass.*, key.wrapped
    from broken_glass join key using (id)
    where (${below}::uuid is null or id < ${below})
      and (${reviewed}::boolean is null or (reviewed_at is not null) = ${reviewed})
      and (${after}::timestamptz is null or coalesce(ended_at, until) > ${after})
      and (${upTo}::timestamptz is null or coalesce(ended_at, until) <= ${upTo})
    order by id desc
    limit ${limit}`;
}

/** One, by its id. */
export async function findBrokenGlass(sql: Sql, id: string): Promise<BrokenGlassRow | undefined> {
  const [row] = await sql<BrokenGlassRow[]>`
    select broken_glass.*, key.wrapped from broken_glass join key using (id) where id = ${id}`;
  return row;
}

/** The same, locked until the commit. */
export async function lockBrokenGlass(tx: Transaction, id: string): Promise<BrokenGlassRow | undefined> {
  const [row] = await tx<BrokenGlassRow[]>`
    select broken_glass.*, key.wrapped from broken_glass join key using (id) where id = ${id} for update of broken_glass`;
  return row;
}

/** The last one that a person broke, by any client. */
export async function findLastBroken(
  tx: Transaction,
  subject: string,
): Promise<Pick<BrokenGlassRow, 'subject' | 'until' | 'endedAt' | 'reviewedAt'> | undefined> {
  const [row] = await tx<Pick<BrokenGlassRow, 'subject' | 'until' | 'endedAt' | 'reviewedAt'>[]>`
    select subject, until, ended_at, reviewed_at from broken_glass where subject = ${subject} order by id desc limit 1`;
  return row;
}

/** Those whose time is over and that nobody ended, up to `limit` of them, locked. */
export async function lockExpired(
  tx: Transaction,
  now: Date,
  limit: number,
): Promise<Pick<BrokenGlassRow, 'id' | 'until'>[]> {
  return tx<Pick<BrokenGlassRow, 'id' | 'until'>[]>`
    select id, until from broken_glass where ended_at is null and until <= ${now}
    order by until limit ${limit} for update skip locked`;
}

/** Stores one with its key. */
export function insertBrokenGlass(
  tx: Transaction,
  row: Omit<BrokenGlassRow, 'endedAt' | 'end' | 'finding' | 'note' | 'reviewedBy' | 'reviewedAt'>,
): void {
  tx.send(tx`insert into key (id, wrapped) values (${row.id}, ${row.wrapped})`);
  tx.send(tx`
    insert into broken_glass (id, actor, subject, role, scopes, person_id, reason, broken_at, until)
    values (${row.id}, ${row.actor}, ${row.subject}, ${row.role}, ${row.scopes}::text[], ${row.personId}, ${row.reason},
            ${row.brokenAt}, ${row.until})`);
}

/** Ends one. */
export function endBroken(tx: Transaction, { id, end, at }: { id: string; end: BrokenGlassEnd; at: Date }): void {
  tx.send(tx`update broken_glass set ended_at = ${at}, "end" = ${end} where id = ${id}`);
}

/** Stores what somebody else says of it. */
export function storeFinding(
  tx: Transaction,
  row: { id: string; finding: BrokenGlassFinding; note: Buffer; reviewedBy: string; reviewedAt: Date },
): void {
  tx.send(tx`
    update broken_glass
    set finding = ${row.finding}, note = ${row.note}, reviewed_by = ${row.reviewedBy}, reviewed_at = ${row.reviewedAt}
    where id = ${row.id}`);
}
