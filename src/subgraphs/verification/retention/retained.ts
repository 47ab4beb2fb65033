import type { Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { appendAll } from '../../../log/append.ts';
import { idempotencyKeys } from '../../../retention/idempotency.ts';
import { type Retained, retainedRows } from '../../../retention/retained.ts';
import type { Services } from '../context.ts';
import { deleteRows, lockFiles } from '../evidence/rows-write.ts';
import { BY_ITSELF, eventOf } from '../evidence/tell.ts';

/** What this subgraph keeps for a time. */
export function verificationRetained({ clock }: Pick<Services, 'clock'>): readonly Retained[] {
  return [vendorMessages, deadLetters(clock), verifications, evidenceFiles(clock), idempotencyKeys];
}

/** What vendors sent and what became of it. A message that led to no check is nobody's. */
const vendorMessages = retainedRows(
  'VENDOR_MESSAGES',
  (sql, { before }) => sql`
    select message.id, verification.person_id
    from vendor_message message
    left join check_result on check_result.id = message.check_id
    left join verification on verification.id = check_result.verification_id
    where message.state in ('APPLIED', 'OTHER', 'LATE', 'UNKNOWN') and message.processed_at < ${before}
    order by message.processed_at`,
  async (tx, ids) => {
    const gone = await tx<{ id: string }[]>`
      delete from vendor_message
      where id = any(${ids as string[]}::uuid[]) and state in ('APPLIED', 'OTHER', 'LATE', 'UNKNOWN')
      returning id`;
    destroyKeys(tx, gone);
    return gone.length;
  },
);

/** What was given up is told of when it goes: somebody may still be asked about it. */
const deadLetters = (clock: Services['clock']): Retained =>
  retainedRows(
    'DEAD_LETTERS',
    (sql, { before }) => sql`
      select message.id, null::uuid as person_id
      from vendor_message message
      where message.state = 'DEAD' and message.died_at < ${before}
      order by message.died_at`,
    async (tx, ids, { now }) => {
      const gone = await tx<{ id: string; vendor: string }[]>`
        delete from vendor_message where id = any(${ids as string[]}::uuid[]) and state = 'DEAD' returning id, vendor`;
      destroyKeys(tx, gone);
      appendAll(
        tx,
        gone.map(({ id, vendor }) => ({
          id: newId(clock),
          name: 'webhook.gone' as const,
          subject: vendor,
          time: now,
          data: { vendor, messageId: id },
          ...BY_ITSELF,
        })),
      );
      return gone.length;
    },
  );

/**
 * What vendors found, from when the verification ended: with its key go traces, answers and texts. That it was asked for, its
 * checks, their outcomes and scores stay, for what cites them. It waits for its files, whose holds are sealed with its key.
 */
const verifications = retainedRows(
  'VERIFICATIONS',
  (sql, { before }) => sql`
    select id, person_id
    from verification
    where status not in ('PENDING', 'IN_PROGRESS', 'VERIFIED') and gone_at is null
      and coalesce(expires_at, completed_at, requested_at) < ${before}
      and not exists (
        select from evidence_file file where file.verification_id = verification.id and file.state = 'STORED'
      )
    order by coalesce(expires_at, completed_at, requested_at)`,
  async (tx, ids, { now, version }) => {
    const gone = await tx<{ id: string }[]>`
      update verification set sealed = null, gone_at = ${now}, gone_under = ${version}
      where id = any(${ids as string[]}::uuid[]) and status not in ('PENDING', 'IN_PROGRESS', 'VERIFIED') and gone_at is null
      returning id`;
    const goneIds = destroyKeys(tx, gone);
    const checks = tx`select id from check_result where verification_id = any(${goneIds}::uuid[])`;
    tx.send(tx`update evidence set sealed = null where check_id in (${checks})`);
    tx.send(tx`update check_attempt set sealed = null where check_id in (${checks})`);
    tx.send(tx`update check_result set sealed = null, answer = null where verification_id = any(${goneIds}::uuid[])`);
    return gone.length;
  },
);

/** Stored files: at the moment that their sender named, or when the policy's period has passed. */
const evidenceFiles = (clock: Services['clock']): Retained =>
  retainedRows(
    'EVIDENCE_FILES',
    (sql, { before, now }) => sql`
      select file.id, verification.person_id
      from (
        select id, verification_id from evidence_file
        where state = 'STORED' and not held and retain_until <= ${now}
        union all
        select id, verification_id from evidence_file
        where state = 'STORED' and not held and retain_until is null and stored_at <= ${before}
      ) file
      join verification on verification.id = file.verification_id`,
    async (tx, ids, { now }) => {
      const files = await lockFiles(tx, ids);
      const goneIds = files.map(({ id }) => id);
      deleteRows(tx, goneIds, { by: BY_ITSELF.actor, at: now, reason: null });
      appendAll(
        tx,
        files.map((file) =>
          eventOf(clock, BY_ITSELF, {
            name: 'evidence.deleted',
            file,
            data: { fileId: file.id, why: 'RETENTION' },
          }),
        ),
      );
      return files.length;
    },
  );

function destroyKeys(tx: Transaction, owners: readonly { id: string }[]): string[] {
  const ids = owners.map(({ id }) => id);
  tx.send(tx`delete from key where id = any(${ids}::uuid[])`);
  return ids;
}
