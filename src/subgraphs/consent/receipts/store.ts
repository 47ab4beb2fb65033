import type { Sql } from '../../../kernel/db.ts';
import type { ReceiptFacts } from './claims.ts';

/** Entries of histories by their ids, with what receipts say of them. */
export async function listReceiptFacts(sql: Sql, ids: readonly string[]): Promise<ReceiptFacts[]> {
  return sql<ReceiptFacts[]>`
    select event.*, consent.person_id, consent.purpose, null as wrapped, version.terms,
           notice.sha256 as notice_sha256, notice.published_at as notice_published_at
    from consent_event event
    join consent on consent.id = event.consent_id
    left join purpose_version version on version.purpose = consent.purpose and version.version = event.purpose_version
    left join notice on notice.purpose = consent.purpose and notice.version = event.notice_version
      and notice.language = event.language
    where event.id = any(${ids as string[]}::uuid[])`;
}
