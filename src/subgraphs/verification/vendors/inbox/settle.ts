import { newId } from '../../../../kernel/ids.ts';
import { Problems } from '../../../../kernel/input/problems.ts';
import type { Transaction } from '../../../../kernel/db.ts';
import { append } from '../../../../log/append.ts';
import { takeIn } from '../../commands/take-in.ts';
import type { Services } from '../../context.ts';
import { readAnswer } from '../../intake/answer.ts';
import { hasEnded } from '../../rules.ts';
import { openValue, labels } from '../../sealing.ts';
import * as statements from '../../store-write.ts';
import type { VendorAnswer, VendorMessage } from '../answer.ts';
import { endAttempt } from '../attempts.ts';
import { answerInputOf } from '../answer-input.ts';
import { type RawMessage, readMessage } from './receive.ts';
import { type Settled, type WaitingMessage, emptyMessage, lockWaiting, postponeRow, settleRow } from './store.ts';

/** What settling a message needs. */
export type SettleServices = Pick<Services, 'pools' | 'vault' | 'clock' | 'log'>;

/** A vendor that has just been called may answer before its reference is stored: so long such an answer waits. */
const START_MAX_MS = 10 * 60_000;
const WAIT_MS = 1_000;

/**
 * Deals with a message that waits, in one transaction: once, whoever else tries. What is not taken in is told.
 * @param said what it says, by whom it was just stored; read from the database otherwise
 */
export async function settleMessage(services: SettleServices, id: string, said?: VendorMessage): Promise<void> {
  const { pools, clock, log } = services;
  const isSettled = await pools.write.begin(async (tx) => {
    const message = await lockWaiting(tx, id);
    if (!message) return false;
    const now = clock.now();
    const settled = await judge(tx, services, { message, says: said ?? reread(services, message), now });
    if (!settled) {
      postponeRow(tx, id, new Date(now.getTime() + WAIT_MS), message);
      return false;
    }
    settleRow(tx, message, settled, now);
    tell(tx, services, { message, settled, now });
    return true;
  });
  if (isSettled) log.wake();
}

interface Judged {
  message: WaitingMessage;
  says: VendorMessage;
  now: Date;
}

/** What becomes of a message; undefined when it must wait. */
async function judge(tx: Transaction, services: SettleServices, judged: Judged): Promise<Settled | undefined> {
  const { message, says, now } = judged;
  switch (says.kind) {
    case 'UNREADABLE':
      return { state: 'DEAD', reason: `UNREADABLE ${says.path}`.trim() };
    case 'OTHER':
      return { state: 'OTHER', reason: null };
    case 'ANSWER': {
      if (message.checkId !== null) return apply(tx, services, { ...judged, says, checkId: message.checkId });
      const isYoung = now.getTime() - message.receivedAt.getTime() < START_MAX_MS;
      if (message.isStarting && isYoung) return undefined;
      return { state: 'UNKNOWN', reason: 'REFERENCE_UNKNOWN' };
    }
  }
}

async function apply(
  tx: Transaction,
  services: SettleServices,
  { message, says, checkId, now }: Judged & { says: VendorAnswer; checkId: string },
): Promise<Settled> {
  const [verification, checks] = await Promise.all([
    statements.lockVerificationOf(tx, checkId),
    statements.listSiblings(tx, checkId),
  ]);
  const check = checks.find(({ id }) => id === checkId);
  if (!verification || !check) {
    // It came while the person was erased: what it said goes too.
    emptyMessage(tx, message.id);
    return { state: 'LATE', reason: 'ERASED' };
  }
  const problems = new Problems();
  const input = answerInputOf({ ...message, kind: check.kind }, says);
  const answer = readAnswer(problems, input, { now, systemId: message.vendor });
  // Where, never what: a message can hold anything.
  if (problems.list.length > 0) return { state: 'DEAD', reason: `INVALID ${problems.list[0]!.path}` };
  // Known only behind the lock: the check may just have gone to another vendor.
  if (check.attempt !== message.attemptId && !hasEnded(check.status)) return { state: 'LATE', reason: 'SUPERSEDED' };
  const author = { actor: `vendor:${message.vendor}`, traceparent: undefined };
  const move = takeIn(tx, services, { verification, checks, check, answer, author, now });
  if (check.attempt === message.attemptId && (move.outcome === 'ILLEGAL' || hasEnded(answer.status)))
    endAttempt(tx, check.attempt!, 'ENDED', now);
  switch (move.outcome) {
    case 'APPLIED':
      return { state: 'APPLIED', reason: null };
    case 'REPEATED':
      return { state: 'APPLIED', reason: 'REPEATED' };
    case 'LATE':
      return { state: 'LATE', reason: 'CHECK_ENDED' };
    case 'ILLEGAL':
      return { state: 'LATE', reason: `VERIFICATION_${move.from}` };
  }
}

/** Tells of what was not taken in, and of what had been given up: of the rest, the verification tells. */
function tell(
  tx: Transaction,
  { clock }: Pick<Services, 'clock'>,
  {
    message: { id, vendor, diedAt },
    settled: { state, reason },
    now,
  }: { message: WaitingMessage; settled: Settled; now: Date },
): void {
  const isDead = state === 'DEAD';
  if (!isDead && state !== 'LATE' && state !== 'UNKNOWN' && diedAt === null) return;
  append(tx, {
    id: newId(clock),
    name: isDead ? 'webhook.dead' : 'webhook.settled',
    subject: vendor,
    time: now,
    data: { messageId: id, vendor, ...(isDead ? {} : { state }), reason },
    actor: `vendor:${vendor}`,
    traceparent: undefined,
  });
}

/** What a message says that another process has stored, or that is tried again. */
function reread({ vault }: Pick<Services, 'vault'>, message: WaitingMessage): VendorMessage {
  const raw = openValue<RawMessage>(vault, message.id, labels.message, message);
  if (!raw) return { kind: 'UNREADABLE', path: '' };
  const received = { headers: raw.headers, body: Buffer.from(raw.body, 'base64'), at: message.receivedAt };
  return readMessage(message, received, message.source);
}
