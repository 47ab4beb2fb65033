import type { CompleteResolvers } from '../schema.generated.ts';
import { findErasure, listErasuresPage } from './page.ts';
import type { Context } from '../context.ts';
import type { ErasureModel } from './models.ts';
import { type Finality, dueAt, stateOf, systemStateOf } from './rules.ts';

type Fields<Type extends keyof CompleteResolvers> = Pick<CompleteResolvers, Type>;

/** The queries of erasures. */
export const erasureQueries: Pick<CompleteResolvers['Query'], 'erasureStatus' | 'erasures'> = {
  erasureStatus: (_root, { id }, context) => findErasure(context, id),
  erasures: (_root, input, context) => listErasuresPage(context, input),
};

/** The types of erasures. */
export const erasureTypes: Fields<'Erasure' | 'ErasureOpened' | 'ErasureAcknowledged'> = {
  Erasure: {
    state: async (erasure, _args, context) => stateOf(erasure, await finalityOf(erasure, context), context.clock.now()),
    logicallyCompleteAt: ({ completeAt }) => completeAt,
    finalOn: async (erasure, _args, context) => (await finalityOf(erasure, context)).finalOn,
    finalWaitsFor: async (erasure, _args, context) => (await finalityOf(erasure, context)).waitsFor,
    subgraphs: ({ parts }) =>
      parts.map(({ counts, ...part }) => ({
        ...part,
        counts: Object.entries(counts)
          .filter(([, count]) => count > 0)
          .map(([what, count]) => ({ what, count })),
      })),
    systems: ({ systems }, _args, { erasureTerms, clock }) =>
      systems.map((system) => ({
        ...system,
        state: systemStateOf(system, erasureTerms, clock.now()),
        dueAt: dueAt(system, erasureTerms),
      })),
  },
  ErasureOpened: { erasure: ({ erasureId }, _args, { loaders }) => loaders.erasure.load(erasureId) },
  ErasureAcknowledged: { erasure: ({ erasureId }, _args, { loaders }) => loaders.erasure.load(erasureId) },
};

/** When an erasure is final. Of one that is not complete there is nothing to say. */
async function finalityOf({ completeAt }: ErasureModel, { erasureTerms }: Context): Promise<Finality> {
  return completeAt ? erasureTerms.finalityOf(completeAt) : { finalOn: null, waitsFor: [] };
}
