import DataLoader from 'dataloader';
import { demand } from '../../../kernel/actor.ts';
import { isId } from '../../../kernel/ids.ts';
import type { RequestContext } from '../../subgraph.ts';
import type { Services } from '../context.ts';
import { type PurposeDays, listPurposeDays } from './periods.ts';
import { type HoldModel, type PolicyModel, listHolds, listHoldsOf, listVersions } from './store.ts';

/** The reads of holds and policies in one operation. Rights are checked here, where the data is. */
export interface RetentionLoaders {
  hold: DataLoader<string, HoldModel | undefined>;
  /** The holds that were placed on an id of a person, the newest first. */
  holdsOf: DataLoader<string, HoldModel[]>;
  /** All versions of a policy, the newest first. */
  versions: DataLoader<Pick<PolicyModel, 'subject' | 'eventType'>, PolicyModel[], string>;
  /** For how long purposes need what they cover; the key is `all`. */
  purposeDays: DataLoader<'all', PurposeDays>;
}

/** Fresh loaders for one operation. */
export function createRetentionLoaders(
  { pools }: Pick<Services, 'pools'>,
  { actor }: RequestContext,
): RetentionLoaders {
  return {
    hold: new DataLoader(async (ids) => {
      demand(actor, 'retention:read');
      const holds = new Map((await listHolds(pools.read, ids.filter(isId))).map((hold) => [hold.id, hold]));
      return ids.map((id) => holds.get(id.toLowerCase()));
    }),
    holdsOf: new DataLoader(async (personIds) => {
      demand(actor, 'retention:read');
      const found = await listHoldsOf(pools.read, personIds.filter(isId));
      const byPerson = Map.groupBy(found, ({ asked }) => asked);
      return personIds.map((id) => byPerson.get(id.toLowerCase()) ?? []);
    }),
    versions: new DataLoader(
      async (asked) => {
        demand(actor, 'retention:read');
        const found = Map.groupBy(await listVersions(pools.read, asked), keyOf);
        return asked.map((one) => found.get(keyOf(one)) ?? []);
      },
      { cacheKeyFn: keyOf },
    ),
    purposeDays: new DataLoader(async (all) => {
      demand(actor, 'retention:read');
      const days = await listPurposeDays(pools.read);
      return all.map(() => days);
    }),
  };
}

function keyOf({ subject, eventType }: Pick<PolicyModel, 'subject' | 'eventType'>): string {
  return `${subject}/${eventType}`;
}
