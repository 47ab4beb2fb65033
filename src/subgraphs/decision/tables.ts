import { type AnyPgColumn, index, pgSchema, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { bytea, directoryTables, idempotencyTable, keyTable, moment } from '../../kernel/tables.ts';

export const schema = pgSchema('decision');

export const key = keyTable(schema);
export const idempotency = idempotencyTable(schema);
export const { reader, knownSystem, knownPerson, knownRecord } = directoryTables(schema);

/** Verifications that decisions can cite, fed by the log. */
export const knownVerification = schema.table('known_verification', {
  id: uuid('id').primaryKey(),
  personId: uuid('person_id').notNull(),
});

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
    matchedRules: text('matched_rules').array().notNull(),
    inputsDigest: bytea('inputs_digest').notNull(),
    sealed: bytea('sealed'),
    sealedInputs: bytea('sealed_inputs').notNull(),
    verificationIds: uuid('verification_ids').array().notNull(),
    claimIds: uuid('claim_ids').array().notNull(),
    decidedBy: text('decided_by').notNull(),
    decidedAt: moment('decided_at').notNull(),
    recordedAt: moment('recorded_at').notNull(),
    supersedes: uuid('supersedes').references((): AnyPgColumn => decision.id),
  },
  (table) => [
    index('decision_newest').on(table.personId, table.decidedAt, table.id),
    uniqueIndex('decision_supersedes')
      .on(table.supersedes)
      .where(sql`supersedes is not null`),
  ],
);
