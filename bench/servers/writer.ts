import { type Sql, connect } from '../../src/kernel/db.ts';
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

/** People to write, by number, and how many writers are at it at once. */
export interface WriteLoad {
  people: number;
  seed: number;
  writers: number;
}

interface Prepared extends RecordWrite {
  write: Write;
  fingerprint: Buffer;
}

/**
 * Writes what `recordPerson` writes, by one transaction written by hand: no GraphQL, no rights, no checks, no look-ups, the
 * values sealed beforehand.
 */
await serveParent(
  async ({ databaseUrl, keyFile, connections }: { databaseUrl: string; keyFile: string; connections: number }) => {
    const options = { url: databaseUrl, statementTimeoutMs: 10_000 };
    const sql = connect(options, { role: 'selfsame_person', connections });
    const materials = await readMaterials(sql, createVault(await readMasterKeys(keyFile)), systemClock);

    const send = async ({ people, seed, writers }: WriteLoad): Promise<LoadResult> => {
      const prepared = Array.from({ length: people }, (_, number) => prepare(materials, writesOf(number, seed)));
      const latencies: number[] = [];
      const begun = performance.now();
      await Promise.all(
        Array.from({ length: writers }, async (_, writer) => {
          for (let number = writer; number < people; number += writers) {
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
    return { methods: { send }, stop: () => sql.end({ timeout: 5 }) };
  },
);

/** The rows of a person's writes, one building on the other. */
function prepare(materials: Materials, writes: readonly Write[]): Prepared[] {
  let person: PersonState | undefined;
  return writes.map((write) => {
    const written = writeOf(materials, write.source, write.input, person);
    person = written.person;
    return { ...written.write, write, fingerprint: materials.vault.fingerprint(write.input) };
  });
}

/** The statements go out together; Postgres answers them one by one. */
async function transact(sql: Sql, rows: Prepared): Promise<void> {
  const { write, fingerprint, keys, person, record, claims, matchKeys, event } = rows;
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
         values (${write.source}, ${write.input.idempotencyKey!}, ${fingerprint}, ${tx.json(answer as never)}, ${event.time})`.execute(),
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
