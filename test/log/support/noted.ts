import type { Sql, Transaction } from '../../../src/kernel/db.ts';
import type { LogEvent } from '../../../src/log/event.ts';

/** Makes the table of a projection that notes what it is given. */
export async function createNoted(admin: Sql): Promise<void> {
  await admin`create table consent.noted (place bigserial, position bigint primary key)`;
  await admin`grant usage on sequence consent.noted_place_seq to selfsame_consent`;
}

/** Notes events in the order in which they come; one that comes twice is an error. */
export async function noteEvents(tx: Transaction, events: readonly LogEvent[]): Promise<void> {
  await tx`insert into noted (position) select unnest(${events.map(({ position }) => position)}::bigint[])`;
}

/** What was noted, in that order. */
export async function listNoted(admin: Sql): Promise<number[]> {
  const rows = await admin<{ position: number }[]>`select position from consent.noted order by place`;
  return rows.map(({ position }) => position);
}
