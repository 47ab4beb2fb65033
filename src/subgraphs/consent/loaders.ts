import DataLoader from 'dataloader';
import { type RetentionLoaders, createRetentionLoaders } from './retention/loaders.ts';
import { demand } from '../../kernel/actor.ts';
import { isId } from '../../kernel/ids.ts';
import type { RequestContext } from '../subgraph.ts';
import { combineConsents } from './combine.ts';
import type { Services } from './context.ts';
import { type NoticeRow, listNotices } from './notices/store.ts';
import { type PurposeRow, listPurposes } from './purposes/store.ts';
import { visibleErasure } from './erasure/visible.ts';
import { listErasures } from './erasure/store.ts';
import type { ConsentEventModel, ConsentModel, ErasureModel } from './models.ts';
import type { ReceiptFacts } from './receipts/claims.ts';
import { listReceiptFacts } from './receipts/store.ts';
import { type RightsLoaders, createRightsLoaders } from './rights/loaders.ts';
import { type HistoryAsk, listConsents, listConsentsOf, listHistories } from './store.ts';

/** A person whose consents are asked for, with every id that was merged into it. */
export interface PersonAsk {
  id: string;
  mergedIds: readonly string[];
}

/** The reads of one operation: batched, and each thing read once. Rights are checked here, where the data is. */
export interface Loaders extends RetentionLoaders, RightsLoaders {
  /** A consent by its id or by any id that became part of it. */
  consent: DataLoader<string, ConsentModel | undefined>;
  /** A person's consents, in order of purpose. */
  consentsOf: DataLoader<PersonAsk, ConsentModel[], string>;
  /** An erasure, with the systems that the caller may see. */
  erasure: DataLoader<string, ErasureModel | undefined>;
  /** The newest entries of a consent's history. */
  history: DataLoader<HistoryAsk, ConsentEventModel[], string>;
  /** Every purpose, retired or not, in order of id. */
  purposes: DataLoader<'all', PurposeRow[]>;
  /** An entry of a history, with what its receipt says. */
  receiptFacts: DataLoader<string, ReceiptFacts | undefined>;
  /** The notices of a purpose, the newest version first. */
  notices: DataLoader<string, NoticeRow[]>;
}

/** Fresh loaders for one operation. */
export function createLoaders(services: Services, request: RequestContext): Loaders {
  const { pools, clock, directory } = services;
  const { actor } = request;
  return {
    ...createRetentionLoaders(services, request),
    ...createRightsLoaders(pools.read, actor),
    consent: new DataLoader(async (ids) => {
      demand(actor, 'consent:read');
      // Without the person there is no list of merged ids to go by, so what this subgraph knows of merges must be complete.
      await directory.projection.settle();
      const rows = await listConsents(pools.read, ids.filter(isId));
      const byAsked = Map.groupBy(rows, (row) => row.askedId);
      return ids.map((id) => {
        const found = byAsked.get(id.toLowerCase());
        return found && combineConsents(found[0]!.personId, found, clock.now())[0];
      });
    }),
    consentsOf: new DataLoader(
      async (people) => {
        demand(actor, 'consent:read');
        const idsOf = people.map(({ id, mergedIds }) =>
          [id, ...mergedIds].filter(isId).map((one) => one.toLowerCase()),
        );
        const rows = await listConsentsOf(pools.read, [...new Set(idsOf.flat())]);
        const byPerson = Map.groupBy(rows, (row) => row.personId);
        return people.map(({ id }, index) =>
          combineConsents(
            id,
            idsOf[index]!.flatMap((one) => byPerson.get(one) ?? []),
            clock.now(),
          ),
        );
      },
      { cacheKeyFn: ({ id, mergedIds }) => [id, ...mergedIds].join() },
    ),
    erasure: new DataLoader(async (ids) => {
      demand(actor, 'erasure:acknowledge');
      const rows = await listErasures(pools.read, ids.filter(isId));
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => visibleErasure(actor, byId.get(id.toLowerCase())));
    }),
    history: new DataLoader(
      async (asked) => {
        demand(actor, 'consent:read');
        const histories = asked.map((): ConsentEventModel[] => []);
        for (const { place, ...event } of await listHistories(pools.read, asked)) {
          // Each row gave its newest entries; together they can be more than were asked for.
          if (histories[place - 1]!.length < asked[place - 1]!.first) histories[place - 1]!.push(event);
        }
        return histories;
      },
      { cacheKeyFn: ({ rowIds, first, after }) => `${rowIds.join()}:${first}:${after}` },
    ),
    purposes: new DataLoader(async (asked) => {
      demand(actor, 'purpose:read');
      const purposes = await listPurposes(pools.read);
      return asked.map(() => purposes);
    }),
    receiptFacts: new DataLoader(async (ids) => {
      demand(actor, 'consent:read');
      const byId = new Map((await listReceiptFacts(pools.read, ids)).map((facts) => [facts.id, facts]));
      return ids.map((id) => byId.get(id.toLowerCase()));
    }),
    notices: new DataLoader(async (purposes) => {
      demand(actor, 'purpose:read');
      const byPurpose = Map.groupBy(await listNotices(pools.read, purposes), ({ purpose }) => purpose);
      return purposes.map((purpose) => byPurpose.get(purpose) ?? []);
    }),
  };
}

/** Forgets what an operation has read so far, since it has just changed something. */
export function forgetLoaded(loaders: Loaders): void {
  for (const loader of Object.values<{ clearAll(): unknown }>({ ...loaders })) loader.clearAll();
}
