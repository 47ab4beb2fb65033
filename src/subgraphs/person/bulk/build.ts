import type { Sql, Transaction } from '../../../kernel/db.ts';
import { createJudge } from '../matching/judge.ts';
import type { KnownModel } from '../matching/models.ts';
import { type Profile, profileOfFacts } from '../matching/profile.ts';
import { type MatchRow, listSamples, storeMatches } from '../matching/store.ts';
import { openRecord } from '../unify.ts';
import type { Comparables } from './comparables.ts';
import { forgetNames } from './profiles.ts';
import * as statements from './store.ts';
import { type Work, giveWay, mayGoOn } from './work.ts';

/** Profiles that are compared and stored at once. */
const CHUNK = 500;

/** Matches of all profiles under a model, beside those in use. */
export interface Builder {
  /** Compares all profiles, from where an earlier run came to. */
  buildAll(after: string | null): Promise<void>;
  /** Compares again what changed meanwhile, until that is little. */
  catchUp(): Promise<void>;
  /** Compares again all that changed. For a transaction that keeps writers out. */
  finish(tx: Transaction): Promise<void>;
}

/** Prepares to build matches under a model. */
export function createBuilder(work: Work, known: KnownModel, comparables: Comparables): Builder {
  const { sql, context } = work;

  /** The matches of profiles, with all others or with higher ones only. */
  const matchesOf = async (
    on: Sql | Transaction,
    profiles: readonly Profile[],
    upward: boolean,
  ): Promise<MatchRow[]> => {
    for (const { id, comparable } of profiles) comparables.keep(id, comparable);
    const pairs = profiles.length === 0 ? [] : await statements.listSharing(on, ownersOf(profiles), upward);
    const own = new Map(profiles.map(({ id, comparable }) => [id, comparable]));
    const others = pairs.flatMap(({ a, b }) => [a, b]).filter((id) => !own.has(id));
    const found = new Map([...(await comparables.load(on, others)), ...own]);
    const judge = createJudge(known, (id) => found.get(id)!);
    const rows = new Map<string, MatchRow>();
    const add = (row: MatchRow | undefined): void => void (row && rows.set(`${row.a} ${row.b}`, row));
    for (const { id } of profiles) add(judge.alone(id));
    for (const { a, b, shared } of pairs) {
      // One of them may have gone meanwhile: then it was noted.
      if (found.has(a) && found.has(b)) add(judge.pair(a, b, shared));
      await giveWay();
    }
    return [...rows.values()];
  };

  const open = async (rows: readonly Awaited<ReturnType<typeof listSamples>>[number][]) => {
    const profiles: Profile[] = [];
    const misnamed: bigint[] = [];
    for (const row of rows) {
      const record = openRecord(context.vault, row);
      const profile = profileOfFacts(context.vault, record.facts);
      if (profile?.id === record.profile) profiles.push(profile!);
      else misnamed.push(record.profile!);
      await giveWay();
    }
    return { profiles, misnamed };
  };

  const compareChanged = async (tx: Transaction): Promise<number> => {
    const changed = await statements.listChanged(tx, CHUNK);
    if (changed.length === 0) return 0;
    await statements.forgetChanged(tx, changed);
    const ids = [...new Set(changed.map(({ profile }) => BigInt(profile)))];
    const { profiles } = await open(await listSamples(tx, ids));
    storeMatches(tx, await matchesOf(tx, profiles, false), 'match_next');
    return changed.length;
  };

  return {
    async buildAll(after) {
      for (let cursor = after; ;) {
        mayGoOn(work);
        const rows = await statements.listNextProfiles(sql, cursor, CHUNK);
        if (rows.length === 0) return;
        const last = BigInt(rows.at(-1)!.profile!);
        const { profiles, misnamed } = await open(rows);
        const lacking = await statements.listLacking(sql, ownersOf(profiles));
        // They are found anew at the end; what they were compared with is noted.
        if (misnamed.length + lacking.length > 0) await forgetNames(work, [...misnamed, ...lacking]);
        const matches = await matchesOf(sql, profiles, true);
        await sql.begin((tx) => {
          storeMatches(tx, matches, 'match_next');
          statements.saveCursor(tx, last);
        });
        cursor = String(last);
        // Profiles are spread evenly over all numbers.
        work.onProgress('comparing', (Number(last) + 2 ** 63) / 2 ** 64);
      }
    },
    async catchUp() {
      for (let count = CHUNK; count === CHUNK;) {
        mayGoOn(work);
        count = await sql.begin(compareChanged);
      }
    },
    async finish(tx) {
      while ((await compareChanged(tx)) > 0) {
        // There is more.
      }
    },
  };
}

/** Keys, and by each key whose it is. */
export function ownersOf(profiles: readonly Profile[]): { keys: bigint[]; profiles: bigint[] } {
  return {
    keys: profiles.flatMap(({ keys }) => keys),
    profiles: profiles.flatMap(({ id, keys }) => keys.map(() => id)),
  };
}
