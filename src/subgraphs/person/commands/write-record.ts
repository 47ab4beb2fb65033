import { actorName } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import type { Look } from '../../../kernel/idempotency.ts';
import { newId } from '../../../kernel/ids.ts';
import { canonicalJson } from '../../../kernel/vault.ts';
import { append } from '../../../log/append.ts';
import type { Facts } from '../choose.ts';
import type { Context } from '../context.ts';
import type { Statement } from '../intake/facts.ts';
import type { PersonModel } from '../models.ts';
import { type ClaimContent, columns, externalBlind } from '../sealing.ts';
import * as statements from '../store-write.ts';
import { type OpenRecord, personModel } from '../unify.ts';
import { groupOf } from './group.ts';
import { openPeople } from './open-people.ts';
import { savePerson } from './save-person.ts';
import { type AddedClaim, matchBlinds, storeRecord } from './store-record.ts';

/** One write of one record. */
export interface RecordWrite {
  systemId: string;
  externalId: string;
  statements: readonly Statement[];
  assertedAt: Date;
  /** The version that the record must have; 0 for a new one. */
  expectedVersion: number | null | undefined;
}

export type Outcome = 'CREATED' | 'JOINED' | 'UPDATED' | 'LATE' | 'UNCHANGED';

/** What a write did. */
export interface Written {
  person: PersonModel;
  recordId: string;
  outcome: Outcome;
}

/** What a write must know before it can judge. */
export interface Known {
  /** The record, where the system has one of this external id. */
  record: { id: string; personId: string } | undefined;
  /** The people that the write leads to. */
  matches: readonly string[];
}

/**
 * What to look at for a write. Who else writes what this write could touch, waits at the locks: keys, then people, each in
 * a fixed order, so that two writes of one person wait for each other and never for ever.
 */
export function lookForWrite(context: Context, { systemId, externalId, statements: said }: RecordWrite): Look<Known> {
  const external = externalBlind(context.vault, systemId, externalId);
  const searched = matchBlinds(context, statedFacts(said));
  return {
    locks: [external, ...searched],
    async read(tx) {
      const [record, matches] = await Promise.all([
        statements.findRecord(tx, systemId, external),
        searched.length > 0 ? statements.findMatches(tx, searched) : [],
      ]);
      return { record, matches };
    },
  };
}

/** Takes in what a system says about a person, in the caller's transaction. */
export async function writeRecord(
  tx: Transaction,
  context: Context,
  write: RecordWrite,
  { record: known, matches }: Known,
): Promise<Written | { __typename: 'VersionConflict'; expected: number; actual: number }> {
  const { vault, clock } = context;
  const now = clock.now();

  // 1. The people that the record belongs to, or could.
  const touched = [...new Set([...(known ? [known.personId] : []), ...matches])];
  const [people, records] = touched.length > 0 ? await openPeople(tx, context, touched) : [[], []];
  const before = known && records.find((record) => record.id === known.id);
  const version = before?.version ?? 0;
  if (write.expectedVersion != null && write.expectedVersion !== version) {
    return { __typename: 'VersionConflict', expected: write.expectedVersion, actual: version };
  }

  // 2. What is new.
  const { facts, claims, changed } = await news(tx, context, before, write, now);
  if (before && claims.length === 0) {
    const owner = people.find((person) => person.row.id === before.personId)!;
    return { person: personModel(owner.row, owner.content), recordId: before.id, outcome: 'UNCHANGED' };
  }

  // 3. Rows, and the event.
  const group = groupOf(context.matching, facts, before?.personId, people, records);
  const personId = group[0]?.row.id ?? newId(clock);
  const recordId = before?.id ?? newId(clock);
  const created = before ? undefined : vault.createKey(recordId);
  const record: OpenRecord = {
    id: recordId,
    systemId: write.systemId,
    personId,
    version: changed ? version + 1 : version,
    assertedAt: before && before.assertedAt > write.assertedAt ? before.assertedAt : write.assertedAt,
    recordedAt: now,
    externalId: write.externalId,
    facts,
    key: before?.key ?? created!.key,
  };
  const inGroup = new Set(group.map((person) => person.row.id));
  const others = records.filter((other) => other.id !== recordId && inGroup.has(other.personId));
  const outcome: Outcome = before ? (changed ? 'UPDATED' : 'LATE') : group.length > 0 ? 'JOINED' : 'CREATED';
  const systems = await context.registry.all();
  const eventId = newId(clock);
  const saved = savePerson(tx, context, { id: personId, group, records: [...others, record], systems, now });
  storeRecord(tx, context, {
    record,
    wrapped: created?.wrapped,
    claims,
    eventId,
    blinds: changed ? matchBlinds(context, facts) : undefined,
  });
  append(tx, {
    id: eventId,
    name: outcome === 'CREATED' ? 'identity.created' : 'identity.updated',
    subject: personId,
    time: now,
    data: {
      recordId,
      system: write.systemId,
      outcome,
      fields: saved.changedFields,
      claimIds: claims.map((claim) => claim.id),
    },
    actor: actorName(context.actor),
    traceparent: context.traceparent,
  });
  return { person: saved.person, recordId, outcome };
}

/** The statements of a write in the form of facts, to find people by. */
function statedFacts(said: readonly Statement[]): Facts {
  return Object.fromEntries(
    said.map(({ field, value }) => [field, { claimId: '', value, assertedAt: '', recordedAt: '' }]),
  );
}

interface News {
  /** What the record says from now on. */
  facts: Facts;
  claims: AddedClaim[];
  /** Whether the facts changed; false when all that is new is older than what is known. */
  changed: boolean;
}

/** What of a write was not known. The same value again is no news; what is older than what is known goes to the history. */
async function news(
  tx: Transaction,
  context: Context,
  before: OpenRecord | undefined,
  write: RecordWrite,
  now: Date,
): Promise<News> {
  const facts: Facts = { ...before?.facts };
  const claims: News['claims'] = [];
  let changed = false;
  const assertedAt = write.assertedAt.toISOString();
  for (const { field, value, original } of write.statements) {
    const fact = facts[field];
    if (fact ? canonicalJson(fact.value) === canonicalJson(value) : value === null) continue;
    const late = fact !== undefined && fact.assertedAt > assertedAt;
    if (late && (await isInHistory(tx, context, before!, field, value, write.assertedAt))) continue;
    const id = newId(context.clock);
    const content = { value, ...(canonicalJson(original) === canonicalJson(value) ? {} : { original }) };
    claims.push({ id, field, assertedAt: write.assertedAt, content });
    if (!late) {
      facts[field] = { claimId: id, value, assertedAt, recordedAt: now.toISOString() };
      changed = true;
    }
  }
  return { facts, claims, changed: changed || !before };
}

/** Whether a record said just that at that moment already. */
async function isInHistory(
  tx: Transaction,
  context: Context,
  record: OpenRecord,
  field: string,
  value: unknown,
  assertedAt: Date,
): Promise<boolean> {
  const rows = await statements.findClaimsAt(tx, record.id, field, assertedAt);
  return rows.some((row) => {
    const content = context.vault.open<ClaimContent>(record.key, columns.claim(row.id), row.sealed);
    return canonicalJson(content.value) === canonicalJson(value);
  });
}
