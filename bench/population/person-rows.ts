import { newId } from '../../src/kernel/ids.ts';
import { Problems } from '../../src/kernel/input/problems.ts';
import { canonicalJson, type DataKey, type Vault } from '../../src/kernel/vault.ts';
import type { Facts } from '../../src/subgraphs/person/choose.ts';
import { FIELD_NAMES, PERSON_FIELDS, type PersonField } from '../../src/subgraphs/person/fields.ts';
import { type Statement, readFacts } from '../../src/subgraphs/person/intake/facts.ts';
import { lookupBlinds } from '../../src/subgraphs/person/lookup.ts';
import { type Profile, profileOfFacts } from '../../src/subgraphs/person/matching/profile.ts';
import { type ClaimContent, type PersonContent, columns, externalBlind } from '../../src/subgraphs/person/sealing.ts';
import { type OpenRecord, unify } from '../../src/subgraphs/person/unify.ts';
import type { Row } from './copy.ts';
import { type EventRow, eventRow } from './events.ts';
import type { Materials } from './materials.ts';
import { type InventedPerson, SOURCES, type Source } from './people.ts';

/** The rows of one `recordPerson`, by table. */
export interface RecordWrite {
  /** True for a person's first record: the person's row is inserted, and updated after that. */
  creates: boolean;
  /** True for a change of a record that is there. */
  updates: boolean;
  keys: Row[];
  person: Row & { id: string };
  record: Row & { id: string };
  claims: (Row & { id: string })[];
  matchKeys: Row[];
  /** What of the record is compared from now on, and what was before, where that is something else. */
  profile: Profile;
  before: Profile | undefined;
  event: EventRow;
}

/** A person under construction: what it shows so far. */
export interface PersonState {
  id: string;
  key: DataKey;
  version: number;
  createdAt: Date;
  content: PersonContent;
  records: OpenRecord[];
}

/** The rows of a person's three records, in the order of the systems. The last write has the person as it stands. */
export function personWrites(
  materials: Materials,
  invented: InventedPerson,
): { writes: RecordWrite[]; person: PersonState } {
  const writes: RecordWrite[] = [];
  let person: PersonState | undefined;
  for (const source of SOURCES) {
    const written = writeOf(materials, source, invented[source], person);
    writes.push(written.write);
    person = written.person;
  }
  return { writes, person: person! };
}

/**
 * The rows of one write of one record, sealed by the product's vault and unified by its rules. It leaves out what the
 * invented people never need: refusals, merges, late news.
 */
export function writeOf(
  materials: Materials,
  source: Source,
  input: InventedPerson[Source],
  before: PersonState | undefined,
): { write: RecordWrite; person: PersonState } {
  const { vault, clock, systems, ownership } = materials;
  const now = clock.now();
  const known = before?.records.find((record) => record.systemId === source);
  const created = { person: newId(clock), record: newId(clock) };
  const personId = before?.id ?? created.person;
  const recordId = known?.id ?? created.record;
  const personKey = before ? undefined : vault.createKey(personId);
  const recordKey = known ? undefined : vault.createKey(recordId);
  const eventId = newId(clock);

  const { facts, claims } = newsOf(materials, known, input);
  const profile = profileOfFacts(vault, facts)!;
  const record: OpenRecord = {
    id: recordId,
    systemId: source,
    personId,
    homeId: personId,
    profile: profile.id,
    version: (known?.version ?? 0) + 1,
    assertedAt: now,
    recordedAt: now,
    externalId: input.externalId,
    facts,
    key: known?.key ?? recordKey!.key,
  };
  const records = [...(before?.records ?? []).filter((other) => other !== known), record];
  const content = unify(records, systems, ownership);
  const person: PersonState = {
    id: personId,
    key: before?.key ?? personKey!.key,
    version: (before?.version ?? 0) + 1,
    createdAt: before?.createdAt ?? now,
    content,
    records,
  };
  const write: RecordWrite = {
    creates: !before,
    updates: known !== undefined,
    keys: [
      ...(personKey ? [{ id: personId, wrapped: personKey.wrapped }] : []),
      ...(recordKey ? [{ id: recordId, wrapped: recordKey.wrapped }] : []),
    ],
    person: personRow(vault, person, now),
    record: recordRow(vault, record),
    claims: claims.map(({ id, field, content: said }) => ({
      id,
      recordId,
      field,
      sealed: vault.seal(record.key, columns.claim(id), said),
      actor: source,
      assertedAt: now,
      recordedAt: now,
      eventId,
    })),
    matchKeys: lookupBlinds(vault, facts).map((blind) => ({ blind, recordId })),
    profile,
    before: known && known.profile !== profile.id ? profileOfFacts(vault, known.facts) : undefined,
    event: eventRow({
      id: eventId,
      name: before ? 'identity.updated' : 'identity.created',
      source: 'person',
      subject: personId,
      time: now,
      actor: source,
      data: {
        recordId,
        system: source,
        outcome: known ? 'UPDATED' : before ? 'JOINED' : 'CREATED',
        fields: changedFields(before?.content, content),
        claimIds: claims.map(({ id }) => id),
      },
    }),
  };
  return { write, person };
}

interface News {
  facts: Facts;
  claims: { id: string; field: PersonField; content: ClaimContent }[];
}

/** What a record says from now on, and the claims that are new. */
function newsOf({ clock }: Materials, known: OpenRecord | undefined, input: InventedPerson[Source]): News {
  const now = clock.now();
  const problems = new Problems();
  const statements: Statement[] = readFacts(problems, '', input, { now, defaultCountry: 'US' });
  if (problems.list.length > 0) throw new Error(`An invented person is not valid: ${JSON.stringify(problems.list)}`);
  const facts: Facts = { ...known?.facts };
  const claims: News['claims'] = [];
  const moment = now.toISOString();
  for (const { field, value, original } of statements) {
    const fact = facts[field];
    if (fact && canonicalJson(fact.value) === canonicalJson(value)) continue;
    const id = newId(clock);
    claims.push({
      id,
      field,
      content: { value, ...(canonicalJson(original) === canonicalJson(value) ? {} : { original }) },
    });
    facts[field] = { claimId: id, value, assertedAt: moment, recordedAt: moment };
  }
  return { facts, claims };
}

function changedFields(before: PersonContent | undefined, after: PersonContent): PersonField[] {
  return PERSON_FIELDS.filter(
    (field) => canonicalJson(before?.values[FIELD_NAMES[field]]) !== canonicalJson(after.values[FIELD_NAMES[field]]),
  );
}

function personRow(
  vault: Vault,
  { id, key, version, createdAt, content }: PersonState,
  now: Date,
): RecordWrite['person'] {
  return {
    id,
    status: 'ACTIVE',
    version,
    mergedIds: [],
    sealed: vault.seal(key, columns.person(version), content),
    createdAt,
    updatedAt: now,
  };
}

function recordRow(vault: Vault, record: OpenRecord): RecordWrite['record'] {
  const { id, systemId, personId, homeId, profile, version, externalId, facts, assertedAt, recordedAt } = record;
  return {
    id,
    systemId,
    externalBlind: externalBlind(vault, systemId, externalId),
    personId,
    homeId,
    profile: String(profile),
    version,
    forgotten: false,
    sealed: vault.seal(record.key, columns.record(version), { externalId, facts }),
    assertedAt,
    recordedAt,
  };
}
