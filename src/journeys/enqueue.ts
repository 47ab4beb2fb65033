import type { Sql, Transaction } from '../kernel/db.ts';

/** The name of the workflow that moves one journey. */
export const WORKFLOW = 'moveJourney';
/** The queue that it waits in. */
export const QUEUE = 'journeys';

/**
 * Puts journeys into the queue, to be moved once for a cause. Sent with the transaction: it happens when that commits. At
 * `dueAt`, or at once.
 */
export function enqueue(
  tx: Transaction,
  journeyIds: readonly string[],
  { cause, dueAt }: { cause: string; dueAt?: Date },
): void {
  if (journeyIds.length > 0) tx.send(statement(tx, journeyIds, cause, dueAt));
}

/** Has a journey moved when its time has come. */
export async function enqueueAt(sql: Sql, journeyId: string, dueAt: Date): Promise<void> {
  await statement(sql, [journeyId], `due:${dueAt.getTime()}`, dueAt);
}

function statement(sql: Sql | Transaction, journeyIds: readonly string[], cause: string, dueAt?: Date) {
  return sql`
    select dbos.enqueue_workflow(
      workflow_name => ${WORKFLOW}, queue_name => ${QUEUE}, workflow_id => id || ':' || ${cause}::text,
      positional_args => array[to_json(id)], delay_until_epoch_ms => ${dueAt?.getTime() ?? null}::bigint
    )
    from unnest(${journeyIds as string[]}::text[]) id`;
}
