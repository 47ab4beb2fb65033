import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { Deltas, OpenCheck, State } from './tally.ts';

/** The day under which all days are added up. */
export const ALL_DAYS = '0001-01-01';

/** A counter of some days. */
export interface CountRow {
  name: string;
  vendor: string;
  label: string;
  value: number;
}

/** A bucket of a sketch of some days. `seconds` is the sum of its durations. */
export interface TimeRow {
  name: string;
  vendor: string;
  bucket: number;
  count: number;
  seconds: number;
}

/** What events need to know of the past. */
export interface Ask {
  people: readonly string[];
  verifications: readonly string[];
  /** People of whom checks ended. */
  checked: readonly string[];
  decisions: readonly string[];
}

/** Reads what some events need to know of the past. */
export async function readState(tx: Transaction, { people, verifications, checked, decisions }: Ask): Promise<State> {
  const [known, open, found, vendors, decided] = await Promise.all([
    tx<{ id: string; recordedAt: Date }[]>`
      select id, recorded_at from kpi_person where id = any(${people as string[]}::uuid[])`,
    tx<{ id: string; requestedAt: Date; checks: Record<string, OpenCheck> }[]>`
      select id, requested_at, checks from kpi_verification where id = any(${verifications as string[]}::uuid[])`,
    tx<{ personId: string; kind: string; vendor: string; outcome: string }[]>`
      select person_id, kind, vendor, outcome from kpi_finding where person_id = any(${checked as string[]}::uuid[])`,
    tx<{ vendor: string; costPerCheck: number }[]>`select vendor, cost_per_check from kpi_vendor order by vendor`,
    tx<{ id: string; verifications: number; claims: number }[]>`
      select id, cardinality(verification_ids) as verifications, cardinality(claim_ids) as claims
      from decision where id = any(${decisions as string[]}::uuid[])`,
  ]);
  const findings: State['findings'] = new Map();
  for (const { personId, kind, vendor, outcome } of found) {
    const key = `${personId} ${kind}`;
    findings.set(key, (findings.get(key) ?? new Map<string, string>()).set(vendor, outcome));
  }
  return {
    people: new Map(known.map(({ id, recordedAt }) => [id, recordedAt.getTime()])),
    verifications: new Map(
      open.map(({ id, requestedAt, checks }) => [
        id,
        { requestedAtMs: requestedAt.getTime(), checks: new Map(Object.entries(checks)) },
      ]),
    ),
    findings,
    vendors: new Map([[BUILT_IN, 0], ...vendors.map(({ vendor, costPerCheck }) => [vendor, costPerCheck] as const)]),
    decisions: new Map(decided.map(({ id, ...cited }) => [id, cited])),
  };
}

/** The vendor that is part of the hub. */
const BUILT_IN = 'watchlist';

/** Stores what is known now. */
export function writeState(tx: Transaction, { people, verifications, findings, vendors }: State): void {
  const forgotten = [...people].flatMap(([id, at]) => (at === null ? [id] : []));
  const known = [...people].flatMap(([id, at]) => (at === null ? [] : [{ id, at: new Date(at) }]));
  const ended = [...verifications].flatMap(([id, open]) => (open === null ? [id] : []));
  const open = [...verifications].flatMap(([id, one]) =>
    one === null ? [] : [{ id, at: new Date(one.requestedAtMs), checks: Object.fromEntries(one.checks) }],
  );
  const found = [...findings].flatMap(([key, byVendor]) => {
    const [person, kind] = key.split(' ');
    return [...byVendor].map(([vendor, outcome]) => ({ person, kind, vendor, outcome }));
  });
  tx.send(tx`delete from kpi_person where id = any(${forgotten}::uuid[])`);
  tx.send(tx`
    insert into kpi_person (id, recorded_at)
    select id, at from jsonb_to_recordset(${tx.json(known)}) as row (id uuid, at timestamptz)
    on conflict (id) do nothing`);
  tx.send(tx`delete from kpi_verification where id = any(${ended}::uuid[])`);
  tx.send(tx`
    insert into kpi_verification (id, requested_at, checks)
    select id, at, checks from jsonb_to_recordset(${tx.json(open as never)}) as row (id uuid, at timestamptz, checks jsonb)
    on conflict (id) do update set checks = excluded.checks`);
  tx.send(tx`
    insert into kpi_finding (person_id, kind, vendor, outcome)
    select person, kind, vendor, outcome
    from jsonb_to_recordset(${tx.json(found)}) as row (person uuid, kind text, vendor text, outcome text)
    on conflict (person_id, kind, vendor) do update set outcome = excluded.outcome`);
  tx.send(tx`
    insert into kpi_vendor (vendor, cost_per_check)
    select * from unnest(${[...vendors.keys()]}::text[], ${[...vendors.values()].map(String)}::text[]::double precision[])
    on conflict (vendor) do update set cost_per_check = excluded.cost_per_check
      where kpi_vendor.cost_per_check <> excluded.cost_per_check`);
}

/** Adds to the KPIs of each day, and of all of them. */
export function writeDeltas(tx: Transaction, { counts, times }: Deltas): void {
  const counted = [...counts].flatMap(([key, value]) => {
    const [day, name, vendor, label] = key.split('\t');
    return [day, ALL_DAYS].map((of) => ({ day: of, name, vendor, label, value }));
  });
  const timed = [...times].flatMap(([key, { count, seconds }]) => {
    const [day, name, vendor, bucket] = key.split('\t');
    return [day, ALL_DAYS].map((of) => ({ day: of, name, vendor, bucket: Number(bucket), count, seconds }));
  });
  tx.send(tx`
    insert into kpi_count as before (day, name, vendor, label, value)
    select day, name, vendor, label, sum(value)
    from jsonb_to_recordset(${tx.json(counted)})
      as row (day date, name text, vendor text, label text, value double precision)
    group by day, name, vendor, label
    order by day, name, vendor, label
    on conflict (day, name, vendor, label) do update set value = before.value + excluded.value`);
  tx.send(tx`
    insert into kpi_time as before (day, name, vendor, bucket, count, seconds)
    select day, name, vendor, bucket, sum(count), sum(seconds)
    from jsonb_to_recordset(${tx.json(timed)})
      as row (day date, name text, vendor text, bucket integer, count bigint, seconds double precision)
    group by day, name, vendor, bucket
    order by day, name, vendor, bucket
    on conflict (day, name, vendor, bucket)
      do update set count = before.count + excluded.count, seconds = before.seconds + excluded.seconds`);
}

/** The counters of some days, both ends included, added up. */
export async function sumCounts(sql: Sql, from: string, to: string): Promise<CountRow[]> {
  return sql<CountRow[]>`
    select name, vendor, label, sum(value) as value from kpi_count
    where day between ${from}::date and ${to}::date
    group by name, vendor, label
    order by name, vendor, label`;
}

/** The sketches of some days, both ends included, added up. */
export async function sumTimes(sql: Sql, from: string, to: string): Promise<TimeRow[]> {
  return sql<TimeRow[]>`
    select name, vendor, bucket, sum(count)::bigint as count, sum(seconds) as seconds from kpi_time
    where day between ${from}::date and ${to}::date
    group by name, vendor, bucket
    order by name, vendor, bucket`;
}
