import DataLoader from 'dataloader';
import { type Actor, demand } from '../../../kernel/actor.ts';
import type { Sql } from '../../../kernel/db.ts';
import type { PolicyDifferenceModel } from './simulate.ts';
import { countShadow, listDiffering } from './store-shadow.ts';
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
  /** How a version did beside the one that decides; undefined when it never ran so. */
  shadowReport: DataLoader<VersionKey, ShadowReport | undefined, string>;
}

/** How a version did beside the one that decides. */
export interface ShadowReport {
  decisions: number;
  agreed: number;
  agreementRate: number;
  differing: PolicyDifferenceModel[];
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
    shadowReport: new DataLoader(
      async (keys) => {
        demand(actor, 'policy:read');
        return Promise.all(keys.map((key) => reportShadow(sql, key)));
      },
      { cacheKeyFn: nameOf },
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

async function reportShadow(sql: Sql, key: VersionKey): Promise<ShadowReport | undefined> {
  const [{ decisions, agreed }, differing] = await Promise.all([countShadow(sql, key), listDiffering(sql, key)]);
  if (decisions === 0) return undefined;
  return {
    decisions,
    agreed,
    agreementRate: agreed / decisions,
    differing: differing.map(({ outcome, ...row }) => ({ ...row, after: outcome })),
  };
}
