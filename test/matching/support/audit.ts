import type { Sql } from '../../../src/kernel/db.ts';
import { type Vault, canonicalJson } from '../../../src/kernel/vault.ts';
import { isCandidate } from '../../../src/subgraphs/person/matching/candidates.ts';
import { derivePeople } from '../../../src/subgraphs/person/matching/derive.ts';
import type { Models } from '../../../src/subgraphs/person/matching/models.ts';
import { type Profile, profileOfFacts } from '../../../src/subgraphs/person/matching/profile.ts';
import type { MatchRow, VerdictRow } from '../../../src/subgraphs/person/matching/store.ts';
import type { Ownership } from '../../../src/subgraphs/person/ownership.ts';
import { MAX_BLOCK_RECORDS } from '../../../src/resolution/candidates.ts';
import { decide } from '../../../src/resolution/decide.ts';
import { prepare } from '../../../src/resolution/score/frequencies.ts';
import type { Comparable } from '../../../src/resolution/standardise/index.ts';
import { type HeldPersonRow, type RecordRow, listSystems } from '../../../src/subgraphs/person/store.ts';
import { searchKeys } from '../../../src/subgraphs/person/search/terms.ts';
import { type OpenRecord, openPerson, openRecord, unify } from '../../../src/subgraphs/person/unify.ts';

/** What an audit reads with. */
export interface Auditor {
  sql: Sql;
  vault: Vault;
  ownership: Ownership;
  models: Models;
}

/** Everything as it is stored. */
interface Stored {
  records: OpenRecord[];
  people: (HeldPersonRow & { wrapped: Buffer | null })[];
  hot: Set<bigint>;
  keys: { key: bigint; profile: bigint }[];
  searched: { key: bigint; profile: bigint }[];
  matches: { a: bigint; b: bigint; shared: number; decision: string; weight: number }[];
  verdicts: VerdictRow[];
}

async function open({ sql, vault }: Auditor): Promise<Stored> {
  const [records, people, hot, keys, searched, matches, verdicts] = await Promise.all([
    sql<RecordRow[]>`
      select record.id, profile::text, home_id, system_id, person_id, version, sealed, asserted_at, recorded_at, wrapped
      from record join key using (id) where not forgotten order by record.id`,
    sql<Stored['people']>`
      select person.id, status, version, merged_into, merged_ids, sealed, created_at, updated_at, wrapped
      from person left join key using (id) order by person.id`,
    sql<{ key: string }[]>`select key::text from hot_key`,
    sql<{ key: string; profile: string }[]>`select key::text, profile::text from block_key`,
    sql<{ key: string; profile: string }[]>`select key::text, profile::text from search_key`,
    sql<
      { a: string; b: string; shared: number; decision: string; weight: number }[]
    >`select a::text, b::text, shared, decision, weight from match`,
    sql<VerdictRow[]>`select a, b, said from verdict`,
  ]);
  return {
    records: records.map((row) => openRecord(vault, row)),
    people: [...people],
    hot: new Set(hot.map(({ key }) => BigInt(key))),
    keys: keys.map(({ key, profile }) => ({ key: BigInt(key), profile: BigInt(profile) })),
    searched: searched.map(({ key, profile }) => ({ key: BigInt(key), profile: BigInt(profile) })),
    matches: matches.map(({ a, b, ...rest }) => ({ a: BigInt(a), b: BigInt(b), ...rest })),
    verdicts: [...verdicts],
  };
}

/**
 * Derives everything again from the records, the verdicts and the keys that are hot, and tells in what that differs from
 * what is stored: profiles, block keys, search keys, matches, people and what they show.
 */
async function audit(auditor: Auditor): Promise<string[]> {
  const { sql, vault, ownership, models } = auditor;
  const stored = await open(auditor);
  const systems = new Map((await listSystems(sql)).map((system) => [system.id, system]));
  const members = stored.records.filter(({ systemId }) => systems.get(systemId)!.kind !== 'STEWARD');
  const faults: string[] = [];

  const profiles = new Map<bigint, Profile>();
  for (const { externalId, facts, profile } of members) {
    const fresh = profileOfFacts(vault, facts);
    if (fresh?.id !== profile) faults.push(`${externalId} is stored under another profile than that of its facts`);
    if (fresh) profiles.set(fresh.id, fresh);
  }
  const holders = Map.groupBy(
    [...profiles.values()].flatMap(({ id, keys }) => keys.map((key) => ({ id, key }))),
    ({ key }) => key,
  );
  for (const [key, all] of holders)
    if (all.length > MAX_BLOCK_RECORDS && !stored.hot.has(key)) faults.push(`a key of ${all.length} is not hot`);
  const cool = [...holders].filter(([key]) => !stored.hot.has(key));
  faults.push(
    ...differences(
      'block key',
      stored.keys.map(({ key, profile }) => `${key} of ${profile}`),
      cool.flatMap(([key, all]) => all.map(({ id }) => `${key} of ${id}`)),
    ),
    ...differences(
      'search key',
      stored.searched.map(({ key, profile }) => `${key} of ${profile}`),
      [...profiles.values()].flatMap(({ id, comparable }) =>
        searchKeys(vault, comparable).map((key) => `${key} of ${id}`),
      ),
    ),
  );

  const { model, scorer } = await models.get(await models.activeId());
  const prepared = new Map<bigint, Comparable>();
  const comparableOf = (id: bigint): Comparable => {
    const known = prepared.get(id) ?? prepare(profiles.get(id)!.comparable, model.frequencies);
    prepared.set(id, known);
    return known;
  };
  const isAlone = (id: bigint): boolean => {
    const own = comparableOf(id);
    return decide(scorer.score(own, own), model.policy).verdict !== 'LINK';
  };
  const shared = new Map<string, { a: bigint; b: bigint; shared: number }>();
  for (const [, all] of cool) {
    const ids = all.map(({ id }) => id).toSorted((x, y) => (x < y ? -1 : 1));
    for (const [place, a] of ids.entries()) {
      for (const b of ids.slice(place + 1)) {
        const pair = shared.get(`${a} ${b}`) ?? { a, b, shared: 0 };
        pair.shared += 1;
        shared.set(`${a} ${b}`, pair);
      }
    }
  }
  const matches: Omit<MatchRow, 'vector' | 'modelId'>[] = [];
  for (const id of profiles.keys()) {
    const own = comparableOf(id);
    if (isAlone(id))
      matches.push({ a: id, b: id, shared: 0, weight: scorer.score(own, own).weight, decision: 'REVIEW' });
  }
  for (const pair of shared.values()) {
    if (!isCandidate(pair.a, pair.b, pair.shared)) continue;
    const score = scorer.score(comparableOf(pair.a), comparableOf(pair.b));
    const { verdict } = decide(score, model.policy);
    // The next score is written over this one.
    const { weight } = score;
    if (verdict === 'APART') continue;
    const links = verdict === 'LINK' && !isAlone(pair.a) && !isAlone(pair.b);
    matches.push({ ...pair, weight, decision: links ? 'LINK' : 'REVIEW' });
  }
  const matchLine = ({ a, b, shared: count, decision, weight }: Stored['matches'][number]): string =>
    `${a} ${b} share ${count}, ${decision} at ${weight}`;
  faults.push(...differences('match', stored.matches.map(matchLine), matches.map(matchLine)));

  const { people } = derivePeople({ members, matches, verdicts: stored.verdicts, comparableOf, model, scorer });
  const nameOf = new Map(members.map(({ id, systemId, externalId }) => [id, `${systemId}/${externalId}`]));
  const groupLine = (ids: readonly string[]): string =>
    ids
      .map((id) => nameOf.get(id)!)
      .toSorted()
      .join(' ');
  const standing = [...Map.groupBy(members, ({ personId }) => personId).values()];
  faults.push(
    ...differences(
      'person of',
      standing.map((all) => groupLine(all.map(({ id }) => id))),
      people.map(groupLine),
    ),
  );

  const personOf = new Map(members.map(({ id, personId }) => [id, personId]));
  for (const { a, b, said } of stored.verdicts)
    if (said === 'DIFFERENT' && personOf.get(a) === personOf.get(b))
      faults.push(`${nameOf.get(a)} and ${nameOf.get(b)} are one, though somebody keeps them apart`);

  const byId = new Map(stored.people.map((person) => [person.id, person]));
  const recordsOf = Map.groupBy(stored.records, ({ personId }) => personId);
  for (const id of recordsOf.keys()) {
    const person = byId.get(id);
    if (person?.mergedInto !== null || person.status !== 'ACTIVE') faults.push(`records belong to ${id}, who is gone`);
  }
  for (const row of stored.people) {
    if (row.mergedInto !== null) {
      if (row.wrapped !== null) faults.push(`${row.id} leads to another person, and its key is still there`);
      if (row.sealed.length > 0) faults.push(`${row.id} leads to another person, and still holds what it showed`);
      const holder = byId.get(row.mergedInto);
      if (!holder || holder.mergedInto !== null) faults.push(`${row.id} leads to ${row.mergedInto}, who is gone`);
      else if (!holder.mergedIds.includes(row.id)) faults.push(`${holder.id} does not list ${row.id}`);
      if (row.mergedIds.length > 0) faults.push(`${row.id} leads to another person, and lists ids of its own`);
      continue;
    }
    for (const id of row.mergedIds)
      if (byId.get(id)?.mergedInto !== row.id) faults.push(`${row.id} lists ${id}, which does not lead to it`);
    if (new Set(row.mergedIds).size !== row.mergedIds.length) faults.push(`${row.id} lists an id twice`);
    const records = recordsOf.get(row.id) ?? [];
    if (records.length === 0 && row.status === 'ACTIVE') faults.push(`${row.id} has no records`);
    try {
      const { content } = openPerson(vault, row);
      const expected = records.length === 0 ? { values: {}, records: [] } : unify(records, systems, ownership);
      if (canonicalJson(content) !== canonicalJson(expected)) faults.push(`${row.id} shows not what its records say`);
    } catch (error) {
      faults.push(`${row.id} cannot be opened: ${String(error)}`);
    }
  }
  return faults;
}

audit.open = open;
export { audit };

/** The lines that one list has and the other lacks. */
export function differences(what: string, found: readonly string[], expected: readonly string[]): string[] {
  const [has, should] = [new Set(found), new Set(expected)];
  return [
    ...found.filter((line) => !should.has(line)).map((line) => `too much: ${what} ${line}`),
    ...expected.filter((line) => !has.has(line)).map((line) => `missing: ${what} ${line}`),
    ...(found.length === has.size ? [] : [`${what}: some are there twice`]),
  ];
}
