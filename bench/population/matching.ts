import type { Transaction } from '../../src/kernel/db.ts';
import { isCandidate } from '../../src/subgraphs/person/matching/candidates.ts';
import type { KnownModel } from '../../src/subgraphs/person/matching/models.ts';
import type { Profile } from '../../src/subgraphs/person/matching/profile.ts';
import { type MatchRow, orderedPair } from '../../src/subgraphs/person/matching/store.ts';
import { MAX_BLOCK_RECORDS } from '../../src/resolution/candidates.ts';
import { decide } from '../../src/resolution/decide.ts';
import { vectorOf } from '../../src/resolution/explain.ts';
import { prepare } from '../../src/resolution/score/frequencies.ts';
import type { Comparable } from '../../src/resolution/standardise/index.ts';
import type { Progress } from '../report/progress.ts';
import { type Row, copyRows } from './copy.ts';

/** Pairs that are scored while Postgres prepares the next ones. */
const BATCH = 20_000;

/**
 * Of the people, those who may be taken for a namesake with nearly the same day of birth, though they are loaded as two. The first
 * write of one makes one person of both, as it should: too few to be seen in any figure.
 */
const MAX_CONFUSED = 0.001;

/** What of a profile is compared, and whose it is. */
interface Known {
  comparable: Comparable;
  person: string;
}

/** Derives from a whole population what the hub derives record by record: keys, those that are hot, and matches. */
export interface Matching {
  /** Keeps the profiles of a person's records. Returns rows for `loading_key`. */
  add(person: string, profiles: readonly Profile[]): Row[];
  /** Fills `block_key`, `hot_key` and `match`. Throws when people are linked who were invented as two, but for a few, or are not linked who were invented as one. */
  derive(progress: Progress): Promise<void>;
}

/** Begins with nobody. `loading_key` holds the keys of all until it is known which are hot. */
export async function createMatching(tx: Transaction, known: KnownModel): Promise<Matching> {
  await tx`create temporary table loading_key (key bigint not null, profile bigint not null) on commit drop`;
  const profiles = new Map<bigint, Known>();
  const score = createPairs(known);
  const linked = new Map<string, number>();
  return {
    add(person, added) {
      linked.set(person, (linked.get(person) ?? 0) + 1 - added.length);
      return added.flatMap(({ id, keys, comparable }) => {
        if (profiles.has(id)) throw new Error('Two invented records say the same.');
        profiles.set(id, { comparable: prepare(comparable, known.model.frequencies), person });
        return keys.map((key) => ({ key, profile: id }));
      });
    },
    async derive(progress) {
      await deriveKeys(tx);
      const alone = [...profiles].flatMap(([id, { comparable }]) => score.alone(id, comparable) ?? []);
      await copyRows(tx, 'person.match', alone.map(matchRow));
      let count = 0;
      let confused = 0;
      for await (const candidates of candidatesOf(tx)) {
        const rows = candidates.flatMap(({ a, b, shared }) => {
          const [one, other] = [profiles.get(BigInt(a))!, profiles.get(BigInt(b))!];
          const row = score.pair(BigInt(a), one.comparable, BigInt(b), other.comparable, shared);
          if (row?.decision === 'LINK') {
            if (one.person !== other.person) confused += 1;
            else linked.set(one.person, linked.get(one.person)! + 1);
          }
          return row ?? [];
        });
        await copyRows(tx, 'person.match', rows.map(matchRow));
        count += candidates.length;
        progress.tell(`comparing: ${count.toLocaleString('en')} pairs`);
      }
      if (confused > linked.size * MAX_CONFUSED) throw new Error(`${confused} invented people are taken for others.`);
      // Of three records two links are enough; the check against the API shows that clusters come out of it.
      if ([...linked.values()].some((links) => links < 0)) throw new Error('An invented person is not taken for one.');
    },
  };
}

/** What profiles are to each other, as the hub stores it; undefined when they are kept apart, or linked with themselves. */
export interface Pairs {
  pair(a: bigint, one: Comparable, b: bigint, other: Comparable, shared: number): MatchRow | undefined;
  alone(id: bigint, own: Comparable): MatchRow | undefined;
  /** A new profile with the others of its person that share enough keys. */
  among(profile: Profile, others: readonly Profile[], hot: ReadonlySet<bigint>): MatchRow[];
}

/** Compares by a model. */
export function createPairs({ id: modelId, model, scorer }: KnownModel): Pairs {
  const links = (own: Comparable): boolean => decide(scorer.score(own, own), model.policy).verdict === 'LINK';
  const pairs: Pairs = {
    pair(one, oneIs, other, otherIs, shared) {
      const { a, b } = orderedPair({ profile: one, other });
      const score = one === a ? scorer.score(oneIs, otherIs) : scorer.score(otherIs, oneIs);
      const { verdict } = decide(score, model.policy);
      if (verdict === 'APART') return undefined;
      // The scorer gives the same object again for the next pair.
      const row = { a, b, shared, weight: score.weight, vector: vectorOf(score), modelId };
      return { ...row, decision: verdict === 'LINK' && links(oneIs) && links(otherIs) ? 'LINK' : 'REVIEW' };
    },
    alone(id, own) {
      if (links(own)) return undefined;
      const score = scorer.score(own, own);
      return { a: id, b: id, shared: 0, decision: 'REVIEW', weight: score.weight, vector: vectorOf(score), modelId };
    },
    among({ id, keys, comparable }, others, hot) {
      const finds = new Set(keys.filter((key) => !hot.has(key)));
      const own = prepare(comparable, model.frequencies);
      return others.flatMap((other) => {
        const shared = other.keys.filter((key) => finds.has(key)).length;
        if (!isCandidate(id, other.id, shared)) return [];
        return pairs.pair(id, own, other.id, prepare(other.comparable, model.frequencies), shared) ?? [];
      });
    },
  };
  return pairs;
}

async function deriveKeys(tx: Transaction): Promise<void> {
  await tx`set local work_mem = '1GB'`;
  await tx`analyze loading_key`;
  await tx`
    insert into person.hot_key (key)
    select key from loading_key group by key having count(*) > ${MAX_BLOCK_RECORDS}`;
  await tx`analyze person.hot_key`;
  await tx`
    insert into person.block_key (key, profile)
    select key, profile from loading_key where key not in (select key from person.hot_key)`;
  await tx`truncate loading_key`;
  await tx`analyze person.block_key`;
}

interface CandidateRow {
  a: string;
  b: string;
  shared: number;
}

/** Pairs that share enough keys, by the hundred; the lowest bit of a profile tells whether one key is enough. */
async function* candidatesOf(tx: Transaction): AsyncGenerator<CandidateRow[]> {
  await tx`
    declare candidate no scroll cursor for
    select one.profile::text as a, other.profile::text as b, count(*)::integer as shared
    from person.block_key one join person.block_key other on other.key = one.key and other.profile > one.profile
    group by one.profile, other.profile
    having count(*) > 1 or (one.profile & 1) = 1 or (other.profile & 1) = 1`;
  for (;;) {
    const rows = await tx.unsafe<CandidateRow[]>(`fetch ${BATCH} from candidate`);
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) break;
  }
  await tx`close candidate`;
}

function matchRow(row: MatchRow): Row {
  return { ...row, vector: Buffer.from(row.vector) };
}
