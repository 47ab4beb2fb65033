import type { Sql } from '../../src/kernel/db.ts';

/**
 * Lets the database note for each event when its transaction commits: a deferred trigger runs just before the commit is
 * written, so what is measured from there on includes the writing.
 */
export async function noteCommits(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create schema if not exists bench;
    create table if not exists bench.committed (event_id uuid not null, at timestamptz not null);
    create or replace function bench.note_commit() returns trigger language plpgsql security definer as $$
    begin
      insert into bench.committed values (new.event_id, clock_timestamp());
      return null;
    end $$;
    drop trigger if exists note_commit on log.event;
    create constraint trigger note_commit after insert on log.event
      deferrable initially deferred for each row execute function bench.note_commit();`);
}

/** Ends that, and forgets what was noted. */
export async function forgetCommits(sql: Sql): Promise<void> {
  await sql`drop trigger if exists note_commit on log.event`;
  await sql`drop schema if exists bench cascade`;
}

const TRIES = 50;

/** What to add to a time of the database to have it on the clock of this process: from the quickest of some round trips. */
export async function clockOffsetMs(sql: Sql): Promise<number> {
  let best = { tripMs: Infinity, offsetMs: 0 };
  for (let left = TRIES; left > 0; left -= 1) {
    const before = performance.timeOrigin + performance.now();
    const [row] = await sql<{ atMs: number }[]>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as at_ms`;
    const tripMs = performance.timeOrigin + performance.now() - before;
    if (tripMs < best.tripMs) best = { tripMs, offsetMs: before + tripMs / 2 - row!.atMs };
  }
  return best.offsetMs;
}
