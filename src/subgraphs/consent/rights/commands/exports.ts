import { demand } from '../../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { isId, newId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { Problems } from '../../../../kernel/input/problems.ts';
import type { Transaction } from '../../../../kernel/db.ts';
import type { Context } from '../../context.ts';
import { forgetLoaded } from '../../loaders.ts';
import type { CaseKind, NoteExportInput, OfferExportInput, TakeExportInput } from '../../schema.generated.ts';
import type { CaseExportModel, CaseModel } from '../models.ts';
import { EXPORTED } from '../rules.ts';
import { findExport, lockCase } from '../store.ts';
import { insertExport, markDelivered, takeDownload } from '../store-write.ts';
import { tellDone } from '../tell.ts';
import { type CaseChanged, type IllegalTransition, type Refused, illegal } from './change-case.ts';

const DOWNLOADS_MAX = 10;
const HOURS_MAX = 720;
const HOUR_MS = 3_600_000;

/** Stored with the idempotency key: ids only. The link is made from the row when it is read. */
export interface ExportOffered {
  __typename: 'ExportOffered';
  exportId: string;
}

/** A download may begin. */
export interface ExportTaken {
  __typename: 'ExportTaken';
  caseId: string;
  kind: CaseKind;
  personId: string;
}

type Missing = { __typename: 'NotFound'; id: string };

/** Offers an archive of what is known of the person. Nothing is gathered before it is downloaded. */
export async function offerExport(
  context: Context,
  input: OfferExportInput,
): Promise<ExportOffered | Refused | IdempotencyConflict> {
  const { actor, clock, pools } = context;
  demand(actor, 'privacy:work');
  const now = clock.now();
  const problems = new Problems();
  const { downloads, hours, caseId } = input;
  if (downloads < 1 || downloads > DOWNLOADS_MAX) problems.add('downloads', `Expected 1 to ${DOWNLOADS_MAX}.`);
  if (hours < 1 || hours > HOURS_MAX) problems.add('hours', `Expected 1 to ${HOURS_MAX}.`);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const missing = { refused: { __typename: 'NotFound' as const, id: caseId } };
  if (!isId(caseId)) return missing.refused;
  const ticket = ticketOf(context, { command: 'offerExport', input, key, now });
  const outcome = await runOnce<ExportOffered, Refused>(pools.write, ticket, async (tx) => {
    const row = await lockCase(tx, caseId);
    if (!row) return missing;
    if (!EXPORTED.has(row.kind)) return illegal(row, 'EXPORTED', `A case of the kind ${row.kind} has no archive.`);
    if (row.state !== 'IN_PROGRESS')
      return illegal(row, 'EXPORTED', 'An archive is offered while a case is in progress.');
    const id = newId(clock);
    const expiresAt = new Date(now.getTime() + hours * HOUR_MS);
    insertExport(tx, { id, caseId: row.id, createdAt: now, expiresAt, downloads });
    const detail = { exportId: id, expiresAt, downloads };
    tellDone(tx, context, row, { action: 'EXPORTED', event: 'case.exported', detail });
    return { stored: { __typename: 'ExportOffered', exportId: id } };
  });
  if (outcome.__typename === 'ExportOffered') wake(context);
  return outcome;
}

/** Counts a download that begins. Of two at once, when one is left, one gets it. */
export async function takeExport(
  context: Context,
  { exportId }: TakeExportInput,
): Promise<ExportTaken | IllegalTransition | Missing> {
  const { actor, clock, directory } = context;
  demand(actor, 'privacy:run');
  return withExport(context, exportId, async (tx, row, found) => {
    const isOver = found.used >= found.downloads || clock.now() >= found.expiresAt || row.endedAt !== null;
    if (isOver) return illegal(row, 'DOWNLOADED', 'The link has ended.').refused;
    const personId = await directory.findPerson(row.personId);
    if (personId === undefined) return illegal(row, 'DOWNLOADED', 'The person is not there any more.').refused;
    takeDownload(tx, found.id);
    const detail = { exportId: found.id, left: found.downloads - found.used - 1 };
    tellDone(tx, context, row, { action: 'DOWNLOADED', event: 'case.downloaded', detail });
    return { __typename: 'ExportTaken', caseId: row.id, kind: row.kind, personId };
  });
}

/** Notes that a download went out as a whole. */
export async function noteExport(context: Context, input: NoteExportInput): Promise<CaseChanged | Missing> {
  const { actor, clock } = context;
  demand(actor, 'privacy:run');
  const { exportId, digest, bytes } = input;
  return withExport(context, exportId, async (tx, row, { id }) => {
    markDelivered(tx, id, { digest, bytes, now: clock.now() });
    const detail = { exportId: id, digest, bytes };
    tellDone(tx, context, row, { action: 'DELIVERED', event: 'case.delivered', detail });
    return { __typename: 'CaseChanged', caseId: row.id };
  });
}

async function withExport<Answer>(
  context: Context,
  exportId: string,
  work: (tx: Transaction, row: CaseModel, found: CaseExportModel) => Promise<Answer>,
): Promise<Answer | Missing> {
  const missing: Missing = { __typename: 'NotFound', id: exportId };
  if (!isId(exportId)) return missing;
  const { pools } = context;
  const known = await findExport(pools.read, exportId);
  if (!known) return missing;
  const answer = await pools.write.begin(async (tx) => {
    // The case is locked first, as everywhere; what was known of the export before that may be old.
    const row = await lockCase(tx, known.caseId);
    return work(tx, row!, (await findExport(tx, exportId))!);
  });
  wake(context);
  return answer;
}

function wake(context: Context): void {
  context.log.wake();
  forgetLoaded(context.loaders);
}
