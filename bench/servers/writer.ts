import postgres from 'postgres';
import { closeSql, connect } from '../../src/kernel/db.ts';
import { newId } from '../../src/kernel/ids.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { createVault } from '../../src/kernel/vault.ts';
import { readMasterKeys } from '../../src/local/keys.ts';
import type { LoadResult } from '../load/load.ts';
import { type Write, writesOf } from '../load/record-mutation.ts';
import type { Profile } from '../../src/subgraphs/person/matching/profile.ts';
import { searchKeys } from '../../src/subgraphs/person/search/terms.ts';
import type { Row } from '../population/copy.ts';
import { createPairs } from '../population/matching.ts';
import { type Materials, readMaterials } from '../population/materials.ts';
import { type PersonState, type RecordWrite, writeOf } from '../population/person-rows.ts';
import { serveParent } from '../processes/parent.ts';
import { quantile } from '../report/statistics.ts';

/** What the writer can be told: to make the rows of some people, and to write them. */
export type Writing = {
  /** Keys that are hot in another database are left out, as a hub there leaves them out. */
  prepare(what: { people: number; seed: number; hotIn: string }): Promise<void>;
  send(how: { writers: number }): LoadResult;
};

interface Prepared extends RecordWrite {
  write: Write;
  fingerprint: Buffer;
  idempotencyKey: string;
  /** Keys by which the record is found from now on; none when its profile stays. */
  added: Finding | undefined;
  lost: Finding | undefined;
  matches: Row[];
}

/** What a profile is found by. */
interface Finding {
  profile: string;
  keys: string[];
  searched: string[];
}

/**
 * Writes what `recordPerson` writes, by one transaction written by hand, with postgres.js as it comes: no GraphQL, no rights,
 * no checks, no look-ups, the values sealed beforehand.
 */
await serveParent(
  async ({ databaseUrl, keyFile, connections }: { databaseUrl: string; keyFile: string; connections: number }) => {
    const materials = await readMaterials(databaseUrl, createVault(await readMasterKeys(keyFile)), systemClock);
    const sql = postgres(databaseUrl, {
      max: connections,
      transform: { ...postgres.camel, undefined: null },
      connection: { role: 'selfsame_person', search_path: 'person' },
    });
    let prepared: Prepared[][] = [];

    const prepare: Writing['prepare'] = async ({ people, seed, hotIn }) => {
      const hot = await readHotKeys(hotIn);
      prepared = Array.from({ length: people }, (_, number) => prepareWrites(materials, writesOf(number, seed), hot));
    };
    const send = async ({ writers }: { writers: number }): Promise<LoadResult> => {
      const latencies: number[] = [];
      const begun = performance.now();
      await Promise.all(
        Array.from({ length: writers }, async (_, writer) => {
          for (let number = writer; number < prepared.length; number += writers) {
            for (const write of prepared[number]!) {
              const start = performance.now();
              await transact(sql, write);
              latencies.push(performance.now() - start);
            }
          }
        }),
      );
      return {
        requests: latencies.length,
        seconds: (performance.now() - begun) / 1000,
        p50Ms: quantile(latencies, 0.5),
        p99Ms: quantile(latencies, 0.99),
        bytes: 0,
      };
    };
    return { methods: { prepare, send }, stop: () => sql.end({ timeout: 5 }) };
  },
);

async function readHotKeys(url: string): Promise<Set<bigint>> {
  const sql = connect({ url, statementTimeoutMs: 60_000 }, { connections: 1 });
  const rows = await sql<{ key: string }[]>`select key::text from person.hot_key`;
  await closeSql(sql);
  return new Set(rows.map(({ key }) => BigInt(key)));
}

/** The rows of a person's writes, one building on the other. */
function prepareWrites(materials: Materials, writes: readonly Write[], hot: ReadonlySet<bigint>): Prepared[] {
  const { vault } = materials;
  const pairs = createPairs(materials.model);
  const finding = ({ id, keys, comparable }: Profile): Finding => ({
    profile: String(id),
    keys: keys.filter((key) => !hot.has(key)).map(String),
    searched: searchKeys(vault, comparable).map(String),
  });
  let person: PersonState | undefined;
  let profiles: Profile[] = [];
  return writes.map((write) => {
    const written = writeOf(materials, write.source, write.input, person);
    const { profile, before } = written.write;
    const isNew = !profiles.some(({ id }) => id === profile.id);
    profiles = profiles.filter(({ id }) => id !== before?.id);
    person = written.person;
    const matches = isNew ? pairs.among(profile, profiles, hot) : [];
    if (isNew) profiles.push(profile);
    return {
      ...written.write,
      write,
      fingerprint: vault.fingerprint(write.input),
      idempotencyKey: vault.mark('idempotency', write.input.idempotencyKey!),
      added: isNew ? finding(profile) : undefined,
      lost: before && finding(before),
      matches: matches.map(({ a, b, ...row }) => ({
        a: String(a),
        b: String(b),
        ...row,
        vector: Buffer.from(row.vector),
      })),
    };
  });
}

/** The statements go out together; Postgres answers them one by one. */
async function transact(sql: postgres.Sql, rows: Prepared): Promise<void> {
  const { write, fingerprint, idempotencyKey, keys, person, record, claims, matchKeys, matches, added, lost, event } =
    rows;
  const blinds = matchKeys.map(({ blind }) => blind as string);
  const answer = {
    __typename: 'PersonRecorded',
    personId: person.id,
    recordId: record.id,
    outcome: event.data['outcome'],
  };
  await sql.begin((tx) =>
    Promise.all([
      tx`insert into idempotency (caller, key, fingerprint, answer, created_at)
         values (${write.source}, ${idempotencyKey}, ${fingerprint}, ${tx.json(answer as never)}, ${event.time})`.execute(),
      ...(keys.length > 0 ? [tx`insert into key ${tx(keys as never[])}`.execute()] : []),
      rows.creates
        ? tx`insert into person ${tx(person as never)}`.execute()
        : tx`update person set version = ${person['version'] as number}, sealed = ${person['sealed'] as Buffer},
               updated_at = ${event.time} where id = ${person.id}`.execute(),
      rows.updates
        ? tx`update record set version = ${record['version'] as number}, sealed = ${record['sealed'] as Buffer},
               profile = ${record['profile'] as string}, asserted_at = ${event.time}, recorded_at = ${event.time}
             where id = ${record.id}`.execute()
        : tx`insert into record ${tx(record as never)}`.execute(),
      ...(claims.length > 0 ? [tx`insert into claim ${tx(claims as never[])}`.execute()] : []),
      tx`insert into match_key (blind, record_id) select blind, ${record.id} from unnest(${blinds}::uuid[]) blind
         on conflict do nothing`.execute(),
      ...(added
        ? [
            tx`insert into block_key (key, profile)
               select key, ${added.profile} from unnest(${added.keys}::bigint[]) key`.execute(),
            tx`insert into search_key (key, profile)
               select key, ${added.profile} from unnest(${added.searched}::bigint[]) key`.execute(),
          ]
        : []),
      ...(lost
        ? [
            tx`delete from block_key where key = any(${lost.keys}::bigint[]) and profile = ${lost.profile}`.execute(),
            tx`delete from search_key where key = any(${lost.searched}::bigint[]) and profile = ${lost.profile}`.execute(),
            tx`delete from match where a = ${lost.profile} or b = ${lost.profile}`.execute(),
          ]
        : []),
      ...(matches.length > 0 ? [tx`insert into match ${tx(matches as never[])}`.execute()] : []),
      tx`select log.append(${newId(systemClock)}, ${event.type}, ${event.subject}, ${event.time}, ${tx.json(event.data as never)},
           ${event.actor}, null)`.execute(),
    ]),
  );
}
