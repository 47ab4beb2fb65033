import { newId } from '../../src/kernel/ids.ts';
import { Problems } from '../../src/kernel/input/problems.ts';
import { comparable, readAnswer } from '../../src/subgraphs/verification/intake/answer.ts';
import { type VerificationState, applyAnswer } from '../../src/subgraphs/verification/rules.ts';
import { labels, sealValue } from '../../src/subgraphs/verification/sealing.ts';
import { ACTORS, CHECK_KINDS, checkInput } from './case.ts';
import type { Row } from './copy.ts';
import { type EventRow, eventRow } from './events.ts';
import type { Materials } from './materials.ts';

/** The rows of a verification that was asked for and passed, by table. */
export interface VerificationRows {
  key: Row;
  verification: Row & { id: string };
  checks: Row[];
  evidence: Row[];
  events: EventRow[];
}

/** What `requestVerification` and a `recordCheckResult` for each check leave behind. The document confirms the claim. */
export function verificationRows({ vault, clock }: Materials, personId: string, claimId: string): VerificationRows {
  const now = clock.now();
  const id = newId(clock);
  const { key, wrapped } = vault.createKey(id);
  const checks = CHECK_KINDS.map((kind) => ({ id: newId(clock), kind }));
  const tell = (
    name: 'requested' | 'started' | 'progressed' | 'completed' | 'expired',
    actor: string,
    data: object,
  ): EventRow =>
    eventRow({
      id: newId(clock),
      name: `verification.${name}`,
      source: 'verification',
      subject: personId,
      time: now,
      actor,
      data: { verificationId: id, ...data },
    });
  const events = [
    tell('requested', ACTORS.verification, {
      status: 'PENDING',
      checks: checks.map((check) => ({ checkId: check.id, kind: check.kind })),
    }),
  ];
  let state: VerificationState = {
    status: 'PENDING',
    completedAt: null,
    expiresAt: null,
    checks: checks.map((check) => ({ id: check.id, status: 'PENDING', digest: null, validUntil: null })),
  };
  const rows: Row[] = [];
  const evidence: Row[] = [];
  for (const [place, { id: checkId, kind }] of checks.entries()) {
    const answer = readAnswer(new Problems(), checkInput(kind, checkId, claimId, now), {
      now,
      systemId: ACTORS.result,
    });
    const digest = vault.fingerprint(comparable(answer));
    const move = applyAnswer(
      state,
      { checkId, status: answer.status, digest, validUntil: answer.validUntil ?? null },
      now,
    );
    if (move.outcome !== 'APPLIED') throw new Error('The result of an invented check changes nothing.');
    state = move.next;
    rows.push({
      id: checkId,
      verificationId: id,
      place,
      kind,
      status: answer.status,
      vendor: answer.vendor,
      method: answer.method,
      score: answer.score,
      reasonCodes: answer.reasonCodes,
      confirmedClaimIds: answer.confirmedClaimIds,
      resultDigest: digest,
      sealed: sealValue(vault, key, labels.traceId(checkId), answer.traceId),
      answer: sealValue(vault, key, labels.answer(checkId), answer.normalised),
      startedAt: null,
      completedAt: answer.observedAt,
      validUntil: answer.validUntil,
    });
    for (const [index, { uri, retainUntil = null, ...seen }] of answer.evidence.entries()) {
      const evidenceId = newId(clock);
      const sealed = sealValue(vault, key, labels.uri(evidenceId), uri);
      evidence.push({ id: evidenceId, checkId, place: index, ...seen, retainUntil, sealed });
    }
    const until = move.event === 'completed' && state.expiresAt ? { expiresAt: state.expiresAt.toISOString() } : {};
    const told = { status: state.status, checkId, kind, vendor: answer.vendor, outcome: answer.status, ...until };
    events.push(tell(move.event, ACTORS.result, told));
  }
  const { status, completedAt, expiresAt } = state;
  return {
    key: { id, wrapped },
    verification: {
      id,
      personId,
      status,
      requestedBy: ACTORS.verification,
      requestedAt: now,
      completedAt,
      expiresAt,
      sealed: null,
    },
    checks: rows,
    evidence,
    events,
  };
}
