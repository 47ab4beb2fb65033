import type { Transaction } from '../../../kernel/db.ts';
import type { Vault } from '../../../kernel/vault.ts';
import { prepare } from '../resolution/score/frequencies.ts';
import { type Comparable, standardise } from '../resolution/standardise/index.ts';
import { listPeople, listRecords } from '../store-write.ts';
import { type OpenPerson, type OpenRecord, openPerson, openRecord } from '../unify.ts';
import type { KnownModel } from './models.ts';
import { valuesOf } from './profile.ts';
import { type MatchRow, type VerdictRow, listMatches, listSamples, listVerdicts, lockTouched } from './store.ts';

/** Whom a change could concern. */
export interface Concern {
  /** Profiles that are matched anew, or not any more. */
  profiles: readonly bigint[];
  recordIds: readonly string[];
  personIds: readonly string[];
}

/** The people whom a change concerns, locked, with all from which they are derived. */
export interface Touched {
  people: OpenPerson[];
  records: OpenRecord[];
  matches: MatchRow[];
  verdicts: VerdictRow[];
  /** By profile: one record of each neighbour about whom a person is asked. */
  neighbours: ReadonlyMap<bigint, OpenRecord>;
}

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
  const personIds = await lockTouched(tx, concern);
  const [people, rows, matches, verdicts] = await Promise.all([
    listPeople(tx, personIds),
    listRecords(tx, personIds),
    listMatches(tx, { personIds, profiles: [...written], reviews: REVIEWS }),
    listVerdicts(tx, personIds),
  ]);
  const here = new Set(rows.map(({ id }) => id));
  if (people.length < personIds.length || concern.recordIds.some((id) => !here.has(id))) throw moved();
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
