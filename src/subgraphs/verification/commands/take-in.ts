import type { Author } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { append } from '../../../log/append.ts';
import type { Services } from '../context.ts';
import { type AnswerContent, comparable } from '../intake/answer.ts';
import { type Move, applyAnswer, hasEnded } from '../rules.ts';
import { labels, sealValue } from '../sealing.ts';
import * as statements from '../store-write.ts';

/** An answer to a check whose verification is locked. */
export interface TakenIn {
  verification: statements.LockedVerification;
  /** All of the verification. */
  checks: readonly statements.LockedCheck[];
  check: statements.LockedCheck;
  answer: AnswerContent;
  /** Who says so. */
  author: Author;
  now: Date;
}

/** Takes in an answer as the rules have it, whoever brought it: what it changes is stored and told. */
export function takeIn(tx: Transaction, services: Pick<Services, 'vault' | 'clock'>, taken: TakenIn): Move {
  const { verification, checks, check, answer, now } = taken;
  const digest = services.vault.fingerprint(comparable(answer));
  const { status, validUntil = null } = answer;
  const move = applyAnswer({ ...verification, checks }, { checkId: check.id, status, digest, validUntil }, now);
  if (move.outcome === 'APPLIED') store(tx, services, { ...taken, digest, move });
  return move;
}

function store(
  tx: Transaction,
  { clock, vault }: Pick<Services, 'vault' | 'clock'>,
  applied: TakenIn & { digest: Buffer; move: Extract<Move, { outcome: 'APPLIED' }> },
): void {
  const { verification, check, answer, author, digest, move, now } = applied;
  const key = vault.openKey(verification.id, verification.wrapped);
  const ended = hasEnded(answer.status);
  const evidence = answer.evidence.map(({ uri, retainUntil = null, ...rest }, place) => {
    const id = newId(clock);
    return { id, checkId: check.id, place, ...rest, retainUntil, sealed: sealValue(vault, key, labels.uri(id), uri) };
  });
  statements.updateCheck(tx, {
    ...answer,
    id: check.id,
    digest,
    sealed: sealValue(vault, key, labels.traceId(check.id), answer.traceId),
    answer: sealValue(vault, key, labels.answer(check.id), answer.normalised),
    startedAt: ended ? null : answer.observedAt,
    completedAt: ended ? answer.observedAt : null,
    validUntil: answer.validUntil ?? null,
  });
  if (evidence.length > 0) statements.insertEvidence(tx, evidence);
  statements.updateVerification(tx, verification.id, move.next);
  const { status, expiresAt } = move.next;
  append(tx, {
    id: newId(clock),
    name: `verification.${move.event}`,
    subject: verification.personId,
    time: now,
    data: {
      verificationId: verification.id,
      status,
      checkId: check.id,
      kind: check.kind,
      vendor: answer.vendor,
      outcome: answer.status,
      // Until when what was found may be relied on.
      ...(move.event === 'completed' && expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
    },
    ...author,
  });
}
