import { actorName } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import type { InvalidInput, Problem } from '../../../kernel/input/problems.ts';
import { append } from '../../../log/append.ts';
import type { Context } from '../context.ts';
import { type Inputs, type ReasonTexts, digestOf, sealDecision } from '../sealing.ts';
import { type NewDecision, insertDecision, insertKey } from '../store.ts';

/** Stored with the idempotency key: ids only. */
export interface DecisionRecorded {
  __typename: 'DecisionRecorded';
  decisionId: string;
}

/** A decision to store: in the clear, with what will be sealed. */
export interface MadeDecision extends Pick<
  NewDecision,
  | 'personId'
  | 'subject'
  | 'outcome'
  | 'reasonCodes'
  | 'policyName'
  | 'policyVersion'
  | 'policyDigest'
  | 'engine'
  | 'modelVersion'
  | 'matchedRules'
  | 'decidedAt'
> {
  texts: ReasonTexts;
  inputs: Inputs;
  verificationIds: readonly string[];
  claimIds: readonly string[];
  consentIds: readonly string[];
  supersedes: string | null | undefined;
}

/** Stores a decision, its key and its event; undefined when another one has replaced the earlier decision meanwhile. */
export async function storeDecision(
  tx: Transaction,
  { actor, clock, vault, traceparent }: Context,
  made: MadeDecision,
  now: Date,
): Promise<string | undefined> {
  const { texts, inputs, ...clear } = made;
  const id = newId(clock);
  const { key, wrapped } = vault.createKey(id);
  const supersedes = made.supersedes?.toLowerCase() ?? null;
  const inserted = insertDecision(tx, {
    ...clear,
    id,
    ...sealDecision(vault, key, { texts, inputs }),
    inputsDigest: digestOf(vault, inputs),
    verificationIds: distinct(made.verificationIds),
    claimIds: distinct(made.claimIds),
    consentIds: distinct(made.consentIds),
    decidedBy: actor.system.id,
    recordedAt: now,
    supersedes,
  });
  insertKey(tx, id, wrapped);
  append(tx, {
    id: newId(clock),
    name: made.engine === 'PERSON' ? 'decision.overridden' : 'decision.made',
    subject: made.personId,
    time: now,
    data: {
      decisionId: id,
      subject: made.subject,
      outcome: made.outcome,
      engine: made.engine,
      policy: { name: made.policyName, version: made.policyVersion },
      ...(supersedes === null ? {} : { supersedes }),
    },
    actor: actorName(actor),
    traceparent,
  });
  return (await inserted) ? id : undefined;
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids.map((id) => id.toLowerCase()))];
}

/** The answer to a decision that cannot be stored. */
export function invalid(problems: Problem[]): InvalidInput {
  return { __typename: 'InvalidInput', problems };
}
