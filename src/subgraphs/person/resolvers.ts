import { liftSuppression } from './erasure/commands/lift-suppression.ts';
import { classSet } from '../../gate/classes.ts';
import { demand } from '../../kernel/actor.ts';
import { fault } from '../../kernel/faults.ts';
import { isId } from '../../kernel/ids.ts';
import { pageAfter, pageSize } from '../../kernel/input/page.ts';
import { parseMoment } from '../../kernel/input/moments.ts';
import { scalars } from '../../kernel/scalars.ts';
import type { LogEvent } from '../../log/event.ts';
import { ofPerson, ofTypes, subscribe } from '../../log/subscription.ts';
import { activateModel } from './commands/activate-model.ts';
import { forgetRecord } from './commands/forget-record.ts';
import { mergePeople } from './commands/merge-people.ts';
import { overrideField, releaseOverride } from './commands/override.ts';
import { recordPeople } from './commands/record-people.ts';
import { recordPerson } from './commands/record-person.ts';
import { registerSystem } from './commands/register-system.ts';
import { resolveConflict } from './commands/resolve-conflict.ts';
import { resolveMatch } from './commands/resolve-match.ts';
import { splitPerson } from './commands/split-person.ts';
import { trainModel } from './commands/train-model.ts';
import { listConflictsPage } from './conflicts-page.ts';
import type { Context } from './context.ts';
import { how } from './explain/how.ts';
import { preview } from './explain/preview.ts';
import { why } from './explain/why.ts';
import { PERSON_FIELDS, type PersonField } from './fields.ts';
import { glassMutations, glassQueries, glassResolvers, glassSubscriptions } from './glass/resolvers.ts';
import { historyPage } from './history.ts';
import { lineageOf } from './lineage.ts';
import type { ClaimModel, PersonModel, SourceRecordModel, SystemModel } from './models.ts';
import { listPeoplePage } from './people.ts';
import { listHolders } from './reviews-store.ts';
import { acceptsReviews, listReviewsPage, reviewChangeOf } from './reviews.ts';
import { goneOf } from '../../retention/gone.ts';
import { previewRetention } from '../../retention/preview.ts';
import type { CompleteResolvers, PersonLineageArgs } from './schema.generated.ts';
import { externalBlind } from './sealing.ts';
import { assignRegion } from './residency/assign-region.ts';
import { setResidencyRule } from './residency/set-residency-rule.ts';
import { listResidencyRules } from './residency/store.ts';
import { search } from './search/search.ts';
import { countMatches } from './statistics.ts';
import { findPersonOfRecord } from './store.ts';
import { visibilityOf } from './visibility.ts';
import { jobOf, modelsOf } from './training/models.ts';
import { previewErasure, recordedBy } from './erasure/preview.ts';

/** What a record is asked for by. A system may always ask for its own. */
const EXTERNAL_ID = classSet(['IDENTIFIERS']);

export const resolvers: CompleteResolvers = {
  ...scalars,
  ...glassResolvers,
  Query: {
    ...glassQueries,
    person: (_root, { id }, { loaders }) => loaders.person.load(id),
    async personByRecord(_root, { system: systemId, externalId }, { actor, access, pools, vault, loaders, registry }) {
      const isOwn = systemId === actor.system.id;
      if (!isOwn && !access.mightRead('Query.personByRecord', EXTERNAL_ID)) return null;
      if (!(await registry.all()).has(systemId)) return null;
      const id = await findPersonOfRecord(pools.read, systemId, externalBlind(vault, systemId, externalId));
      if (!id || (!isOwn && !(await access.covers(EXTERNAL_ID, [id])))) return null;
      return loaders.person.load(id);
    },
    people: (_root, { filter, first, after }, context) => listPeoplePage(context, filter ?? {}, first ?? 20, after),
    matchStatistics: (_root, _args, context) => countMatches(context),
    ownership: (_root, _args, { ownership }) =>
      Object.values(ownership).map((row) => ({ ...row, owners: [...row.owners] })),
    systems: async (_root, _args, { registry }) => [...(await registry.all()).values()],
    matchReviews: (_root, input, context) => listReviewsPage(context, input),
    conflicts: (_root, input, context) => listConflictsPage(context, input),
    why: (_root, { recordA, recordB }, context) => why(context, recordA, recordB),
    whyNot: (_root, { recordA, recordB }, context) => why(context, recordA, recordB),
    how: (_root, { personId }, context) => how(context, personId),
    preview: (_root, { input }, context) => preview(context, input),
    residencyRules(_root, _args, { actor, pools }) {
      demand(actor, 'residency:admin');
      return listResidencyRules(pools.read);
    },
    visibility: (_root, { personId }, context) => visibilityOf(context, personId),
    search: (_root, { input, first }, context) => search(context, input, first ?? 20),
    models: (_root, _args, context) => modelsOf(context),
    matchJob: (_root, { id }, context) => jobOf(context, id ?? undefined),
  },
  Mutation: {
    ...glassMutations,
    registerSystem: (_root, { input }, context) => registerSystem(context, input),
    recordPerson: (_root, { input }, context) => recordPerson(context, input),
    recordPeople: (_root, { input }, context) => recordPeople(context, input),
    forgetRecord: (_root, { input }, context) => forgetRecord(context, input),
    liftSuppression: (_root, { input }, context) => liftSuppression(context, input),
    overrideField: (_root, { input }, context) => overrideField(context, input),
    releaseOverride: (_root, { input }, context) => releaseOverride(context, input),
    resolveMatch: (_root, { input }, context) => resolveMatch(context, input),
    mergePeople: (_root, { input }, context) => mergePeople(context, input),
    splitPerson: (_root, { input }, context) => splitPerson(context, input),
    resolveConflict: (_root, { input }, context) => resolveConflict(context, input),
    trainModel: (_root, { input }, context) => trainModel(context, input),
    activateModel: (_root, { input }, context) => activateModel(context, input),
    assignRegion: (_root, { input }, context) => assignRegion(context, input),
    setResidencyRule: (_root, { input }, context) => setResidencyRule(context, input),
  },
  ErasurePreview: {
    person: ({ id }, _args, context) => previewErasure(context, id),
    recordedBy: ({ id }, _args, context) => recordedBy(context, id),
  },
  RetentionPreview: {
    person: ({ id }, _args, context) => {
      demand(context.actor, 'retention:read');
      return previewRetention(context, id);
    },
  },
  Subscription: {
    ...glassSubscriptions,
    events: {
      async subscribe(_root, { after, types, personId }, context) {
        const accepts: ((event: LogEvent) => boolean)[] = [];
        if (types) accepts.push(ofTypes(types));
        if (personId != null) accepts.push(ofPerson(await idsOf(context, personId)));
        return subscribe({
          ...context,
          after,
          // Every filter sees every event: one of them learns from merges.
          accept: (event) => accepts.map((accept) => accept(event)).every(Boolean),
          map: (event, cursor) => ({ events: { ...event, data: visibleData(context, event), cursor } }),
        });
      },
    },
    matchReviewChanged: {
      subscribe: (_root, { after }, context) =>
        subscribe({
          ...context,
          after,
          accept: acceptsReviews,
          map: (event, cursor) => ({ matchReviewChanged: reviewChangeOf(event, cursor) }),
        }),
    },
    personChanged: {
      async subscribe(_root, { after, personId }, context) {
        const concerns = personId == null ? () => true : ofPerson(await idsOf(context, personId));
        return subscribe({
          ...context,
          after,
          accept: (event) => concerns(event) && event.name.startsWith('identity.'),
          map: (event, cursor) => ({
            personChanged: {
              cursor,
              type: event.type,
              fields: (event.data['fields'] as PersonField[]) ?? [],
              personId: event.subject,
            },
          }),
        });
      },
    },
  },
  Person: {
    __resolveReference: ({ id }, { loaders }) => loaders.person.load(id),
    otherNames: (person) => person.otherNames ?? [],
    nationalities: (person) => person.nationalities ?? [],
    emails: (person) => person.emails ?? [],
    phones: (person) => person.phones ?? [],
    addresses: (person) => person.addresses ?? [],
    identifiers: (person) => person.identifiers ?? [],
    regions: async ({ id }, _args, { gate }) => [...new Set((await gate.standing(id))?.standing.regions)].toSorted(),
    records: ({ records }, { first, after }) =>
      first == null && after == null ? records : recordsPage(records, first, after),
    lineage: (person, args, context) => lineage(context, person.id, args),
  },
  SourceRecord: {
    system: (record, _args, context) => system(context, record.systemId),
    async claims(record, _args, context) {
      const { current } = await context.loaders.history.load(record.personId);
      return visible(context, current.get(record.id) ?? []);
    },
  },
  Claim: {
    async __resolveReference({ id }, context) {
      const personId = await context.loaders.ownerOfClaim.load(id);
      if (!personId) return null;
      const claim = (await context.loaders.history.load(personId)).byId.get(id);
      return claim ? (visible(context, [claim])[0] ?? null) : null;
    },
    gone: goneOf,
    system: (claim, _args, context) => system(context, claim.systemId),
    owners: (claim, _args, { ownership }) => [...ownership[claim.field].owners],
    passedOver: (claim, _args, context) => Promise.all(claim.passedOver.map((id) => system(context, id))),
  },
  System: {
    purposes: ({ purposes }) => [...purposes],
  },
  PersonRecorded: { person: ({ personId }, _args, { loaders }) => loaders.person.load(personId) },
  RecordForgotten: { person: ({ personId }, _args, { loaders }) => loaders.person.load(personId) },
  FieldOverridden: { person: ({ personId }, _args, { loaders }) => loaders.person.load(personId) },
  OverrideReleased: { person: ({ personId }, _args, { loaders }) => loaders.person.load(personId) },
  MatchResolved: { people: ({ personIds }, _args, context) => peopleOf(context, personIds) },
  ConflictResolved: { person: ({ personId }, _args, { loaders }) => loaders.person.load(personId) },
  MatchReviewChange: {
    async people({ recordIds }, _args, context) {
      const holders = await listHolders(context.pools.read, recordIds);
      return peopleOf(context, [...new Set(holders.map(({ personId }) => personId))]);
    },
  },
  PersonChange: { person: ({ personId }, _args, { loaders }) => loaders.person.load(personId) },
  MatchLink: { explanation: (link) => link.explain() },
  MatchHow: {
    person: ({ personId }, _args, { loaders }) => loaders.person.load(personId),
    mergeCount: ({ merges }) => merges.length,
    merges: ({ merges }, { first, skip }) => pageOf(merges, first ?? 50, skip ?? 0),
    refusals: ({ refusals }, { first, skip }) => pageOf(refusals, first ?? 20, skip ?? 0),
  },
  MatchSide: {
    size: ({ ids }) => ids.length,
    recordIds: ({ ids }, { first }) => pageOf(ids, first ?? 20),
  },
  MatchCandidate: { person: ({ record }, _args, { loaders }) => loaders.person.load(record.personId) },
  SearchHit: { person: ({ personId }, _args, { loaders }) => loaders.person.load(personId) },
  SystemRegistered: { system: ({ id }, _args, context) => system(context, id) },
};

/** People by their ids; those that are there. */
async function peopleOf({ loaders }: Context, ids: readonly string[]): Promise<PersonModel[]> {
  const people = await Promise.all(ids.map((id) => loaders.person.load(id)));
  return people.filter((person) => person !== undefined);
}

/** A person's history. */
async function lineage(
  context: Context,
  personId: string,
  { field, asOf, first, after }: PersonLineageArgs,
): Promise<ClaimModel[]> {
  if (first != null || after != null) {
    if (asOf != null) throw fault({ code: 'BAD_REQUEST', public: 'asOf: not with first or after.' });
    const fields = new Set(PERSON_FIELDS.filter((one) => (field ?? one) === one && isVisible(context, one)));
    return historyPage(context, { personId, fields, first: pageSize(first ?? 50), after: pageAfter(after) });
  }
  const moment = asOf == null ? undefined : parseMoment(asOf);
  if (asOf != null && !moment) {
    throw fault({ code: 'BAD_REQUEST', public: 'asOf: expected a moment such as 2026-03-01T09:30:00Z.' });
  }
  const claims = moment
    ? await historyAt(context, personId, moment)
    : (await context.loaders.history.load(personId)).all;
  return visible(context, field == null ? claims : claims.filter((claim) => claim.field === field));
}

async function historyAt(
  { loaders, registry, ownership }: Context,
  personId: string,
  moment: Date,
): Promise<ClaimModel[]> {
  const claims = await loaders.claims.load(personId);
  return lineageOf(claims, await registry.of(claims), ownership, moment);
}

/** Some of a list. Throws BAD_REQUEST for more than a page may hold. */
function pageOf<T>(items: readonly T[], first: number, skip = 0): T[] {
  if (skip < 0) throw fault({ code: 'BAD_REQUEST', public: 'skip: expected 0 or more.' });
  return items.slice(skip, skip + pageSize(first));
}

function recordsPage(
  records: readonly SourceRecordModel[],
  first: number | null | undefined,
  after: string | null | undefined,
): SourceRecordModel[] {
  const last = pageAfter(after);
  return records.filter(({ id }) => last === null || id > last).slice(0, pageSize(first ?? 50));
}

function visible(context: Context, claims: readonly ClaimModel[]): ClaimModel[] {
  return claims.filter(({ field }) => isVisible(context, field));
}

/** Identifiers have a scope of their own, in the history too. */
function isVisible({ actor }: Context, field: PersonField): boolean {
  return field !== 'IDENTIFIERS' || actor.scopes.has('person:identifiers');
}

/** The client of a system has a scope of its own, in the stream of events too. */
function visibleData({ actor }: Context, { name, data }: LogEvent): Record<string, unknown> {
  if (name !== 'system.registered' || actor.scopes.has('system:admin')) return data;
  const { clientId: _, ...rest } = data;
  return rest;
}

async function system({ registry }: Context, id: string): Promise<SystemModel> {
  const found = (await registry.of([{ systemId: id }])).get(id);
  if (!found) throw fault({ code: 'INTERNAL', public: 'Internal error.', internal: `no system ${id}` });
  return found;
}

/** Every id that leads to the same person. An id that leads to nobody leads to no event either. */
async function idsOf({ loaders }: Context, id: string): Promise<string[]> {
  const person = isId(id) ? await loaders.person.load(id) : undefined;
  return person ? [...new Set([id.toLowerCase(), person.id, ...person.mergedIds])] : [id];
}
