import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, moment } from '../../../kernel/tables.ts';
import { schema } from '../tables.ts';

/**
 * People whose data may be kept but not used (GDPR Art. 18), by the id under which they asked. The gate obeys it: a row that
 * is gone is a restriction that was lifted.
 */
export const restriction = schema.table('restriction', {
  personId: uuid('person_id').primaryKey(),
  since: moment('since').notNull(),
  caseId: uuid('case_id').notNull(),
});

/** Purposes that a person objects to (GDPR Art. 21), by the id under which it was said. The gate obeys it. */
export const objection = schema.table(
  'objection',
  {
    personId: uuid('person_id').notNull(),
    purpose: text('purpose').notNull(),
    since: moment('since').notNull(),
    caseId: uuid('case_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.purpose] })],
);

/**
 * What somebody asked for by right of a person. Who asks and in which words is sealed, under the key of the case. A case
 * stays with the id of the person under which it was opened.
 */
export const rightsCase = schema.table(
  'rights_case',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id').notNull(),
    kind: text('kind').notNull(),
    state: text('state').notNull(),
    requester: text('requester').notNull(),
    channel: text('channel').notNull(),
    /** What an objection is about. */
    purposes: text('purposes').array().notNull(),
    /** What a rectification is about. */
    field: text('field'),
    openedBy: text('opened_by').notNull(),
    receivedAt: moment('received_at').notNull(),
    dueAt: moment('due_at').notNull(),
    /** When it is told next that the deadline is near, or over; null when there is nothing more to tell. */
    noticeAt: moment('notice_at'),
    extension: text('extension'),
    identifiedAt: moment('identified_at'),
    identifiedBy: text('identified_by'),
    method: text('method'),
    /** The verification or stored file by which the requester was identified. */
    proofId: uuid('proof_id'),
    refusal: text('refusal'),
    endedAt: moment('ended_at'),
    /** Name, contact and words of the requester, and the value that shall hold. */
    sealed: bytea('sealed').notNull(),
  },
  (table) => [
    index('rights_case_open')
      .on(table.dueAt, table.id)
      .where(sql`ended_at is null`),
    index('rights_case_state').on(table.state, table.dueAt, table.id),
    index('rights_case_person').on(table.personId, table.dueAt, table.id),
    index('rights_case_notice')
      .on(table.noticeAt)
      .where(sql`notice_at is not null`),
  ],
);

/** What was done for a case: its proof. Append-only. `detail` holds ids, codes and numbers; words are sealed. */
export const rightsStep = schema.table(
  'rights_step',
  {
    id: uuid('id').primaryKey(),
    caseId: uuid('case_id')
      .notNull()
      .references(() => rightsCase.id),
    action: text('action').notNull(),
    at: moment('at').notNull(),
    by: text('by').notNull(),
    detail: jsonb('detail').notNull(),
    sealed: bytea('sealed'),
  },
  (table) => [index('rights_step_case').on(table.caseId, table.id)],
);

/** Archives that can be downloaded for a case, by a link that ends. Nothing of an archive is kept. */
export const rightsExport = schema.table(
  'rights_export',
  {
    id: uuid('id').primaryKey(),
    caseId: uuid('case_id')
      .notNull()
      .references(() => rightsCase.id),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    downloads: integer('downloads').notNull(),
    used: integer('used').notNull(),
    /** When the last download had gone out as a whole, with the SHA-256 of its manifest. */
    deliveredAt: moment('delivered_at'),
    digest: text('digest'),
    bytes: bigint('bytes', { mode: 'number' }),
  },
  (table) => [index('rights_export_case').on(table.caseId, table.id)],
);

/** Records that said something else than what was rectified, and what became of them. */
export const rightsCorrection = schema.table(
  'rights_correction',
  {
    caseId: uuid('case_id')
      .notNull()
      .references(() => rightsCase.id),
    recordId: uuid('record_id').notNull(),
    system: text('system').notNull(),
    /** ASKED, CORRECTED or REFUSED. */
    state: text('state').notNull(),
    changedAt: moment('changed_at').notNull(),
    /** Why the system refuses. */
    sealed: bytea('sealed'),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.recordId] })],
);

/** Whose the verifications and stored files are by which a requester can be identified, fed by the log. */
export const knownProof = schema.table('known_proof', {
  id: uuid('id').primaryKey(),
  personId: uuid('person_id').notNull(),
  /** The way of identification that it serves: VERIFICATION or EVIDENCE. */
  method: text('method').notNull(),
  /** Whether it shows anything: a verification that holds, a file that is there. */
  holds: boolean('holds').notNull(),
});
