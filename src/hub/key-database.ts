import { randomInt, randomUUID } from 'node:crypto';
import type { Config } from '../config.ts';
import { type Sql, closeSql, connect } from '../kernel/db.ts';
import { fault } from '../kernel/faults.ts';
import { migrate } from '../kernel/migrate.ts';
import { startFault } from '../local/database.ts';

/** Tables that go to the database of keys, with what a row is known by. */
const MOVED = {
  epoch: 'id',
  blind_key: 'id',
  key: 'id',
  signing_key: 'id',
  rewrap: 'schema',
  tombstone: 'erasure_id',
} as const;

/** Moving takes as long as it takes. */
const TIMEOUT_MS = 600_000;

/**
 * Where schema `keys` is in use: in the database of the data, or in one of its own, which is brought to the newest schema, and to
 * which is moved what lies beside the data. Ended in the middle, the next start goes on.
 *
 * @returns its URL
 * @throws CONFIGURATION when it is another hub's, the database of the data itself, or when it is not named and should be
 */
export async function openKeyDatabase(databaseUrl: string, { keyDatabaseUrl }: Config): Promise<string> {
  const open = (url: string): Sql =>
    connect({ url, statementTimeoutMs: TIMEOUT_MS }, { role: 'selfsame_keys', connections: 2 });
  const data = open(databaseUrl);
  const apart = keyDatabaseUrl === undefined ? undefined : open(keyDatabaseUrl);
  try {
    if (!apart) {
      await demandKeys(data);
      return databaseUrl;
    }
    await migrate(keyDatabaseUrl!);
    await demandOther(data, apart);
    await demandPair(data, apart);
    await move(data, apart);
    return keyDatabaseUrl!;
  } catch (error) {
    throw keyFault(error, keyDatabaseUrl);
  } finally {
    await Promise.all([data, ...(apart ? [apart] : [])].map((sql) => closeSql(sql)));
  }
}

/** A start that cannot reach the database of keys names its setting. */
function keyFault(error: unknown, keyDatabaseUrl: string | undefined): unknown {
  const told = startFault({ databaseUrl: keyDatabaseUrl }, error);
  if (!(told instanceof Error) || !('public' in told) || keyDatabaseUrl === undefined) return told;
  const { code, public: text } = told as ReturnType<typeof fault>;
  return fault({ code, public: text.replaceAll('in DATABASE_URL', 'in KEY_DATABASE_URL'), cause: error });
}

async function demandKeys(data: Sql): Promise<void> {
  const [place] = await data<{ elsewhere: boolean }[]>`select elsewhere from place`;
  if (!place?.elsewhere) return;
  throw refused('The keys of this database lie in a database of their own. Name it in KEY_DATABASE_URL.');
}

/** Two names can lead to one database; it would be emptied into itself. */
async function demandOther(data: Sql, apart: Sql): Promise<void> {
  const lock = randomInt(2 ** 31);
  await data.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${lock}, 0)`;
    const [other] = await apart<[{ free: boolean }]>`select pg_try_advisory_xact_lock(${lock}, 0) as free`;
    if (!other.free)
      throw refused('KEY_DATABASE_URL names the database of the data. Make one of its own for the keys.');
  });
}

/** The two carry one mark. A database without it belongs to a database of keys that knows its wrapping keys, or to none yet. */
async function demandPair(data: Sql, apart: Sql): Promise<void> {
  const [theirs] = await apart<{ pair: string; elsewhere: boolean }[]>`select pair, elsewhere from place`;
  const own = await data<{ id: string }[]>`select id from epoch`;
  const [shared] = await apart`select id from epoch where id = any (${own.map(({ id }) => id)}::text[]) limit 1`;
  const pair = theirs && shared ? theirs.pair : randomUUID();
  await data`insert into place (singleton, pair, elsewhere) values (1, ${pair}, false) on conflict do nothing`;
  const [ours] = await data<[{ pair: string }]>`select pair from place`;
  await apart`insert into place (singleton, pair, elsewhere) values (1, ${ours.pair}, false) on conflict do nothing`;
  const [place] = await apart<[{ pair: string; elsewhere: boolean }]>`select pair, elsewhere from place`;
  if (place.pair === ours.pair && !place.elsewhere) return;
  // So that it may be given the right one.
  if (ours.pair === pair) await data`delete from place where pair = ${pair} and not elsewhere`;
  throw refused('KEY_DATABASE_URL names the database of keys of another hub. Name that of this one.');
}

/** Copies what is new, looks whether all is there, and only then takes it from beside the data. */
async function move(data: Sql, apart: Sql): Promise<void> {
  await data.begin(async (tx) => {
    await tx`lock table place in exclusive mode`;
    const [{ left }] = await tx<[{ left: boolean }]>`
      select exists (select from place where not elsewhere) or exists (select from signing_key) or exists (select from key)
          or exists (select from blind_key) or exists (select from rewrap) or exists (select from tombstone)
          or exists (select from epoch where wrapped is not null) as left`;
    if (!left) return;
    for (const [name, id] of Object.entries(MOVED)) {
      const rows = await tx<
        { row: object; id: string }[]
      >`select to_jsonb(t) as row, t.${tx(id)}::text as id from ${tx(name)} t`;
      const texts = rows.map(({ row }) => JSON.stringify(row));
      await apart`
        insert into ${apart(name)}
        select (jsonb_populate_record(null::${apart(`keys.${name}`)}, text::jsonb)).* from unnest(${texts}::text[]) as moved (text)
        on conflict do nothing`;
      const [there] = await apart<[{ count: number }]>`
        select count(*) as count from ${apart(name)} t where t.${apart(id)}::text = any (${rows.map((row) => row.id)}::text[])`;
      if (there.count < rows.length) throw refused(`Keys could not be moved: rows of keys.${name} clash with others.`);
    }
    await tx`update place set elsewhere = true`;
    await tx`delete from signing_key`;
    await tx`delete from key`;
    await tx`delete from blind_key`;
    await tx`delete from rewrap`;
    await tx`delete from tombstone`;
    await tx`update epoch set wrapped = null where wrapped is not null`;
  });
}

function refused(text: string): Error {
  return fault({ code: 'CONFIGURATION', public: text });
}
