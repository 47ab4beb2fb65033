import type { Transaction } from '../../../kernel/db.ts';
import type { Vault } from '../../../kernel/vault.ts';
import { prepare } from '../../../resolution/score/frequencies.ts';
import { type Comparable, standardise } from '../../../resolution/standardise/index.ts';
import { listPeople, listRecords } from '../store-write.ts';
import { type OpenPerson, type OpenRecord, openPerson, openRecord } from '../unify.ts';
import type { KnownModel } from './models.ts';
import { valuesOf } from './profile.ts';
import {
  type Concern,
  type TouchedMatch,
  type VerdictRow,
  listMatches,
  listSamples,
  listTouched,
  listVerdicts,
  lockTouched,
} from './store.ts';

/** The people whom a change concerns, with all from which they are derived. */
export interface Touched {
  people: OpenPerson[];
  records: OpenRecord[];
  matches: TouchedMatch[];
  verdicts: VerdictRow[];
  /** By profile: one record of each neighbour about whom a person is asked. */
  neighbours: ReadonlyMap<bigint, OpenRecord>;
}

/** Whom a new record concerns that matches nobody. */
export const NOBODY: Touched = { people: [], records: [], matches: [], verdicts: [], neighbours: new Map() };

/** Rivals of a record that are looked at; more than those that `findTies` compares. */
const REVIEWS = 16;

/**
 * Locks whom a change concerns, and reads what they are derived from.
 * @param written profiles of records that are not stored yet
 */
export async function openTouched(
  tx: Transaction,
  vault: Vault,
  concern: Concern,
  written: ReadonlySet<bigint> = new Set(),
): Promise<Touched> {
  const touched = await read(tx, vault, await lockTouched(tx, concern), written);
  const here = new Set(touched.records.map(({ id }) => id));
  if (concern.recordIds.some((id) => !here.has(id))) throw moved();
  return touched;
}

/** The same, without locks: for who only looks, in a transaction that sees one moment. */
export async function viewTouched(
  tx: Transaction,
  vault: Vault,
  concern: Concern,
  written: ReadonlySet<bigint> = new Set(),
): Promise<Touched> {
  return read(tx, vault, await listTouched(tx, concern), written);
}

async function read(
  tx: Transaction,
  vault: Vault,
  personIds: readonly string[],
  written: ReadonlySet<bigint>,
): Promise<Touched> {
  const [people, rows, matches, verdicts] = await Promise.all([
    listPeople(tx, personIds),
    listRecords(tx, personIds),
    listMatches(tx, { personIds, profiles: [...written], reviews: REVIEWS }),
    listVerdicts(tx, personIds),
  ]);
  if (people.length < personIds.length) throw moved();
  const records = rows.map((row) => openRecord(vault, row));
  const known = new Set<bigint | undefined>([...written, ...records.map(({ profile }) => profile)]);
  const others = new Set<bigint>();
  for (const { a, b, decision } of matches) {
    for (const profile of [a, b]) {
      if (known.has(profile)) continue;
      if (decision === 'LINK') throw moved();
      others.add(profile);
    }
  }
  const samples = others.size === 0 ? [] : await listSamples(tx, [...others]);
  const neighbours = new Map(
    samples.map((row) => {
      const record = openRecord(vault, row);
      return [record.profile!, record];
    }),
  );
  return {
    people: people.map((row) => openPerson(vault, row)),
    records,
    matches: matches.filter(({ a, b }) => [a, b].every((profile) => known.has(profile) || neighbours.has(profile))),
    verdicts,
    neighbours,
  };
}

/** Somebody merged or linked people while we waited for their locks: the whole runs again (serialization_failure). */
function moved(): Error {
  return Object.assign(new Error('people were joined meanwhile'), { code: '40001' });
}

/** Comparable forms by profile, made when they are first asked for. */
export function comparables({ model }: KnownModel, records: Iterable<OpenRecord>): (profile: bigint) => Comparable {
  const byProfile = new Map<bigint, OpenRecord>();
  for (const record of records) if (record.profile !== undefined) byProfile.set(record.profile, record);
  const made = new Map<bigint, Comparable>();
  return (profile) => {
    let known = made.get(profile);
    if (!known) {
      known = prepare(standardise(valuesOf(byProfile.get(profile)!.facts)), model.frequencies);
      made.set(profile, known);
    }
    return known;
  };
}
