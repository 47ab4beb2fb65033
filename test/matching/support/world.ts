import { parse } from 'graphql';
import { type Sql, connect } from '../../../src/kernel/db.ts';
import { type Vault, createVault } from '../../../src/kernel/vault.ts';
import { readMasterKeys } from '../../../src/local/keys.ts';
import { readSdl } from '../../../src/kernel/sdl.ts';
import { createLogger } from '../../../src/kernel/logger.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import { openModels } from '../../../src/subgraphs/person/matching/models.ts';
import { readOwnership } from '../../../src/subgraphs/person/ownership.ts';
import { type Client, type TestHub, createHub } from '../../support/hub.ts';
import { type Auditor, audit } from './audit.ts';
import { replayFaults } from './replay.ts';

/** What a system says, in the form of `RecordPersonInput`. */
export interface Said extends Record<string, unknown> {
  externalId: string;
}

/** A hub whose records are written, and looked at from below. */
export interface World extends AsyncDisposable {
  hub: TestHub;
  /** The tables of people, as their owner sees them. */
  sql: Sql;
  /** What the faults are looked for with. */
  vault: Vault;
  /** Writes one record by `recordPerson`; the person's id. */
  write(said: Said, system?: string): Promise<string>;
  /** Writes records by `recordPeople`, in one transaction; the people's ids. */
  writeAll(said: readonly Said[], system?: string): Promise<string[]>;
  /** Takes a record back. */
  forget(externalId: string, system?: string): Promise<void>;
  /** What people said of two records: put where the API puts it; whom it concerns is derived again with their next write. */
  say(a: string, b: string, said: 'SAME' | 'DIFFERENT' | 'UNSURE'): Promise<void>;
  /** Who is who, as sets of external ids, by person. */
  people(): Promise<Map<string, string[]>>;
  /** The people that the graph shows under an id: one, at most. */
  lead(id: string): Promise<string[]>;
  /** The same as `people` without the ids. */
  partition(): Promise<string>;
  /** What of all that is stored is not what the records, the verdicts and the hot keys give. */
  faults(): Promise<string[]>;
  /** What the log and the directories of other subgraphs say otherwise than the tables of people. */
  logFaults(): Promise<string[]>;
  /** Forgets all records, as if they had never been. The log goes on. */
  clear(): Promise<void>;
}

const WRITE = /* GraphQL */ `
  mutation ($input: RecordPersonInput!) {
    recordPerson(input: $input) {
      __typename
      ... on PersonRecorded {
        person {
          id
        }
      }
      ... on InvalidInput {
        problems {
          path
          message
        }
      }
    }
  }
`;
const WRITE_ALL = /* GraphQL */ `
  mutation ($input: RecordPeopleInput!) {
    recordPeople(input: $input) {
      __typename
      ... on PeopleRecorded {
        outcomes {
          __typename
          ... on PersonRecorded {
            person {
              id
            }
          }
          ... on InvalidInput {
            problems {
              path
              message
            }
          }
        }
      }
    }
  }
`;
const FORGET = /* GraphQL */ `
  mutation ($externalId: String!) {
    forgetRecord(input: { externalId: $externalId }) {
      __typename
    }
  }
`;

/** Starts a hub over an empty database. */
export async function createWorld(env: Record<string, string> = {}): Promise<World> {
  const hub = await createHub({ env, logger: createLogger('error') });
  const clients = new Map<string, Client>();
  const clientOf = async (system: string): Promise<Client> => {
    const known = clients.get(system) ?? (await hub.as(system));
    clients.set(system, known);
    return known;
  };
  const sql = connect(
    { url: hub.database.url, statementTimeoutMs: 0 },
    { connections: 2, parameters: { search_path: 'person' } },
  );
  const vault = createVault(await readMasterKeys(hub.config.keyFile));
  const ownership = readOwnership(parse(await readSdl('person')));
  const auditor: Auditor = { sql, vault, ownership, models: openModels({ sql, vault, clock: systemClock }) };

  const send = async (system: string, query: string, variables: Record<string, unknown>): Promise<any> => {
    const { data, errors } = await (await clientOf(system)).query(query, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const idOf = (outcome: any): string => {
    if (outcome.__typename !== 'PersonRecorded') throw new Error(JSON.stringify(outcome));
    return outcome.person.id;
  };
  const externalIds = async (): Promise<Map<string, { recordId: string; personId: string }>> => {
    const { records } = await audit.open(auditor);
    return new Map(records.map(({ externalId, id, personId }) => [externalId, { recordId: id, personId }]));
  };
  const world: World = {
    hub,
    sql,
    vault,
    write: async (input, system = 'crm') => idOf((await send(system, WRITE, { input })).recordPerson),
    async writeAll(records, system = 'crm') {
      const { recordPeople } = await send(system, WRITE_ALL, { input: { records } });
      if (recordPeople.__typename !== 'PeopleRecorded') throw new Error(JSON.stringify(recordPeople));
      return recordPeople.outcomes.map(idOf);
    },
    async forget(externalId, system = 'crm') {
      await send(system, FORGET, { externalId });
    },
    async say(a, b, said) {
      const known = await externalIds();
      const [one, other] = [known.get(a)!.recordId, known.get(b)!.recordId].toSorted();
      await sql`
        insert into verdict (a, b, said, sealed, actor, said_at)
        values (${one!}, ${other!}, ${said}, ''::bytea, 'test', now())
        on conflict (a, b) do update set said = excluded.said`;
    },
    async people() {
      const people = new Map<string, string[]>();
      for (const [externalId, { personId }] of await externalIds())
        people.set(personId, [...(people.get(personId) ?? []), externalId].toSorted());
      return people;
    },
    async lead(id) {
      const { person } = await send('crm', 'query ($id: ID!) { person(id: $id) { id } }', { id });
      return person ? [person.id] : [];
    },
    async partition() {
      const people = await world.people();
      return [...people.values()]
        .map((ids) => ids.join(' '))
        .toSorted()
        .join(' | ');
    },
    faults: () => audit(auditor),
    logFaults: () => replayFaults(sql),
    async clear() {
      for (const table of [
        'claim',
        'verdict',
        'match_key',
        'record',
        'person',
        'block_key',
        'search_key',
        'hot_key',
        'match',
      ])
        await sql`delete from ${sql(table)}`;
      await sql`delete from key where id not in (select id from model)`;
    },
    async [Symbol.asyncDispose]() {
      await sql.end();
      await hub[Symbol.asyncDispose]();
    },
  };
  return world;
}
