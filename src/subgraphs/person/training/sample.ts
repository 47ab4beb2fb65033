import { ownersOf } from '../bulk/build.ts';
import { listNextProfiles, listSharing } from '../bulk/store.ts';
import { type Work, giveWay, mayGoOn } from '../bulk/work.ts';
import { type Profile, profileOfFacts } from '../matching/profile.ts';
import { listSamples } from '../matching/store.ts';
import { MAX_REPEATS, findCandidates } from '../../../resolution/candidates.ts';
import { isSparseProfile } from '../../../resolution/profile.ts';
import type { Comparable } from '../../../resolution/standardise/index.ts';
import { openRecord } from '../unify.ts';
import * as statements from './store.ts';

/** Records to learn from, with all that they are compared with. */
export interface SampleRecords {
  records: Comparable[];
  /** By record: its profile. */
  profiles: bigint[];
  /** By record: the person that it belongs to now. */
  people: string[];
  /** By record: 1 where it was drawn by chance, 0 where it came as a candidate. */
  seeds: Uint8Array;
  /** Candidates: lower index, higher index, lower, higher, … */
  pairs: Uint32Array;
}

/** Records that a model learns from: more of them teach it nothing but what is common, which is counted among all. */
export const SAMPLE_RECORDS = 20_000;
const SEEDS = 100;
const PAGE = 1_000;

/**
 * Draws profiles by chance, each with all that it is compared with, so that pairs of one person stay together. Profiles are blind
 * numbers, so those behind a number drawn by chance are drawn by chance. Where there are few records, all are taken.
 * @param start a number from which on profiles are drawn
 * @param further profiles that are to be there too
 */
export async function drawSample(
  work: Work,
  start: bigint,
  further: readonly bigint[],
  total: number,
): Promise<SampleRecords> {
  const { sql } = work;
  const drawn = new Map<bigint, Profile>();
  const seeds = new Set<bigint>();
  const add = (profile: Profile): void => void drawn.set(profile.id, profile);
  (await openProfiles(work, further)).forEach(add);
  // Behind the highest number comes the lowest one.
  for (const [from, to] of [
    [start, undefined],
    [undefined, start],
  ]) {
    for (let after = from === undefined ? null : String(from); drawn.size < SAMPLE_RECORDS;) {
      mayGoOn(work);
      const rows = await listNextProfiles(sql, after, SEEDS);
      if (rows.length === 0) break;
      const fresh: Profile[] = [];
      for (const row of rows) {
        if (to !== undefined && BigInt(row.profile!) > to) break;
        const profile = profileOfFacts(work.context.vault, openRecord(work.context.vault, row).facts);
        if (profile?.id === BigInt(row.profile!)) fresh.push(profile);
        await giveWay();
      }
      if (fresh.length === 0) break;
      for (const profile of fresh) {
        add(profile);
        seeds.add(profile.id);
      }
      if (total > SAMPLE_RECORDS) {
        const pairs = await listSharing(sql, ownersOf(fresh), false);
        const others = new Set(pairs.flatMap(({ a, b }) => [a, b]).filter((id) => !drawn.has(id)));
        (await openProfiles(work, [...others])).forEach(add);
      }
      after = rows.at(-1)!.profile;
      work.onProgress('drawing a sample', drawn.size / Math.min(total, SAMPLE_RECORDS));
    }
  }
  return expand(work, [...drawn.values()], seeds);
}

/** The records of profiles, up to some of each, and the pairs that are candidates among them. */
async function expand(work: Work, profiles: readonly Profile[], seeds: ReadonlySet<bigint>): Promise<SampleRecords> {
  const hot = new Set<bigint>();
  const peopleOf = new Map<bigint, string[]>();
  for (let start = 0; start < profiles.length; start += PAGE) {
    const page = profiles.slice(start, start + PAGE);
    const keys = [...new Set(page.flatMap((profile) => profile.keys))];
    for (const key of await statements.listHotKeys(work.sql, keys)) hot.add(key);
    const ids = page.map(({ id }) => id);
    for (const { profile, personIds } of await statements.listPeopleOfProfiles(work.sql, ids, MAX_REPEATS))
      peopleOf.set(BigInt(profile), personIds);
    await giveWay();
  }
  const sample: Omit<SampleRecords, 'pairs' | 'seeds'> = { records: [], profiles: [], people: [] };
  const keyed: { keys: bigint[]; identity: string; sparse: boolean }[] = [];
  for (const { id, keys, comparable } of profiles) {
    const one = { keys: keys.filter((key) => !hot.has(key)), identity: String(id), sparse: isSparseProfile(id) };
    for (const personId of peopleOf.get(id) ?? []) {
      sample.records.push(comparable);
      sample.profiles.push(id);
      sample.people.push(personId);
      keyed.push(one);
    }
  }
  return {
    ...sample,
    seeds: Uint8Array.from(sample.profiles, (id) => (seeds.has(id) ? 1 : 0)),
    pairs: findCandidates(keyed).pairs,
  };
}

async function openProfiles({ sql, context: { vault } }: Work, ids: readonly bigint[]): Promise<Profile[]> {
  const profiles: Profile[] = [];
  for (let start = 0; start < ids.length; start += PAGE) {
    for (const row of await listSamples(sql, ids.slice(start, start + PAGE))) {
      const profile = profileOfFacts(vault, openRecord(vault, row).facts);
      if (profile?.id === BigInt(row.profile!)) profiles.push(profile);
      await giveWay();
    }
  }
  return profiles;
}
