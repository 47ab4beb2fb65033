import type { CompleteResolvers } from '../schema.generated.ts';
import { listCounts } from '../../../log/erasing/preview.ts';
import { findErasure, listErasuresPage } from './page.ts';
import { consentShare, previewErasure, readBy } from './preview.ts';
import { listIdsOf } from './store.ts';
import type { Context } from '../context.ts';
import type { ErasureModel } from './models.ts';
import { type Finality, dueAt, stateOf, systemStateOf } from './rules.ts';

type Fields<Type extends keyof CompleteResolvers> = Pick<CompleteResolvers, Type>;

/** The queries of erasures. */
export const erasureQueries: Pick<CompleteResolvers['Query'], 'erasureStatus' | 'erasures' | 'erasurePreview'> = {
  erasureStatus: (_root, { id }, context) => findErasure(context, id),
  erasurePreview: (_root, { personId }, context) => previewErasure(context, personId),
  erasures: (_root, input, context) => listErasuresPage(context, input),
};

/** The types of erasures. */
export const erasureTypes: Fields<'Erasure' | 'ErasurePreview' | 'ErasureOpened' | 'ErasureAcknowledged'> = {
  Erasure: {
    state: async (erasure, _args, context) => stateOf(erasure, await finalityOf(erasure, context), context.clock.now()),
    logicallyCompleteAt: ({ completeAt }) => completeAt,
    finalOn: async (erasure, _args, context) => (await finalityOf(erasure, context)).finalOn,
    finalWaitsFor: async (erasure, _args, context) => (await finalityOf(erasure, context)).waitsFor,
    subgraphs: ({ parts }) =>
      parts.map(({ counts, ...part }) => ({
        ...part,
        counts: listCounts(counts),
      })),
    systems: ({ systems }, _args, { erasureTerms, clock }) =>
      systems.map((system) => ({
        ...system,
        state: systemStateOf(system, erasureTerms, clock.now()),
        dueAt: dueAt(system, erasureTerms),
      })),
  },
  ErasurePreview: {
    erasure: async ({ id }, _args, context) => (await findErasure(context, id)) ?? null,
    personIds: ({ id }, _args, { pools }) => listIdsOf(pools.read, id),
    readBy: ({ id }, _args, context) => readBy(context, id),
    consent: ({ id }, _args, context) => consentShare(context, id),
  },
  ErasureOpened: { erasure: ({ erasureId }, _args, { loaders }) => loaders.erasure.load(erasureId) },
  ErasureAcknowledged: { erasure: ({ erasureId }, _args, { loaders }) => loaders.erasure.load(erasureId) },
};

/** When an erasure is final. Of one that is not complete there is nothing to say. */
async function finalityOf({ completeAt }: ErasureModel, { erasureTerms }: Context): Promise<Finality> {
  return completeAt ? erasureTerms.finalityOf(completeAt) : { finalOn: null, waitsFor: [] };
}
