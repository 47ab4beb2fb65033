import { randomBytes } from 'node:crypto';
import type postgres from 'postgres';

/** Puts signals of a person there as if they had been recorded some days ago, each with a key. None of them opens. */
export async function addSignals(sql: postgres.Sql, personId: string, count: number, daysAgo: number): Promise<void> {
  const wrapped = randomBytes(77);
  await sql`
    with made as (
      insert into decision.signal
        (id, person_id, kind, sealed, outcome, reason_codes, matched_rules, occurred_at, recorded_at, recorded_by)
      select gen_random_uuid(), ${personId}, 'LOGIN_FAILED', ${randomBytes(60)}, 'APPROVE', '{}', '{}', at, at, 'onboarding'
      from (
        select now() - make_interval(days => ${daysAgo}) + number * interval '1 second' as at
        from generate_series(1, ${count}::int) number
      ) times
      returning id
    )
    insert into decision.key (id, wrapped) select id, ${wrapped} from made`;
}
