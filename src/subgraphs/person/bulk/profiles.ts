import { lockMatching } from '../matching/gate.ts';
import type { KnownModel } from '../matching/models.ts';
import { type Profile, profileOfFacts } from '../matching/profile.ts';
import { scoreProfiles } from '../matching/score.ts';
import { forgetMatches, listKnownProfiles, listPostings, storeMatches } from '../matching/store.ts';
import { storeHotKeys, storeKeys } from '../matching/store-keys.ts';
import { searchKeys } from '../search/terms.ts';
import { openRecord } from '../unify.ts';
import { deriveAgain } from './derive-again.ts';
import * as statements from './store.ts';
import { type Work, mayGoOn } from './work.ts';

/** Records that are looked at in one transaction, which keeps writers out. */
const BATCH = 100;

/**
 * Gives a profile to records that have none and say something: those that were written before there were any, or whose profile
 * was forgotten. Each is matched under the model in use, as if it were written now.
 */
export async function nameProfiles(work: Work, known: KnownModel): Promise<void> {
  const { sql, context } = work;
  const { vault } = context;
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    mayGoOn(work);
    const silent = await statements.listSilent(sql, after, BATCH);
    if (silent.length === 0) return;
    after = silent.at(-1)!.id;
    await sql.begin(async (tx) => {
      await lockMatching(tx);
      const named = new Map<string, Profile>();
      for (const row of await statements.listRecordsWithout(
        tx,
        silent.map(({ id }) => id),
      )) {
        const profile = profileOfFacts(vault, openRecord(vault, row).facts);
        if (profile) named.set(row.id, profile);
      }
      if (named.size === 0) return;
      const profiles = [...new Map([...named.values()].map((profile) => [profile.id, profile])).values()];
      const ids = profiles.map(({ id }) => id);
      const [there, postings] = await Promise.all([
        listKnownProfiles(tx, ids),
        listPostings(tx, [...new Set(profiles.flatMap(({ keys }) => keys))]),
      ]);
      const added = profiles.filter(({ id }) => !there.includes(id));
      const scored = await scoreProfiles(tx, vault, known, added, postings);
      statements.storeProfiles(
        tx,
        [...named].map(([id, profile]) => ({ id, profile: profile.id })),
      );
      storeKeys(
        tx,
        scored.keys,
        added.flatMap(({ id, comparable }) => searchKeys(vault, comparable).map((key) => ({ key, profile: id }))),
      );
      storeHotKeys(tx, scored.hotKeys);
      storeMatches(tx, scored.matches);
      forgetMatches(tx, scored.gone);
      await deriveAgain(tx, context, known, {
        profiles: [...new Set([...scored.profiles, ...ids])],
        recordIds: [...named.keys()],
        personIds: [],
      });
    });
    context.log.wake();
  }
}

/**
 * Forgets profiles whose name is not what their records say any more, since another version of the program standardises
 * otherwise. Their records find nobody until `nameProfiles` comes to them.
 */
export async function forgetNames({ sql }: Work, profiles: readonly bigint[]): Promise<void> {
  await sql.begin(async (tx) => {
    await lockMatching(tx);
    await statements.forgetProfiles(tx, profiles);
  });
}
