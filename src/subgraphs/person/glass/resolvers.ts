import { subscribe } from '../../../log/subscription.ts';
import type { CompleteResolvers } from '../schema.generated.ts';
import { breakGlass } from './commands/break-glass.ts';
import { endBrokenGlass } from './commands/end-broken-glass.ts';
import { reviewBrokenGlass } from './commands/review-broken-glass.ts';
import { getBrokenGlass, listBrokenGlassPage } from './view.ts';

/** A change as the log tells it. */
export interface BrokenGlassChangeModel {
  cursor: string;
  event: string;
  glassId: string;
}

/** The resolvers of its types. */
export const glassResolvers: Pick<CompleteResolvers, 'BrokenGlassChange' | 'GlassBroken'> = {
  BrokenGlassChange: { brokenGlass: ({ glassId }, _args, context) => getBrokenGlass(context, glassId) },
  // Kept as text with an idempotency key.
  GlassBroken: { until: ({ until }) => new Date(until) },
};

/** Root fields of queries. */
export const glassQueries: Pick<CompleteResolvers['Query'], 'brokenGlass'> = {
  brokenGlass: (_root, { state, first, after }, context) =>
    listBrokenGlassPage(context, { state, first: first ?? 20, after }),
};

/** Root fields of mutations. */
export const glassMutations: Pick<
  CompleteResolvers['Mutation'],
  'breakGlass' | 'endBrokenGlass' | 'reviewBrokenGlass'
> = {
  breakGlass: (_root, { input }, context) => breakGlass(context, input),
  endBrokenGlass: (_root, { input }, context) => endBrokenGlass(context, input),
  reviewBrokenGlass: (_root, { input }, context) => reviewBrokenGlass(context, input),
};

/** Root fields of subscriptions. */
export const glassSubscriptions: Pick<CompleteResolvers['Subscription'], 'brokenGlassChanged'> = {
  brokenGlassChanged: {
    subscribe: (_root, { after }, context) =>
      subscribe({
        ...context,
        after,
        accept: ({ name }) => name.startsWith('access.'),
        map: ({ name, data }, cursor) => ({
          brokenGlassChanged: { cursor, event: name, glassId: String(data['glassId']) },
        }),
      }),
  },
};
