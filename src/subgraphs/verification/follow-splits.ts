import type { Clock } from '../../kernel/clock.ts';
import type { Transaction } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import { appendAll } from '../../log/append.ts';
import type { LogEvent } from '../../log/event.ts';
import type { VerificationStatus } from './schema.generated.ts';

/**
 * A verification stays with the records whose values it checked: when they leave a person, it goes with them, and both people are
 * told. One that confirmed nothing yet, or values of records that stay, stays. To be applied behind the directory, which
 * knows by then whose records are whose.
 */
export async function followSplits(tx: Transaction, events: readonly LogEvent[], clock: Clock): Promise<void> {
  for (const { name, subject: to, data, actor, traceparent } of events) {
    const { from, recordIds = [] } = data as { from?: string; recordIds?: string[] };
    if (name !== 'identity.split' || from === undefined) continue;
    const author = { actor, traceparent: traceparent ?? undefined };
    const time = clock.now();
    const moved = await moveVerifications(tx, { from, to, recordIds });
    appendAll(
      tx,
      moved.flatMap(({ id: verificationId, status }) =>
        [
          { subject: to, data: { verificationId, status, from } },
          { subject: from, data: { verificationId, status, into: to } },
        ].map((told) => ({ id: newId(clock), name: 'verification.moved' as const, time, ...author, ...told })),
      ),
    );
  }
}

/** Gives verifications to whom the records belong now whose values they confirmed, and no others. */
async function moveVerifications(
  tx: Transaction,
  { from, to, recordIds }: { from: string; to: string; recordIds: readonly string[] },
): Promise<{ id: string; status: VerificationStatus }[]> {
  // Behind the locks, so that a result is seen that was being stored.
  await tx`
    select from verification
    where person_id in (
      select other.id from known_person asked join known_person other on other.person_id = asked.person_id
      where asked.id = ${from}
    )
    order by id
    for update`;
  return tx<{ id: string; status: VerificationStatus }[]>`
    with left_with as materialized (
      select array_agg(claim.id) as claim_ids
      from known_record record cross join lateral unnest(record.claim_ids) claim (id)
      where record.id = any(${recordIds as string[]}::uuid[])
    ), held as materialized (
      select other.id from known_person asked join known_person other on other.person_id = asked.person_id
      where asked.id = ${from}
    )
    update verification set person_id = ${to}
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
    returning verification.id, verification.status`;
}
