import { demand } from '../../../kernel/actor.ts';
import { pageSize } from '../../../kernel/input/page.ts';
import type { Context } from '../context.ts';
import type { Watchlist, WatchlistVersion } from '../schema.generated.ts';
import { type VersionRow, listHistory, listNames } from './store.ts';

/** All watch lists, by name. Of each, the newest versions, at most `first`. */
export async function listWatchlists({ pools, actor }: Context, first: number): Promise<Watchlist[]> {
  demand(actor, 'verification:read');
  const names = await listNames(pools.read);
  const versions = Map.groupBy(await listHistory(pools.read, names, pageSize(first)), ({ list }) => list);
  return names.map((name) => ({ name, versions: (versions.get(name) ?? []).map(versionOf) }));
}

/** A version as clients see it. */
export function versionOf({ id, state, ...rest }: VersionRow): WatchlistVersion {
  return { ...rest, version: id, state: state as WatchlistVersion['state'] };
}
