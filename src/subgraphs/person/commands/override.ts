import { actorName, authorOf, demand } from '../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { isId, newId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { requiredText } from '../../../kernel/input/text.ts';
import { append } from '../../../log/append.ts';
import type { Context } from '../context.ts';
import type { PersonField } from '../fields.ts';
import { type FactsInput, namedFields, readFacts } from '../intake/facts.ts';
import { forgetLoaded } from '../loaders.ts';
import type { ClaimContent } from '../sealing.ts';
import type { SystemModel } from '../models.ts';
import type { OpenRecord } from '../unify.ts';
import { openPerson } from './open-person.ts';
import { savePeople } from './save-people.ts';
import { type AddedClaim, storeRecords } from './store-record.ts';

// What a steward sets by hand is a record like any other: of the steward's system, with the person's id as its external
// id. So it has claims, a key and a history, and the choice of values needs one rule for it.

/** One field of one person, with the value that shall hold. */
export interface OverrideFieldInput {
  personId: string;
  fact: FactsInput;
  reason: string;
  expectedVersion?: number | null;
  idempotencyKey?: string | null;
}

/** One field of one person, for which the systems shall decide again. */
export interface ReleaseOverrideInput {
  personId: string;
  field: PersonField;
  reason: string;
  expectedVersion?: number | null;
  idempotencyKey?: string | null;
}

/** Stored with the idempotency key: ids only. */
export interface FieldOverridden {
  __typename: 'FieldOverridden';
  personId: string;
  claimId: string;
}

/** Stored with the idempotency key: ids only. */
export interface OverrideReleased {
  __typename: 'OverrideReleased';
  personId: string;
}

export type Refused =
  | { __typename: 'NotFound'; id: string }
  | { __typename: 'VersionConflict'; expected: number; actual: number };
export type OverrideFieldOutcome = FieldOverridden | Refused | InvalidInput | IdempotencyConflict;
export type ReleaseOverrideOutcome = OverrideReleased | Refused | InvalidInput | IdempotencyConflict;

/** Sets a value by hand. It goes before what every system says, until it is released. */
export async function overrideField(context: Context, input: OverrideFieldInput): Promise<OverrideFieldOutcome> {
  demand(context.actor, 'person:override');
  const now = context.clock.now();
  const problems = new Problems();
  const reason = requiredText(problems, 'reason', input.reason);
  const key = idempotencyKey(problems, input.idempotencyKey);
  const fields = namedFields(input.fact);
  if (fields.length !== 1) problems.add('fact', `Expected exactly one field; there are ${fields.length}.`);
  const [fact] = readFacts(problems, 'fact.', input.fact, { now, defaultCountry: context.defaultCountry });
  if (problems.list.length > 0) return problems.invalid();

  const { field, value, original } = fact!;
  return changeByHand<FieldOverridden>(context, 'overrideField', input, key, (person) => {
    const stored = setByHand(context, person, { field, content: { value, original, reason: reason! }, now });
    return {
      answer: { __typename: 'FieldOverridden', personId: person.id, claimId: stored.claims[0].id },
      stored: [stored],
    };
  });
}

/** Takes back every value of the field that was set by hand. */
export async function releaseOverride(context: Context, input: ReleaseOverrideInput): Promise<ReleaseOverrideOutcome> {
  demand(context.actor, 'person:override');
  const now = context.clock.now();
  const problems = new Problems();
  const reason = requiredText(problems, 'reason', input.reason);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  return changeByHand<OverrideReleased>(context, 'releaseOverride', input, key, (person, systems) => {
    const overriding = person.records.filter(
      (record) => systems.get(record.systemId)!.kind === 'STEWARD' && record.facts[input.field],
    );
    if (overriding.length === 0) return undefined;
    return {
      answer: { __typename: 'OverrideReleased', personId: person.id },
      stored: overriding.map((record) => {
        const { [input.field]: _, ...facts } = record.facts;
        const content = { value: null, reason: reason!, released: true };
        return {
          record: { ...record, version: record.version + 1, assertedAt: now, recordedAt: now, facts },
          wrapped: undefined,
          claims: [{ id: newId(context.clock), field: input.field, assertedAt: now, content }],
        };
      }),
    };
  });
}

/** A person as a steward's command finds it. */
interface Found {
  id: string;
  records: readonly OpenRecord[];
}

/** A record that a steward's command stores. */
interface ByHand {
  record: OpenRecord;
  wrapped: Buffer | undefined;
  claims: [AddedClaim];
}

/** What a steward's command does to a person's records; undefined when there is nothing to do, or the id that is not there. */
type Change<Answer> = (
  person: Found,
  systems: ReadonlyMap<string, SystemModel>,
) => { answer: Answer; stored: ByHand[] } | { missing: string } | undefined;

/** The steward's record of a person with a value more. */
export function setByHand(
  { actor, clock, vault }: Context,
  person: Found,
  { field, content, now }: { field: PersonField; content: ClaimContent; now: Date },
): ByHand {
  const own = person.records.find((record) => record.systemId === actor.system.id && record.externalId === person.id);
  const claim: AddedClaim = { id: newId(clock), field, assertedAt: now, content };
  const recordId = own?.id ?? newId(clock);
  const created = own ? undefined : vault.createKey(recordId);
  const at = now.toISOString();
  const record: OpenRecord = {
    id: recordId,
    systemId: actor.system.id,
    personId: person.id,
    homeId: own?.homeId ?? person.id,
    profile: undefined,
    externalId: person.id,
    version: (own?.version ?? 0) + 1,
    assertedAt: now,
    recordedAt: now,
    facts: {
      ...own?.facts,
      [field]: { claimId: claim.id, value: content.value, assertedAt: at, recordedAt: at },
    },
    key: own?.key ?? created!.key,
  };
  return { record, wrapped: created?.wrapped, claims: [claim] };
}

const OUTCOMES = {
  overrideField: 'OVERRIDDEN',
  releaseOverride: 'RELEASED',
  resolveConflict: 'RESOLVED',
} as const;

/** The frame of what a steward sets by hand: the person, locked, in the expected version; then the rows and one event. */
export async function changeByHand<Answer extends { personId: string }>(
  context: Context,
  command: keyof typeof OUTCOMES,
  input: { personId: string; expectedVersion?: number | null },
  key: string | undefined,
  work: Change<Answer>,
): Promise<Answer | Refused | IdempotencyConflict> {
  const { actor, clock, pools } = context;
  const now = clock.now();
  const missing = { refused: { __typename: 'NotFound' as const, id: input.personId } };
  if (!isId(input.personId)) return missing.refused;
  const ticket = ticketOf(context, { command, input, key, now });
  const outcome = await runOnce<Answer, Refused>(pools.write, ticket, async (tx) => {
    const opened = await openPerson(tx, context, input.personId);
    if (!opened || opened.person.row.status !== 'ACTIVE') return missing;
    const { person, records } = opened;
    const { id, version, mergedIds } = person.row;
    if (input.expectedVersion != null && input.expectedVersion !== version) {
      return { refused: { __typename: 'VersionConflict', expected: input.expectedVersion, actual: version } };
    }
    const systems = await context.registry.of(records);
    const changes = work({ id, records }, systems);
    if (!changes) return missing;
    if ('missing' in changes) return { refused: { __typename: 'NotFound', id: changes.missing } };
    const eventId = newId(clock);
    const after = new Map(records.map((record) => [record.id, record]));
    for (const { record } of changes.stored) after.set(record.id, record);
    const written = new Set(changes.stored.map(({ record }) => record.id));
    const saved = await savePeople(tx, context, {
      people: [person],
      groups: [{ id, origin: 'OLD', mergedIds, recordIds: [...after.keys()], records: [...after.values()] }],
      matches: [],
      written,
      added: written,
      renewed: new Set(),
      systems,
      authorOf: () => authorOf(context),
      now,
    });
    storeRecords(
      tx,
      context,
      changes.stored.map((stored) => ({ ...stored, actor: actorName(actor), eventId })),
    );
    append(tx, {
      id: eventId,
      name: 'identity.updated',
      subject: id,
      time: now,
      data: {
        recordId: changes.stored[0]!.record.id,
        system: actor.system.id,
        outcome: OUTCOMES[command],
        fields: saved.get(id)!.changedFields,
        claimIds: changes.stored.flatMap(({ claims }) => claims.map((claim) => claim.id)),
      },
      ...authorOf(context),
    });
    return { stored: changes.answer };
  });
  if ('personId' in outcome) {
    context.log.wake();
    forgetLoaded(context.loaders, outcome.personId);
  }
  return outcome;
}
