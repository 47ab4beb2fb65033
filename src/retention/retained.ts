import type { PendingQuery, Row } from 'postgres';
import type { Sql, Transaction } from '../kernel/db.ts';
import { RETENTION_SUBJECTS, type RetentionSubject } from './subjects.ts';

/** Under what things go. */
export interface Under {
  /** What is older goes. */
  before: Date;
  now: Date;
  /** The version of the policy. */
  version: number;
  /** Of events, the type that has a period of its own; empty for all. */
  eventType: string;
}

/** What went in one batch. */
export interface Batch {
  gone: number;
  isMore: boolean;
  /** How far a walk is, for what walks. */
  cursor?: string | null;
}

/** What would go. */
export interface Due {
  /** At most `COUNTED`. */
  due: number;
  /** Of those that are due, what legal holds keep. */
  held: number;
  /** Ids of the first ones that would go. */
  sample: string[];
}

/** Something that a subgraph keeps for a time. */
export interface Retained {
  subject: RetentionSubject;
  /** Destroys some of what is due and not held. */
  destroy(tx: Transaction, under: Under, cursor: string | null): Promise<Batch>;
  /** Counts what `destroy` would do and what it would pass over, and changes nothing. */
  look(sql: Sql | Transaction, under: Under): Promise<Due>;
}

/** Few at a time: who needs one of them waits for the batch that holds it. */
export const BATCH = 500;
/** More are not counted: a look is one statement, and must end in time. */
export const COUNTED = 100_000;
const SAMPLE = 20;

/** Part of a statement: `select id, person_id from …`, the oldest first. */
export type Fragment = PendingQuery<Row[]>;

/** Rows that belong to people. `due` selects `id` and `person_id`; `destroy` answers how many it destroyed of those named. */
export function retainedRows(
  subject: RetentionSubject,
  due: (sql: Sql | Transaction, under: Under) => Fragment,
  destroy: (tx: Transaction, ids: readonly string[], under: Under) => Promise<number> | number,
): Retained {
  return {
    subject,
    async destroy(tx, under) {
      const rows = await tx<{ id: string }[]>`
        select id from (${due(tx, under)}) due where not ${isHeld(tx, subject)} limit ${BATCH}`;
      if (rows.length === 0) return { gone: 0, isMore: false };
      const ids = rows.map(({ id }) => id);
      return { gone: await destroy(tx, ids, under), isMore: rows.length === BATCH };
    },
    look: (sql, under) => lookAt(sql, due(sql, under), isHeld(sql, subject)),
  };
}

/** Counts rows of `id` and `person_id`. */
export async function lookAt(sql: Sql | Transaction, due: Fragment, held: Fragment): Promise<Due> {
  const [found] = await sql<Due[]>`
    with due as materialized (
      select id, ${held} as is_held from (${due}) due limit ${COUNTED}
    )
    select count(*) filter (where not is_held) as due, count(*) filter (where is_held) as held,
           array(select id::text from due where not is_held limit ${SAMPLE}) as sample
    from due`;
  return found!;
}

/** Whether a legal hold keeps what belongs to `due.person_id`. */
export function isHeld(sql: Sql | Transaction, subject: RetentionSubject): Fragment {
  const { dataClass } = RETENTION_SUBJECTS[subject];
  return sql`exists (
    select from held
    where held.person_id = due.person_id and (held.classes = '{}' or ${dataClass}::text = any(held.classes))
  )`;
}
