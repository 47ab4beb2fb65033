import {
  type AnyPgColumn,
  boolean,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import {
  bytea,
  directoryTables,
  erasureTables,
  goneColumns,
  idempotencyTable,
  keyTable,
  moment,
  retentionTables,
} from '../../kernel/tables.ts';

export const schema = pgSchema('decision');

export const key = keyTable(schema);
export const idempotency = idempotencyTable(schema);
export const { erasureWork, erasedPerson } = erasureTables(schema);
export const { reader, knownSystem, knownPerson, knownRecord } = directoryTables(schema);
export const { knownHold, retentionTask } = retentionTables(schema);

/** Verifications that decisions can cite, fed by the log. One that is due has expired, whatever `status` says. */
export const knownVerification = schema.table('known_verification', {
  id: uuid('id').primaryKey(),
  personId: uuid('person_id').notNull(),
  status: text('status').notNull().default('PENDING'),
  expiresAt: moment('expires_at'),
});

/** Consents that decisions can cite, fed by the log: where each stands, and since when. */
export const knownConsent = schema.table(
  'known_consent',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id').notNull(),
    purpose: text('purpose').notNull(),
    status: text('status').notNull(),
    since: moment('since').notNull(),
    expiresAt: moment('expires_at'),
  },
  (table) => [index('known_consent_person').on(table.personId, table.purpose)],
);

/**
 * A version of a policy. Its content is never changed once it was submitted. `*_person` is the person behind the step, null
 * for a machine.
 */
export const policyVersion = schema.table(
  'policy_version',
  {
    name: text('name').notNull(),
    version: integer('version').notNull(),
    state: text('state').notNull(),
    content: jsonb('content').notNull(),
    digest: bytea('digest').notNull(),
    /** How many people its publication takes. */
    approvals: integer('approvals').notNull(),
    isShadow: boolean('is_shadow').notNull().default(false),
    draftedBy: text('drafted_by').notNull(),
    draftedPerson: text('drafted_person'),
    draftedAt: moment('drafted_at').notNull(),
    submittedBy: text('submitted_by'),
    submittedPerson: text('submitted_person'),
    submittedAt: moment('submitted_at'),
    publishedBy: text('published_by'),
    publishedAt: moment('published_at'),
    retiredBy: text('retired_by'),
    retiredAt: moment('retired_at'),
  },
  (table) => [
    primaryKey({ columns: [table.name, table.version] }),
    uniqueIndex('policy_version_published')
      .on(table.name)
      .where(sql`state = 'PUBLISHED'`),
    uniqueIndex('policy_version_shadow')
      .on(table.name)
      .where(sql`is_shadow`),
  ],
);

/**
 * A decision and what it rests on. Never changed. `sealed` holds the reasons' texts, where there are any; the inputs lie
 * apart, since they can be large and a list of decisions does not show them.
 */
export const decision = schema.table(
  'decision',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id').notNull(),
    subject: text('subject').notNull(),
    outcome: text('outcome').notNull(),
    reasonCodes: text('reason_codes').array().notNull(),
    policyName: text('policy_name').notNull(),
    policyVersion: text('policy_version').notNull(),
    /** Of a policy that is published here. */
    policyDigest: bytea('policy_digest'),
    /** POLICY, EXTERNAL or PERSON. */
    engine: text('engine').notNull().default('EXTERNAL'),
    modelVersion: text('model_version'),
    matchedRules: text('matched_rules').array().notNull(),
    inputsDigest: bytea('inputs_digest').notNull(),
    sealed: bytea('sealed'),
    sealedInputs: bytea('sealed_inputs').notNull(),
    verificationIds: uuid('verification_ids').array().notNull(),
    claimIds: uuid('claim_ids').array().notNull(),
    consentIds: uuid('consent_ids')
      .array()
      .notNull()
      .default(sql`'{}'`),
    decidedBy: text('decided_by').notNull(),
    decidedAt: moment('decided_at').notNull(),
    recordedAt: moment('recorded_at').notNull(),
    supersedes: uuid('supersedes').references((): AnyPgColumn => decision.id),
    ...goneColumns(),
  },
  (table) => [
    index('decision_newest').on(table.personId, table.decidedAt, table.id),
    // For simulation: the decisions of a policy in a period.
    index('decision_policy').on(table.policyName, table.decidedAt, table.id),
    uniqueIndex('decision_supersedes')
      .on(table.supersedes)
      .where(sql`supersedes is not null`),
    index('decision_kept')
      .on(table.recordedAt)
      .where(sql`gone_at is null`),
  ],
);

/** How journeys are declared. `content` is never changed. */
export const journeyDefinition = schema.table(
  'journey_definition',
  {
    name: text('name').notNull(),
    version: integer('version').notNull(),
    state: text('state').notNull(),
    content: jsonb('content').notNull(),
    publishedBy: text('published_by').notNull(),
    publishedAt: moment('published_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.name, table.version] }),
    uniqueIndex('journey_definition_published')
      .on(table.name)
      .where(sql`state = 'PUBLISHED'`),
  ],
);

/** A person's way through a definition. `memory` holds ids, codes and counts. */
export const journey = schema.table(
  'journey',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id').notNull(),
    name: text('name').notNull(),
    version: integer('version').notNull(),
    state: text('state').notNull(),
    step: text('step').notNull(),
    entry: integer('entry').notNull(),
    memory: jsonb('memory').notNull(),
    waitsFor: uuid('waits_for').array().notNull(),
    verificationIds: uuid('verification_ids').array().notNull(),
    decisionIds: uuid('decision_ids').array().notNull(),
    dueAt: moment('due_at'),
    outcome: text('outcome'),
    reason: text('reason'),
    startedBy: text('started_by').notNull(),
    startedAt: moment('started_at').notNull(),
    endedAt: moment('ended_at'),
    ...goneColumns(),
  },
  (table) => [
    index('journey_ended')
      .on(table.endedAt)
      .where(sql`gone_at is null`),
    index('journey_newest').on(table.personId, table.startedAt, table.id),
    index('journey_state').on(table.state, table.id),
    index('journey_waits_for').using('gin', table.waitsFor),
  ],
);

/** What journeys did. Never changed. */
export const journeyLog = schema.table(
  'journey_log',
  {
    journeyId: uuid('journey_id')
      .notNull()
      .references(() => journey.id),
    entry: integer('entry').notNull(),
    place: integer('place').notNull(),
    step: text('step').notNull(),
    action: text('action').notNull(),
    detail: jsonb('detail').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.journeyId, table.entry, table.place] })],
);
/** What a candidate would have said, beside each decision. Never changed. `outcome` is null where it would have refused the inputs. */
export const decisionShadow = schema.table(
  'decision_shadow',
  {
    decisionId: uuid('decision_id')
      .notNull()
      .references(() => decision.id),
    policyName: text('policy_name').notNull(),
    version: integer('version').notNull(),
    outcome: text('outcome'),
    reasonCodes: text('reason_codes').array().notNull(),
    matchedRules: text('matched_rules').array().notNull(),
    agrees: boolean('agrees').notNull(),
    decidedAt: moment('decided_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.decisionId] }),
    index('decision_shadow_newest').on(table.policyName, table.version, table.decidedAt, table.decisionId),
  ],
);

/** What a person proposed in place of a decision, until a second one says the same. Its text is sealed with the decision's key. */
export const overrideProposal = schema.table('override_proposal', {
  decisionId: uuid('decision_id')
    .primaryKey()
    .references(() => decision.id),
  outcome: text('outcome').notNull(),
  reasonCode: text('reason_code').notNull(),
  sealed: bytea('sealed'),
  proposedBy: text('proposed_by').notNull(),
  proposedPerson: text('proposed_person').notNull(),
  proposedAt: moment('proposed_at').notNull(),
});

/**
 * What was seen of a person at a login, and what the policy made of it. `device` and `network` are blind indexes; what they were,
 * and where, lies sealed.
 */
export const signal = schema.table(
  'signal',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id').notNull(),
    kind: text('kind').notNull(),
    device: uuid('device'),
    network: uuid('network'),
    sealed: bytea('sealed').notNull(),
    outcome: text('outcome').notNull(),
    reasonCodes: text('reason_codes').array().notNull(),
    matchedRules: text('matched_rules').array().notNull(),
    policyVersion: integer('policy_version'),
    occurredAt: moment('occurred_at').notNull(),
    recordedAt: moment('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
  },
  (table) => [
    index('signal_newest').on(table.personId, table.occurredAt, table.id),
    index('signal_age').on(table.recordedAt),
    index('signal_device').on(table.personId, table.device, table.occurredAt),
    index('signal_network').on(table.personId, table.network, table.occurredAt),
  ],
);
