import { demand } from '../../kernel/actor.ts';
import { fault } from '../../kernel/faults.ts';
import { isId } from '../../kernel/ids.ts';
import { pageSize } from '../../kernel/input/page.ts';
import type { LogEvent } from '../../log/event.ts';
import type { Context } from './context.ts';
import type { MatchReviewChangeModel, PersonModel, SourceRecordModel } from './models.ts';
import { explanationOf } from './explain/explanation.ts';
import type { VerdictDetail } from './explain/store.ts';
import { explain } from '../../resolution/explain.ts';
import { type ReviewRow, listVerdictsBetween, listReviews } from './reviews-store.ts';
import type { MatchExplanation, MatchVerdict } from './schema.generated.ts';
import { type VerdictContent, columns, openRow } from './sealing.ts';

/** Which reviews are asked for. */
export interface ReviewsInput {
  first?: number | null;
  after?: string | null;
  personId?: string | null;
  status?: 'OPEN' | 'UNSURE' | null;
}

/** A review as clients see it. */
export interface Review {
  id: string;
  status: 'OPEN' | 'UNSURE';
  recordA: SourceRecordModel;
  recordB: SourceRecordModel;
  personA: PersonModel;
  personB: PersonModel;
  weight: number;
  probability: number;
  explanation: MatchExplanation;
  ifSame: { personIds: string[]; stays: string };
  verdicts: MatchVerdict[];
}

/** A Relay connection of reviews. */
export interface ReviewsPage {
  edges: { cursor: string; node: Review }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/** One page of reviews, the most likely first. Throws BAD_REQUEST or BAD_CURSOR with what was expected. */
export async function listReviewsPage(context: Context, input: ReviewsInput): Promise<ReviewsPage> {
  const { pools, loaders, models, actor } = context;
  demand(actor, 'match:read');
  const size = pageSize(input.first ?? 20);
  const status = input.status ?? 'OPEN';
  const after = input.after == null ? undefined : readCursor(input.after);
  const person = input.personId == null ? undefined : await loaders.person.load(input.personId);
  const { model } = await models.get(await models.activeId());
  const rows =
    input.personId != null && !person
      ? []
      : await listReviews(pools.read, {
          personId: person?.id,
          unsure: status === 'UNSURE',
          review: model.policy.review,
          after,
          limit: size + 1,
        });
  const shown = rows.slice(0, size);
  const reviews = await Promise.all(shown.map((row) => reviewOf(context, row, status)));
  const edges = reviews.flatMap((node, place) => (node ? [{ cursor: toCursor(shown[place]!), node }] : []));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: after !== undefined,
      startCursor: shown[0] ? toCursor(shown[0]) : null,
      endCursor: shown.length > 0 ? toCursor(shown.at(-1)!) : null,
    },
  };
}

/** The id of the review of two records: both ids, the lower one first. */
export function reviewId(a: string, b: string): string {
  return Buffer.from([a, b].toSorted().join('').replaceAll('-', ''), 'hex').toString('base64url');
}

/** Accepts events that open and close reviews. */
export function acceptsReviews({ name }: LogEvent): boolean {
  return name === 'match.asked' || name === 'match.resolved';
}

/** An event that opens or closes reviews, as a subscriber gets it. */
export function reviewChangeOf({ name, data }: LogEvent, cursor: string): MatchReviewChangeModel {
  const { pairs = [], recordIds, verdict, outcome } = data as Partial<MatchReviewChangeModel>;
  return {
    cursor,
    kind: name === 'match.asked' ? 'OPENED' : 'RESOLVED',
    pairs: pairs.map(({ recordA, recordB }) => ({ recordA, recordB, reviewId: reviewId(recordA, recordB) })),
    recordIds: recordIds ?? [...new Set(pairs.flatMap(({ recordA, recordB }) => [recordA, recordB]))],
    verdict,
    outcome,
  };
}

/** A review with all that it shows; undefined when one of the records has moved since it was found. */
async function reviewOf(context: Context, row: ReviewRow, status: Review['status']): Promise<Review | undefined> {
  const { pools, loaders, models } = context;
  const [personA, personB, { model }, verdicts] = await Promise.all([
    loaders.person.load(row.personA),
    loaders.person.load(row.personB),
    models.get(row.modelId),
    status === 'UNSURE' ? listVerdictsBetween(pools.read, row.personA, row.personB) : [],
  ]);
  const recordA = personA?.records.find(({ id }) => id === row.recordA);
  const recordB = personB?.records.find(({ id }) => id === row.recordB);
  if (!recordA || !recordB) return undefined;
  const explanation = explanationOf(explain(model, row.vector));
  const [older, younger] = [personA!, personB!].toSorted(
    (x, y) => x.createdAt.getTime() - y.createdAt.getTime() || (x.id < y.id ? -1 : 1),
  );
  return {
    id: reviewId(row.recordA, row.recordB),
    status,
    recordA,
    recordB,
    personA: personA!,
    personB: personB!,
    weight: row.weight,
    probability: explanation.probability,
    explanation,
    ifSame: { personIds: [older!.id, younger!.id], stays: older!.id },
    verdicts: verdicts.map((remark) => verdictOf(context, remark)),
  };
}

/** What a person said, opened. */
export function verdictOf({ vault }: Pick<Context, 'vault'>, row: VerdictDetail): MatchVerdict {
  const { content } = openRow<VerdictContent>(vault, row.a, columns.verdict(row.a, row.b), row);
  const { a: recordA, b: recordB, said, actor, saidAt } = row;
  return { recordA, recordB, said, actor, saidAt, reason: content.reason };
}

function toCursor({ weight, recordA, recordB }: ReviewRow): string {
  return Buffer.from(`${weight} ${recordA} ${recordB}`).toString('base64url');
}

function readCursor(cursor: string): { weight: number; recordA: string; recordB: string } {
  const [weight = '', recordA = '', recordB = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  if (!/^-?\d/.test(weight) || !Number.isFinite(Number(weight)) || !isId(recordA) || !isId(recordB)) {
    throw fault({ code: 'BAD_CURSOR', public: 'This is not a cursor. Pass one that you were given.' });
  }
  return { weight: Number(weight), recordA, recordB };
}
