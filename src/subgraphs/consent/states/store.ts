import type { Sql } from '../../../kernel/db.ts';
import type { PurposeTerms } from '../purposes/store.ts';
import type { Shown } from '../rules.ts';

/** A statement with the entry of the history that tells of it. */
export interface SaidThen extends Shown {
  eventId: string;
  noticeVersion: string | null;
  language: string | null;
}

/** The last statements about a purpose under any of a person's ids up to a moment: several when they are of one moment. */
export async function listLastSaid(
  sql: Sql,
  personIds: readonly string[],
  { purpose, at }: { purpose: string; at: Date },
): Promise<SaidThen[]> {
  return sql<SaidThen[]>`
    select event.id as event_id, event.notice_version, event.language, event.notice_edition, event.expires_at,
           event.occurred_at, case event.action when 'RENEWED' then 'GRANTED' else event.action end as action,
           (select min(published_at) from notice
            where notice.purpose = ${purpose} and is_material and edition > event.notice_edition) as outdated_at
    from consent join consent_event event on event.consent_id = consent.id
    where consent.person_id = any(${personIds as string[]}::uuid[]) and consent.purpose = ${purpose}
      and event.action <> 'EXPIRED' and event.occurred_at <= ${at}
    order by event.occurred_at desc
    fetch first 1 rows with ties`;
}

/** What a purpose said at a moment; undefined when it was not registered yet, or retired. */
export async function findTermsAt(sql: Sql, purpose: string, at: Date): Promise<PurposeTerms | undefined> {
  const [row] = await sql<{ terms: PurposeTerms }[]>`
    select version.terms
    from purpose join purpose_version version on version.purpose = purpose.id
    where purpose.id = ${purpose} and version.registered_at <= ${at}
      and (purpose.retired_at is null or purpose.retired_at > ${at})
    order by version.version desc
    limit 1`;
  return row?.terms;
}
