import type { Transaction } from '../kernel/db.ts';
import { durationMs } from '../kernel/input/durations.ts';
import { append } from '../log/append.ts';
import type { LogEvent } from '../log/event.ts';
import { type Done, doneEvent } from './done.ts';

/** What events say, as far as it is read here. */
interface Data {
  holdId: string;
  classes: string[];
  from?: string;
  into?: string;
  subject: string;
  subjects: string[];
  eventType: string | null;
  version: number;
  period: string | null;
  askId: string;
}

/** Notes in a subgraph's tables who is held, how long things are kept, and what somebody asked to be looked at now. */
export async function followRetention(tx: Transaction, events: readonly LogEvent[]): Promise<void> {
  for (const event of events) {
    const { name, subject, time } = event;
    const data = event.data as unknown as Data;
    if (name === 'hold.placed') {
      tx.send(tx`
        insert into known_hold (id, person_id, classes) values (${data.holdId}, ${subject}, ${data.classes})
        on conflict do nothing`);
    } else if (name === 'hold.released') {
      tx.send(tx`delete from known_hold where id = ${data.holdId}`);
      // What was walked past while it was held is walked again.
      tx.send(tx`update retention_task set cursor = null where cursor is not null and subject <> 'EVENTS'`);
    } else if (name === 'identity.split' && data.from) {
      // Who was held as one stays held as two: which of them the hold meant, nobody has said.
      tx.send(tx`
        insert into known_hold (id, person_id, classes)
        select distinct held.hold_id, one.id, held.classes
        from held cross join unnest(${[subject, data.from]}::uuid[]) one (id)
        where held.person_id = any(${[subject, data.from]}::uuid[])
        on conflict do nothing`);
    } else if (name === 'retention.set') await followPolicy(tx, data, time);
    else if (name === 'retention.asked') {
      tx.send(tx`
        update retention_task set ask_ids = ask_ids || ${data.askId}::uuid, due_at = ${time}
        where subject = any(${data.subjects})`);
    }
  }
}

/** A new version of a policy. What went under the old one in the pass under way is told of as such. */
async function followPolicy(tx: Transaction, data: Data, time: Date): Promise<void> {
  const { subject, version, period } = data;
  const eventType = data.eventType ?? '';
  const periodMs = period === null ? null : durationMs(period)!;
  const [under] = await tx<Done[]>`
    select run_id, subject, event_type, version, before, gone, 0 as held, ask_ids, started_at
    from retention_task
    where subject = ${subject} and event_type = ${eventType} and run_id is not null and gone > 0
    for update`;
  if (under) append(tx, doneEvent(under, time));
  tx.send(tx`
    insert into retention_task (subject, event_type, version, period_ms, due_at)
    select subject, ${eventType}, ${version}, ${periodMs}, ${time}
    from retention_task where subject = ${subject} and event_type = ''
    on conflict (subject, event_type) do update
    set version = excluded.version, period_ms = excluded.period_ms, due_at = excluded.due_at, run_id = null, gone = 0`);
}
