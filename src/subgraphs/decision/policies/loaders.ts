import DataLoader from 'dataloader';
import { type Actor, demand } from '../../../kernel/actor.ts';
import type { Sql } from '../../../kernel/db.ts';
import {
  type PolicyModel,
  type PolicyVersionModel,
  type VersionKey,
  type VersionsAsk,
  listNames,
  listNewest,
  listPublished,
  listVersions,
  nameOf,
} from './store.ts';

/** The reads of policies of one operation. */
export interface PolicyLoaders {
  policy: DataLoader<string, PolicyModel | undefined>;
  /** A page of all policies, by the name behind which it begins. */
  policyNames: DataLoader<{ after: string; first: number }, PolicyModel[], string>;
  /** The version that decides, by the policy's name. */
  published: DataLoader<string, PolicyVersionModel | undefined>;
  versions: DataLoader<VersionsAsk, PolicyVersionModel[], string>;
  policyVersion: DataLoader<VersionKey, PolicyVersionModel | undefined, string>;
}

/** Fresh loaders for one operation. */
export function createPolicyLoaders(sql: Sql, actor: Actor): PolicyLoaders {
  const versionsOf = async (keys: readonly VersionKey[]): Promise<Map<string, PolicyVersionModel>> => {
    demand(actor, 'policy:read');
    const rows = await listVersions(sql, keys);
    return new Map(rows.map((row) => [nameOf(row), row]));
  };
  return {
    policy: new DataLoader(async (names) => {
      // Each policy has a first version.
      const found = await versionsOf(names.map((name) => ({ name, version: 1 })));
      return names.map((name) => (found.has(nameOf({ name, version: 1 })) ? { name } : undefined));
    }),
    policyNames: new DataLoader(
      async (asked) => {
        demand(actor, 'policy:read');
        return Promise.all(
          asked.map(async ({ after, first }) => (await listNames(sql, after, first)).map((name) => ({ name }))),
        );
      },
      { cacheKeyFn: ({ after, first }) => `${first} ${after}` },
    ),
    published: new DataLoader(async (names) => {
      demand(actor, 'policy:read');
      const rows = new Map((await listPublished(sql, names)).map((row) => [row.name, row]));
      return names.map((name) => rows.get(name));
    }),
    versions: new DataLoader(
      async (asked) => {
        demand(actor, 'policy:read');
        return listNewest(sql, asked);
      },
      { cacheKeyFn: ({ name, first }) => `${first} ${name}` },
    ),
    policyVersion: new DataLoader(
      async (keys) => {
        const found = await versionsOf(keys);
        return keys.map((key) => found.get(nameOf(key)));
      },
      { cacheKeyFn: nameOf },
    ),
  };
}
