import DataLoader from 'dataloader';
import { type Actor, demand } from '../../../kernel/actor.ts';
import type { Sql } from '../../../kernel/db.ts';
import { isId } from '../../../kernel/ids.ts';
import type { JourneyDefinitionModel, JourneyEntryModel, JourneyModel, JourneyState } from './models.ts';
import {
  type DefinitionKey,
  type PersonAsk,
  listAllDefinitions,
  listDefinitions,
  listJourneys,
  listJourneysOf,
  listLog,
  listWaiting,
  pageJourneys,
} from './store.ts';

/** The reads of one operation, of journeys. Rights are checked here, where the data is. */
export interface JourneyLoaders {
  journey: DataLoader<string, JourneyModel | undefined>;
  /** The newest journeys of a person, by all its ids. */
  journeysOf: DataLoader<PersonAsk, JourneyModel[], string>;
  journeyPage: DataLoader<JourneyPage, JourneyModel[], string>;
  journeysWaiting: DataLoader<readonly string[], JourneyModel[], string>;
  /** What a journey did. By its id. */
  journeyLog: DataLoader<string, JourneyEntryModel[]>;
  journeyDefinition: DataLoader<DefinitionKey, JourneyDefinitionModel | undefined, string>;
  /** Definitions of a name, or all. */
  journeyDefinitions: DataLoader<{ name: string | null }, JourneyDefinitionModel[], string | null>;
}

/** A page of journeys that is asked for. */
export interface JourneyPage {
  state: JourneyState;
  name: string | null;
  first: number;
  after: string | null;
}

const definitionKey = ({ name, version }: DefinitionKey): string => `${name} ${version}`;

/** Fresh loaders for one operation. */
export function createJourneyLoaders(sql: Sql, actor: Actor): JourneyLoaders {
  return {
    journey: new DataLoader(async (ids) => {
      demand(actor, 'journey:read');
      const journeys = new Map((await listJourneys(sql, ids.filter(isId))).map((row) => [row.id, row]));
      return ids.map((id) => journeys.get(id.toLowerCase()));
    }),
    journeysOf: new DataLoader(
      async (asked) => {
        demand(actor, 'journey:read');
        const lists = asked.map((): JourneyModel[] => []);
        for (const { place, ...row } of await listJourneysOf(sql, asked)) {
          const list = lists[place - 1]!;
          if (list.length < asked[place - 1]!.first) list.push(row);
        }
        return lists;
      },
      { cacheKeyFn: ({ ids, first, after }) => `${ids.join()}:${first}:${after}` },
    ),
    journeyPage: new DataLoader(
      (pages) => {
        demand(actor, 'journey:read');
        return Promise.all(pages.map((page) => pageJourneys(sql, page)));
      },
      { cacheKeyFn: (page) => JSON.stringify(page) },
    ),
    journeysWaiting: new DataLoader(
      (lists) => {
        demand(actor, 'journey:run');
        return Promise.all(lists.map((ids) => listWaiting(sql, ids)));
      },
      { cacheKeyFn: (ids) => ids.join() },
    ),
    journeyLog: new DataLoader(async (ids) => {
      demand(actor, 'journey:read');
      const logs = new Map<string, JourneyEntryModel[]>(ids.map((id) => [id, []]));
      for (const row of await listLog(sql, ids)) logs.get(row.journeyId)!.push(row);
      return ids.map((id) => logs.get(id)!);
    }),
    journeyDefinition: new DataLoader(
      async (keys) => {
        demand(actor, 'declaration:read');
        const rows = new Map((await listDefinitions(sql, keys)).map((row) => [definitionKey(row), row]));
        return keys.map((key) => rows.get(definitionKey(key)));
      },
      { cacheKeyFn: definitionKey },
    ),
    journeyDefinitions: new DataLoader(
      (asked) => {
        demand(actor, 'declaration:read');
        return Promise.all(asked.map(({ name }) => listAllDefinitions(sql, name)));
      },
      { cacheKeyFn: ({ name }) => name },
    ),
  };
}
