import { newId } from '../../src/kernel/ids.ts';
import { Problems } from '../../src/kernel/input/problems.ts';
import { readDecision } from '../../src/subgraphs/decision/intake.ts';
import { digestOf, sealDecision } from '../../src/subgraphs/decision/sealing.ts';
import { ACTORS, decisionInput } from './case.ts';
import type { Row } from './copy.ts';
import { type EventRow, eventRow } from './events.ts';
import type { Materials } from './materials.ts';

/** The rows of one decision, by table. */
export interface DecisionRows {
  key: Row;
  decision: Row;
  event: EventRow;
}

/** What `recordDecision` leaves behind. */
export function decisionRows(
  { vault, clock }: Materials,
  personId: string,
  verificationId: string,
  claimId: string,
): DecisionRows {
  const now = clock.now();
  const input = decisionInput(personId, verificationId, claimId);
  const { texts, inputs, ...stated } = readDecision(new Problems(), input, now);
  const id = newId(clock);
  const { key, wrapped } = vault.createKey(id);
  return {
    key: { id, wrapped },
    decision: {
      id,
      personId,
      outcome: input.outcome,
      ...stated,
      ...sealDecision(vault, key, { texts, inputs }),
      inputsDigest: digestOf(vault, inputs),
      verificationIds: input.verificationIds,
      claimIds: input.claimIds,
      engine: 'EXTERNAL',
      decidedBy: ACTORS.decision,
      recordedAt: now,
      supersedes: null,
    },
    event: eventRow({
      id: newId(clock),
      name: 'decision.made',
      source: 'decision',
      subject: personId,
      time: now,
      actor: ACTORS.decision,
      data: {
        decisionId: id,
        subject: stated.subject,
        outcome: input.outcome,
        engine: 'EXTERNAL',
        policy: { name: stated.policyName, version: stated.policyVersion },
      },
    }),
  };
}
