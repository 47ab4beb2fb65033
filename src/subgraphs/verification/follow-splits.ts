import type { Transaction } from '../../kernel/db.ts';
import { type LogEvent, eventType } from '../../log/event.ts';

/**
 * A verification stays with the records whose values it checked: when they leave a person, it goes with them, and says so. One
 * that confirmed nothing yet, or values of records that stay, stays. To be applied behind the directory, which knows by then
 * whose records are whose.
 */
export function followSplits(tx: Transaction, events: readonly LogEvent[]): void {
  for (const { name, subject, data, time, actor, traceparent } of events) {
    const { from, recordIds = [] } = data as { from?: string; recordIds?: string[] };
    if (name !== 'identity.split' || from === undefined) continue;
    tx.send(tx`
      with left_with as materialized (
        select array_agg(claim.id) as claim_ids
        from known_record record cross join lateral unnest(record.claim_ids) claim (id)
        where record.id = any(${recordIds}::uuid[])
      ), held as materialized (
        select other.id from known_person asked join known_person other on other.person_id = asked.person_id
        where asked.id = ${from}
      ), moved as (
        update verification set person_id = ${subject}
        from left_with
        where verification.person_id in (select id from held)
          and exists (
            select from check_result
            where verification_id = verification.id and confirmed_claim_ids && left_with.claim_ids
          )
          and not exists (
            select from check_result
            where verification_id = verification.id and not confirmed_claim_ids <@ left_with.claim_ids
          )
        returning verification.id, verification.status
      )
      select log.append(
        gen_random_uuid(), ${eventType('verification.moved')}, ${subject}, ${time},
        jsonb_build_object('verificationId', id, 'status', status, 'from', ${from}::text), ${actor}, ${traceparent}
      )
      from moved`);
  }
}
