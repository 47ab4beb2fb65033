import type { IncomingMessage } from 'node:http';
import { actorName, authorOf, demand } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { fault } from '../../../kernel/faults.ts';
import { type IdempotencyConflict, type Verdict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { isId, newId } from '../../../kernel/ids.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { append } from '../../../log/append.ts';
import type { RequestContext } from '../../subgraph.ts';
import type { IllegalTransition } from '../commands/record-check-result.ts';
import type { Services } from '../context.ts';
import { statusAt } from '../rules.ts';
import { lockVerification } from '../store-write.ts';
import { Unfit, type UnfitReason } from './content/unfit.ts';
import { discard } from './discard.ts';
import type { UploadInput } from './intake.ts';
import { type Received, receive } from './receive.ts';
import { type TargetRow, findTarget, hasContent } from './rows.ts';
import * as statements from './rows-write.ts';
import { eventOf } from './tell.ts';

/** What an upload did. Stored with the idempotency key: ids only. */
export interface EvidenceStored {
  __typename: 'EvidenceStored';
  fileId: string;
  /** LINKED: the verification had this file already; now it is there for this check too, or kept longer. REPEATED: nothing changed. */
  outcome: 'STORED' | 'LINKED' | 'REPEATED';
}

/** The content is not taken. Nothing was stored. */
export interface EvidenceRefused {
  __typename: 'EvidenceRefused';
  why: UnfitReason;
  message: string;
}

type Refused = IllegalTransition | { __typename: 'NotFound'; id: string } | InvalidInput;
export type UploadOutcome = EvidenceStored | EvidenceRefused | Refused | IdempotencyConflict;

/** Stores a file for a check. Equal files of one verification are stored once, whoever sends them and however many at once. */
export async function upload(
  services: Services,
  request: RequestContext,
  input: UploadInput,
  incoming: IncomingMessage,
): Promise<UploadOutcome> {
  const { actor } = request;
  demand(actor, 'evidence:write');
  const { clock, vault, pools, evidence } = services;
  const now = clock.now();
  if (input.retainUntil && input.retainUntil <= now) {
    const problems = new Problems();
    problems.add('retainUntil', 'Expected a moment in the future.');
    return problems.invalid();
  }
  const target = isId(input.checkId) ? await findTarget(pools.read, input.checkId) : undefined;
  if (!target || isForeign(target, request)) return { __typename: 'NotFound', id: input.checkId };
  const illegal = illegalNow(target, now);
  if (illegal) return illegal;

  const fileId = newId(clock);
  const { key, wrapped } = vault.createKey(fileId);
  let received: Received;
  try {
    received = await receive(incoming, evidence, input, key);
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    const { why, message } = error;
    await tellRefusal(services, request, target, why);
    return { __typename: 'EvidenceRefused', why, message };
  }
  await using file = received;
  const { contentDigest: digest, size } = file;
  const row: statements.NewFile = {
    id: fileId,
    verificationId: target.verificationId,
    digest,
    mediaType: input.mediaType,
    size,
    store: evidence.store.kind,
    // Keyed, so that the store does not tell who shares a file; with the file's own id, so that what is deleted is never what
    // was just stored again.
    object: vault.mark('evidence-object', `${target.verificationId}:${digest}:${fileId}`),
    storedBy: actorName(actor),
    storedAt: now,
    retainUntil: input.retainUntil ?? null,
  };
  const isWritten = !(await hasContent(pools.read, target.verificationId, digest));
  try {
    if (isWritten) {
      await statements.insertWriting(pools.write, row, wrapped);
      await evidence.store.put(row.object, file);
    }
    const { checkId, mediaType, retainUntil = null, idempotencyKey } = input;
    const ticket = ticketOf(
      { vault, actor },
      {
        command: 'storeEvidence',
        input: { checkId, mediaType, retainUntil, digest },
        key: idempotencyKey,
        now,
      },
    );
    const outcome = await runOnce<EvidenceStored, Refused>(pools.write, ticket, (tx) =>
      commit(tx, services, request, { target, row, isWritten, now }),
    );
    if (outcome.__typename === 'EvidenceStored') services.log.wake();
    return outcome;
  } finally {
    // Unless it was stored. What cannot be removed now, the sweep removes.
    if (isWritten) await discard(services, { ...row, state: 'WRITING' }).catch(() => {});
  }
}

/** A check that one registered system was asked for, or has answered, is not there for another vendor. */
function isForeign({ ownedBy }: TargetRow, { actor: { system } }: RequestContext): boolean {
  return system.kind === 'VERIFICATION' && ownedBy !== null && ownedBy !== system.id;
}

/** What was called off or ran out takes no files any more. */
function illegalNow(
  { status, expiresAt }: Pick<TargetRow, 'status' | 'expiresAt'>,
  now: Date,
): IllegalTransition | undefined {
  const from = statusAt(status, expiresAt, now);
  if (from !== 'CANCELLED' && from !== 'EXPIRED') return undefined;
  const message = `The verification is ${from}: its checks take no files any more.`;
  return { __typename: 'IllegalTransition', from, to: from, message };
}

interface Upload {
  target: TargetRow;
  row: statements.NewFile;
  isWritten: boolean;
  now: Date;
}

async function commit(
  tx: Transaction,
  { clock }: Services,
  request: RequestContext,
  { target, row, isWritten, now }: Upload,
): Promise<Verdict<EvidenceStored, Refused>> {
  const { checkId, verificationId } = target;
  const verification = await lockVerification(tx, verificationId);
  if (!verification) return { refused: { __typename: 'NotFound', id: checkId } };
  const illegal = illegalNow(verification, now);
  if (illegal) return { refused: illegal };

  const author = authorOf({ traceparent: undefined, ...request });
  const tell = (fileId: string, outcome: EvidenceStored['outcome']): Verdict<EvidenceStored, Refused> => {
    const { mediaType, size } = row;
    const data = { fileId, checkId, mediaType, size, outcome };
    if (outcome !== 'REPEATED')
      append(tx, eventOf(clock, author, { name: 'evidence.stored', file: verificationOf(verification), data }));
    return { stored: { __typename: 'EvidenceStored', fileId, outcome } };
  };

  const known = await statements.lockContent(tx, verificationId, row.digest);
  if (known && !known.missingSince) {
    const isLinked = await statements.linkCheck(tx, checkId, known.id);
    const isLonger = await statements.extendRetention(tx, known.id, row.retainUntil);
    return tell(known.id, isLinked || isLonger ? 'LINKED' : 'REPEATED');
  }
  if (known) {
    // Its object is lost: this one takes its place.
    statements.deleteRows(tx, [known.id], { by: author.actor, at: now, reason: null });
    const data = { fileId: known.id, why: 'REPLACED' };
    append(tx, eventOf(clock, author, { name: 'evidence.deleted', file: verificationOf(verification), data }));
  }
  // Between our look and our lock, the file was deleted that we found; or ours took so long that it was given up.
  if (!isWritten || !(await statements.markStored(tx, row.id))) {
    throw fault({ code: 'UNAVAILABLE', public: 'The file could not be stored. Try again.' });
  }
  await statements.linkCheck(tx, checkId, row.id);
  return tell(row.id, 'STORED');
}

function verificationOf({ id, personId }: { id: string; personId: string }): {
  verificationId: string;
  personId: string;
} {
  return { verificationId: id, personId };
}

async function tellRefusal(
  { pools, clock, log }: Services,
  request: RequestContext,
  target: TargetRow,
  why: UnfitReason,
): Promise<void> {
  const author = authorOf({ traceparent: undefined, ...request });
  const data = { checkId: target.checkId, why };
  await pools.write.begin((tx) => append(tx, eventOf(clock, author, { name: 'evidence.refused', file: target, data })));
  log.wake();
}
