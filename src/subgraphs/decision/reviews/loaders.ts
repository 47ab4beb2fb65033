import DataLoader from 'dataloader';
import { demand } from '../../../kernel/actor.ts';
import { isId } from '../../../kernel/ids.ts';
import type { RequestContext } from '../../subgraph.ts';
import type { Services } from '../context.ts';
import type { AgreementModel, ReviewModel, ReviewNoteModel } from './models.ts';
import { visibleKinds } from './rules.ts';
import { listAgreements, listNotes, listReviews } from './store.ts';

/** The reads of reviews of one operation. */
export interface ReviewLoaders {
  /** Of a kind that the actor may see. */
  review: DataLoader<string, ReviewModel | undefined>;
  agreements: DataLoader<string, AgreementModel[]>;
  notes: DataLoader<string, ReviewNoteModel[]>;
}

/** Fresh loaders for one operation. */
export function createReviewLoaders({ pools }: Services, { actor }: RequestContext): ReviewLoaders {
  return {
    review: new DataLoader(async (ids) => {
      demand(actor, 'review:read');
      const rows = await listReviews(pools.read, ids.filter(isId), visibleKinds(actor));
      const reviews = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => reviews.get(id.toLowerCase()));
    }),
    agreements: new DataLoader(async (ids) => {
      demand(actor, 'review:read');
      const rows = Map.groupBy(await listAgreements(pools.read, ids), ({ reviewId }) => reviewId);
      return ids.map((id) => rows.get(id) ?? []);
    }),
    notes: new DataLoader(async (ids) => {
      demand(actor, 'review:read');
      const rows = Map.groupBy(await listNotes(pools.read, ids), ({ reviewId }) => reviewId);
      return ids.map((id) => rows.get(id) ?? []);
    }),
  };
}
