import { type ClassSet, classSet } from '../../../gate/classes.ts';
import { demand } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import type { Context } from '../context.ts';
import { statedFacts } from '../commands/news.ts';
import { type FactsInput, namedFields, readFacts } from '../intake/facts.ts';
import { type Profile, profileOfFacts } from '../matching/profile.ts';
import type { KnownModel } from '../matching/models.ts';
import { regroup } from '../matching/regroup.ts';
import { scoreProfiles } from '../matching/score.ts';
import { type MatchRow, findActiveModel, listKnownProfiles, listPostings, listSamples } from '../matching/store.ts';
import { type Touched, comparables, viewTouched } from '../matching/touch.ts';
import type { SourceRecordModel } from '../models.ts';
import { CLASS_OF_FIELD } from '../subjects.ts';
import type { MatchDecision, MatchExplanation, PreviewEffect } from '../schema.generated.ts';
import { type OpenRecord, openRecord } from '../unify.ts';
import { compareProfiles, replayMatch } from './explanation.ts';
import { atOneMoment } from './view.ts';

/** What would become of a record. */
export interface MatchPreview {
  __typename: 'MatchPreview';
  effect: PreviewEffect;
  personId: string | undefined;
  mergedIds: string[];
  candidates: MatchCandidateModel[];
}

/** A record that another one is compared with. */
export interface MatchCandidateModel {
  record: SourceRecordModel;
  decision: MatchDecision;
  explanation: MatchExplanation;
}

/** Candidates that are told; a profile can have some thousand. */
const MAX_CANDIDATES = 50;

/** Classes of what records are compared by. */
const COMPARED = classSet(['IDENTITY', 'CONTACT', 'IDENTIFIERS']);

const NOBODY: MatchPreview = {
  __typename: 'MatchPreview',
  effect: 'CREATE',
  personId: undefined,
  mergedIds: [],
  candidates: [],
};

/**
 * What writing a record would do, by the steps of a write, none of which is stored; null where nobody may be asked for by such
 * facts. Whose data of their classes may not be read is not told of.
 */
export async function preview(context: Context, input: FactsInput): Promise<MatchPreview | InvalidInput | null> {
  const { actor, access, clock, vault, pools } = context;
  demand(actor, 'match:read');
  demand(actor, 'person:lineage');
  // To learn whom a number finds is to learn of the number.
  if (input.identifiers != null) demand(actor, 'person:identifiers');
  const problems = new Problems();
  const said = readFacts(problems, '', input, { now: clock.now(), defaultCountry: context.defaultCountry });
  if (namedFields(input).length === 0) problems.add('', 'Expected at least one field of the person.');
  if (problems.list.length > 0) return problems.invalid();
  const classes = COMPARED & classSet(namedFields(input).map((field) => CLASS_OF_FIELD[field]));
  if (!access.mightRead('Query.preview', classes)) return null;
  const facts = statedFacts(said);
  const profile = profileOfFacts(vault, facts);
  if (!profile) return NOBODY;
  const now = clock.now();
  const id = newId(clock);
  const record: OpenRecord = {
    id,
    // Of nobody's: who asks need not be one who writes records.
    systemId: '',
    personId: '',
    homeId: '',
    profile: profile.id,
    version: 1,
    assertedAt: now,
    recordedAt: now,
    externalId: '',
    facts,
    key: vault.createKey(id).key,
  };
  return atOneMoment(pools.read, (tx) => previewRecord(tx, context, { record, profile, classes }));
}

async function previewRecord(
  tx: Transaction,
  context: Context,
  { record, profile, classes }: { record: OpenRecord; profile: Profile; classes: ClassSet },
): Promise<MatchPreview> {
  const [modelId, systems] = await Promise.all([findActiveModel(tx), context.registry.all()]);
  // Nobody wrote anything yet, and what a hub begins with is stored by who writes first.
  if (modelId === undefined) return NOBODY;
  const known = await context.models.get(modelId);
  const touched = await touchedBy(tx, context, known, profile);
  const groups = regroup({
    known,
    touched,
    records: [...touched.records, record],
    added: new Set([record.id]),
    isSteward: (systemId) => systems.get(systemId)?.kind === 'STEWARD',
    newId: () => newId(context.clock),
  });
  const { id: stays, records } = groups.find((group) => group.records.includes(record))!;
  const candidates = await candidatesOf(context, known, touched, record);
  const joined = new Set(records.flatMap((one) => (one === record ? [] : [one.personId])));
  const concerned = [...new Set([...joined, ...candidates.map((one) => one.record.personId)])];
  const may = await Promise.all(concerned.map((id) => context.access.covers(classes, [id])));
  const told = new Set(concerned.filter((_, place) => may[place]));
  const people = [...joined].filter((id) => told.has(id)).toSorted();
  const shown = candidates.filter((one) => told.has(one.record.personId));
  const personId = people.includes(stays) ? stays : people[0];
  const effect = people.length > 1 ? 'MERGE' : people.length === 1 ? 'JOIN' : shown.length > 0 ? 'ASK' : 'CREATE';
  return {
    __typename: 'MatchPreview',
    effect,
    personId,
    mergedIds: people.filter((id) => id !== personId),
    candidates: shown,
  };
}

/** Whom a record of a profile would concern, with the matches that it would bring. */
async function touchedBy(tx: Transaction, { vault }: Context, known: KnownModel, profile: Profile): Promise<Touched> {
  const [postings, stored] = await Promise.all([listPostings(tx, profile.keys), listKnownProfiles(tx, [profile.id])]);
  const scored = await scoreProfiles(tx, vault, known, stored.length > 0 ? [] : [profile], postings);
  const concern = { profiles: [...new Set([...scored.profiles, profile.id])], recordIds: [], personIds: [] };
  const touched = await viewTouched(tx, vault, concern, new Set([profile.id]));
  const rows = new Map([...touched.matches, ...scored.matches].map((row) => [nameOf(row), row]));
  for (const row of scored.gone) rows.delete(nameOf(row));
  // Where records that say the same are not even linked with each other, they concern nobody, and can still be asked about.
  const there = new Set([...touched.records.map((one) => one.profile), ...touched.neighbours.keys()]);
  const strangers = new Set([...rows.values()].flatMap(({ a, b }) => [a, b]).filter((one) => !there.has(one)));
  const neighbours = new Map(touched.neighbours);
  for (const row of strangers.size > 0 ? await listSamples(tx, [...strangers]) : []) {
    const sample = openRecord(vault, row);
    neighbours.set(sample.profile!, sample);
  }
  return { ...touched, matches: [...rows.values()], neighbours };
}

/** The records that a record is linked with or asked about, the likeliest first. */
async function candidatesOf(
  { models }: Context,
  known: KnownModel,
  { matches, records, neighbours }: Touched,
  record: OpenRecord,
): Promise<MatchCandidateModel[]> {
  const own = record.profile!;
  const comparableOf = comparables(known, [...neighbours.values(), ...records, record]);
  const byProfile = Map.groupBy([...records, ...neighbours.values()], ({ profile }) => profile);
  const found: MatchCandidateModel[] = [];
  const add = (profile: bigint, explanation: MatchExplanation): void => {
    for (const one of byProfile.get(profile) ?? [])
      found.push({ record: one, decision: explanation.decision, explanation });
  };
  const rows = matches.filter(({ a, b }) => a === own || b === own).toSorted((x, y) => y.weight - x.weight);
  if (!rows.some(({ a, b }) => a === b)) add(own, compareProfiles(known, comparableOf, own, own).explanation);
  for (const row of rows) {
    if (found.length >= MAX_CANDIDATES) break;
    add(row.a === own ? row.b : row.a, (await replayMatch(models, row)).explanation);
  }
  return found.toSorted((x, y) => y.explanation.weight - x.explanation.weight).slice(0, MAX_CANDIDATES);
}

function nameOf({ a, b }: Pick<MatchRow, 'a' | 'b'>): string {
  return `${a} ${b}`;
}
