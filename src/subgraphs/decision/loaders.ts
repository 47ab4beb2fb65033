import DataLoader from 'dataloader';
import { demand } from '../../kernel/actor.ts';
import { isId } from '../../kernel/ids.ts';
import type { RequestContext } from '../subgraph.ts';
import type { Services } from './context.ts';
import { type JourneyLoaders, createJourneyLoaders } from './journeys/loaders.ts';
import type { DecisionModel } from './models.ts';
import { type PolicyLoaders, createPolicyLoaders } from './policies/loaders.ts';
import { type ReviewLoaders, createReviewLoaders } from './reviews/loaders.ts';
import { type Inputs, openInputs } from './sealing.ts';
import { type SignalModel, listSignalsOf } from './signals/store.ts';
import { type Overridable, type OverrideProposalModel, listOverridable, listProposals } from './store-override.ts';
import { type PersonAsk, listDecisions, listDecisionsOf, listInputs, listReplacements } from './store.ts';

/** The reads of one operation: batched, and each thing read once. Rights are checked here, where the data is. */
export interface Loaders extends PolicyLoaders, JourneyLoaders, ReviewLoaders {
  decision: DataLoader<string, DecisionModel | undefined>;
  /** The newest decisions about a person, by all its ids. */
  decisionsOf: DataLoader<PersonAsk, DecisionModel[], string>;
  /** The newest signals of a person, by all its ids. */
  signalsOf: DataLoader<PersonAsk, SignalModel[], string>;
  /** The id of the decision that replaced one. */
  replacement: DataLoader<string, string | undefined>;
  /** What a decision was given; undefined once it was erased. */
  inputs: DataLoader<string, Inputs | undefined>;
  /** What is proposed in place of a decision. */
  proposal: DataLoader<string, OverrideProposalModel | undefined>;
  /** What a decision must be known by to be set aside; undefined when it is not there, or was erased. */
  overridable: DataLoader<string, Overridable | undefined>;
}

/** Fresh loaders for one operation. */
export function createLoaders(services: Services, request: RequestContext): Loaders {
  const { pools, vault } = services;
  const { actor } = request;
  const decision: Loaders['decision'] = new DataLoader(async (ids) => {
    demand(actor, 'decision:read');
    const rows = await listDecisions(pools.read, ids.filter(isId));
    const decisions = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => decisions.get(id.toLowerCase()));
  });
  return {
    ...createPolicyLoaders(pools.read, actor),
    ...createJourneyLoaders(pools.read, actor),
    ...createReviewLoaders(services, request),
    decision,
    decisionsOf: new DataLoader(
      async (asked) => {
        demand(actor, 'decision:read');
        const lists = asked.map((): DecisionModel[] => []);
        for (const { place, ...row } of await listDecisionsOf(pools.read, asked)) {
          const list = lists[place - 1]!;
          // Each of the person's ids gave its newest ones; together they can be more than were asked for.
          if (list.length === asked[place - 1]!.first) continue;
          list.push(row);
          // One decision in a list often supersedes another.
          decision.prime(row.id, row);
        }
        return lists;
      },
      { cacheKeyFn: ({ ids, first, after }) => `${ids.join()}:${first}:${after}` },
    ),
    signalsOf: new DataLoader(
      async (asked) => {
        demand(actor, 'signal:read');
        const lists = asked.map((): SignalModel[] => []);
        for (const { place, ...row } of await listSignalsOf(pools.read, asked)) {
          const list = lists[place - 1]!;
          if (list.length < asked[place - 1]!.first) list.push(row);
        }
        return lists;
      },
      { cacheKeyFn: ({ ids, first, after }) => `${ids.join()}:${first}:${after}` },
    ),
    replacement: new DataLoader(async (ids) => {
      demand(actor, 'decision:read');
      const rows = await listReplacements(pools.read, ids);
      const replacements = new Map(rows.map((row) => [row.supersedes, row.id]));
      return ids.map((id) => replacements.get(id));
    }),
    proposal: new DataLoader(async (ids) => {
      demand(actor, 'decision:read');
      const proposals = new Map((await listProposals(pools.read, ids)).map((row) => [row.decisionId, row]));
      return ids.map((id) => proposals.get(id));
    }),
    overridable: new DataLoader(async (ids) => {
      demand(actor, 'decision:override');
      const rows = new Map((await listOverridable(pools.read, ids)).map((row) => [row.id, row]));
      return ids.map((id) => rows.get(id.toLowerCase()));
    }),
    inputs: new DataLoader(async (ids) => {
      demand(actor, 'decision:inputs');
      const rows = await listInputs(pools.read, ids);
      const inputs = new Map(rows.map((row) => [row.id, openInputs(vault, row)]));
      return ids.map((id) => inputs.get(id));
    }),
  };
}

/** Forgets what an operation has read so far, since it has just changed something. */
export function forgetLoaded(loaders: Loaders): void {
  for (const loader of Object.values<{ clearAll(): unknown }>({ ...loaders })) loader.clearAll();
}
