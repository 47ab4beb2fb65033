import postgres from 'postgres';
import { closeSql, connect } from '../../src/kernel/db.ts';
import { newId } from '../../src/kernel/ids.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { createVault } from '../../src/kernel/vault.ts';
import { readMasterKeys } from '../../src/local/keys.ts';
import type { LoadResult } from '../load/load.ts';
import { type Write, writesOf } from '../load/record-mutation.ts';
import { type Materials, readMaterials } from '../population/materials.ts';
import { type PersonState, type RecordWrite, writeOf } from '../population/person-rows.ts';
import { serveParent } from '../processes/parent.ts';
import { quantile } from '../report/statistics.ts';

/** What the writer can be told: to make the rows of some people, and to write them. */
export type Writing = {
  prepare(what: { people: number; seed: number }): void;
  send(how: { writers: number }): LoadResult;
};

interface Prepared extends RecordWrite {
  write: Write;
  fingerprint: Buffer;
  idempotencyKey: string;
}

/**
 * Writes what `recordPerson` writes, by one transaction written by hand, with postgres.js as it comes: no GraphQL, no rights,
 * no checks, no look-ups, the values sealed beforehand.
 */
await serveParent(
  async ({ databaseUrl, keyFile, connections }: { databaseUrl: string; keyFile: string; connections: number }) => {
    const materials = await openMaterials(databaseUrl, keyFile);
    const sql = postgres(databaseUrl, {
      max: connections,
      transform: { ...postgres.camel, undefined: null },
      connection: { role: 'selfsame_person', search_path: 'person' },
    });
    let prepared: Prepared[][] = [];

    const prepare: Writing['prepare'] = ({ people, seed }) => {
      prepared = Array.from({ length: people }, (_, number) => prepareWrites(materials, writesOf(number, seed)));
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

async function openMaterials(url: string, keyFile: string): Promise<Materials> {
  const sql = connect({ url, statementTimeoutMs: 10_000 }, { connections: 1 });
  const materials = await readMaterials(sql, createVault(await readMasterKeys(keyFile)), systemClock);
  await closeSql(sql);
  return materials;
}

/** The rows of a person's writes, one building on the other. */
function prepareWrites(materials: Materials, writes: readonly Write[]): Prepared[] {
  let person: PersonState | undefined;
  return writes.map((write) => {
    const written = writeOf(materials, write.source, write.input, person);
    person = written.person;
    return {
      ...written.write,
      write,
      fingerprint: materials.vault.fingerprint(write.input),
      idempotencyKey: materials.vault.blind('idempotency', write.input.idempotencyKey!),
    };
  });
}

/** The statements go out together; Postgres answers them one by one. */
async function transact(sql: postgres.Sql, rows: Prepared): Promise<void> {
  const { write, fingerprint, idempotencyKey, keys, person, record, claims, matchKeys, event } = rows;
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
               asserted_at = ${event.time}, recorded_at = ${event.time} where id = ${record.id}`.execute()
        : tx`insert into record ${tx(record as never)}`.execute(),
      ...(claims.length > 0 ? [tx`insert into claim ${tx(claims as never[])}`.execute()] : []),
      tx`insert into match_key (blind, record_id) select blind, ${record.id} from unnest(${blinds}::uuid[]) blind
         on conflict do nothing`.execute(),
      tx`select log.append(${newId(systemClock)}, ${event.type}, ${event.subject}, ${event.time}, ${tx.json(event.data as never)},
           ${event.actor}, null)`.execute(),
    ]),
  );
}
