import { demand } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { fault } from '../../../kernel/faults.ts';
import { isId } from '../../../kernel/ids.ts';
import type { Context } from '../context.ts';
import { isCandidate } from '../matching/candidates.ts';
import { profileOfFacts } from '../matching/profile.ts';
import { listPostings } from '../matching/store.ts';
import type { SourceRecordModel } from '../models.ts';
import type { MatchExplanation, MatchReason, MatchVerdict } from '../schema.generated.ts';
import { type VerdictContent, columns, openRow } from '../sealing.ts';
import type { OpenRecord } from '../unify.ts';
import { chainBetween } from './chain.ts';
import type { Explained } from './explanation.ts';
import { type RefusalModel, refusalOf } from './refusals.ts';
import { listVerdictDetails } from './store.ts';
import { type MatchLinkModel, type View, atOneMoment, linkOf, standIn, viewPeople } from './view.ts';
import { wordsFor } from './words.ts';

/** Why two records are one person, or are not. */
export interface MatchWhy {
  recordA: SourceRecordModel;
  recordB: SourceRecordModel;
  samePerson: boolean;
  reason: MatchReason;
  text: string;
  explanation: MatchExplanation | undefined;
  replayed: boolean;
  sharedKeys: number;
  overCommonKeys: number;
  fields: string[];
  through: MatchLinkModel[];
  refusals: RefusalModel[];
  verdicts: MatchVerdict[];
}

/** What is told of refusals and verdicts; there can be as many as two people have records. */
const MAX_TOLD = 50;

/** Why two records are one person, or are not; undefined when one of them is none. Throws BAD_REQUEST for one record twice. */
export async function why(context: Context, idA: string, idB: string): Promise<MatchWhy | undefined> {
  const { actor, pools } = context;
  demand(actor, 'match:read');
  demand(actor, 'person:lineage');
  if (!isId(idA) || !isId(idB)) return undefined;
  const [recordA, recordB] = [idA.toLowerCase(), idB.toLowerCase()];
  if (recordA === recordB) throw fault({ code: 'BAD_REQUEST', public: 'recordB: expected another record.' });
  return atOneMoment(pools.read, async (tx) => {
    const view = await viewPeople(tx, context, { profiles: [], recordIds: [recordA, recordB], personIds: [] });
    const [a, b] = [view?.records.get(recordA), view?.records.get(recordB)];
    return view && a && b && explainRecords(tx, context, view, a, b);
  });
}

async function explainRecords(
  tx: Transaction,
  context: Context,
  view: View,
  a: OpenRecord,
  b: OpenRecord,
): Promise<MatchWhy> {
  const [explained, keys, verdicts] = await Promise.all([
    view.explain(a, b),
    commonKeys(tx, context, a, b),
    verdictsBetween(tx, context, view, a, b),
  ]);
  const known = { view, a, b, explained, keys, verdicts };
  const samePerson = a.personId === b.personId;
  const cause = samePerson ? whyOne(known) : whyTwo(known);
  return {
    recordA: a,
    recordB: b,
    samePerson,
    ...cause,
    text: wordsFor(cause.reason, { ...cause, explanation: explained?.explanation }),
    explanation: explained?.explanation,
    replayed: explained?.replayed ?? false,
    sharedKeys: keys.shared + keys.hot,
    overCommonKeys: keys.hot,
    verdicts,
  };
}

/** What is known of two records. */
interface Known {
  view: View;
  a: OpenRecord;
  b: OpenRecord;
  explained: Explained | undefined;
  keys: { shared: number; hot: number };
  verdicts: readonly MatchVerdict[];
}

type Cause = Pick<MatchWhy, 'reason' | 'fields' | 'through' | 'refusals'>;

function whyOne({ view, a, b, explained, verdicts }: Known): Cause {
  const because = (reason: MatchReason, through: MatchLinkModel[] = []): Cause => ({
    reason,
    fields: [],
    through,
    refusals: [],
  });
  if (verdicts.some(({ said }) => said === 'SAME')) return because('SAID');
  if (explained?.explanation.decision === 'LINK' && (explained.replayed || a.profile === b.profile))
    return because('LINKED');
  const [from, to] = [view.nodeOf.get(a.id)!, view.nodeOf.get(b.id)!];
  const shown = (node: string): OpenRecord => (node === from ? a : node === to ? b : standIn(view, node));
  const chain = chainBetween(view.derived.clustering.merges, from, to);
  return because(
    'LINKED_THROUGH',
    chain.map((merge) => linkOf(view, shown(merge.a), shown(merge.b), merge)),
  );
}

function whyTwo({ view, a, b, explained, keys, verdicts }: Known): Cause {
  const [one, other] = [view.nodeOf.get(a.id)!, view.nodeOf.get(b.id)!];
  const shown = (node: string): OpenRecord => (node === one ? a : node === other ? b : standIn(view, node));
  const refused = view.derived.clustering.refused.filter((refusal) => {
    const people = [refusal.a, refusal.b].map((node) => standIn(view, node).personId);
    return people.includes(a.personId) && people.includes(b.personId) && people[0] !== people[1];
  });
  const direct = refused.find((refusal) => [refusal.a, refusal.b].every((node) => node === one || node === other));
  const because = (reason: MatchReason): Cause => ({
    reason,
    fields: direct?.fields ?? [],
    through: [],
    refusals: refused.slice(0, MAX_TOLD).map((refusal) => refusalOf(view, refusal, shown)),
  });
  if (direct) return because(direct.because);
  if (verdicts.some((verdict) => verdict.said === 'DIFFERENT' && isOf(verdict, a, b))) return because('CANNOT_LINK');
  if (!explained) return because('NOTHING_TO_COMPARE');
  if (explained.replayed) return because(explained.vetoed ? 'VETO' : 'ASKED');
  return because(isCandidate(a.profile!, b.profile!, keys.shared) ? 'BELOW_THRESHOLD' : 'NO_SHARED_KEY');
}

/** Block keys that both records have: those that find, and those that too many have. */
async function commonKeys(
  tx: Transaction,
  { vault }: Context,
  a: OpenRecord,
  b: OpenRecord,
): Promise<{ shared: number; hot: number }> {
  const [one, other] = [profileOfFacts(vault, a.facts), profileOfFacts(vault, b.facts)];
  const mine = new Set(one?.keys);
  const common = (other?.keys ?? []).filter((key) => mine.has(key));
  const postings = await listPostings(tx, common);
  const hot = postings.filter(({ isHot }) => isHot).length;
  return { shared: common.length - hot, hot };
}

/** What people said of the two, and of others of their two people. */
async function verdictsBetween(
  tx: Transaction,
  { vault }: Context,
  { touched, records }: View,
  a: OpenRecord,
  b: OpenRecord,
): Promise<MatchVerdict[]> {
  const isBetween = (verdict: { a: string; b: string }): boolean => {
    const people = [verdict.a, verdict.b].map((id) => records.get(id)?.personId);
    return a.personId !== b.personId && people.includes(a.personId) && people.includes(b.personId);
  };
  const pairs = touched.verdicts.filter(
    (verdict) => isOf({ recordA: verdict.a, recordB: verdict.b }, a, b) || isBetween(verdict),
  );
  if (pairs.length === 0) return [];
  const details = await listVerdictDetails(tx, pairs.slice(0, MAX_TOLD));
  return details.map((row) => ({
    recordA: row.a,
    recordB: row.b,
    said: row.said,
    reason: openRow<VerdictContent>(vault, row.a, columns.verdict(row.a, row.b), row).content.reason,
    actor: row.actor,
    saidAt: row.saidAt,
  }));
}

function isOf(pair: Pick<MatchVerdict, 'recordA' | 'recordB'>, a: OpenRecord, b: OpenRecord): boolean {
  return [pair.recordA, pair.recordB].every((id) => id === a.id || id === b.id);
}
