import type { Sql, Transaction } from '../../kernel/db.ts';
import type { DecisionOutcome } from './schema.generated.ts';

/** What a person proposes in place of a decision; its text is sealed with the decision's key. */
export interface OverrideProposalModel {
  decisionId: string;
  outcome: DecisionOutcome;
  reasonCode: string;
  sealed: Buffer | null;
  proposedBy: string;
  proposedPerson: string;
  proposedAt: Date;
  /** The key of the decision; null once it was destroyed. */
  wrapped: Buffer | null;
}

/** A decision that can be set aside: its key is there. */
export interface Overridable {
  id: string;
  personId: string;
  subject: string;
  outcome: DecisionOutcome;
  policyName: string;
  policyVersion: string;
  policyDigest: Buffer | null;
  modelVersion: string | null;
  sealedInputs: Buffer;
  verificationIds: string[];
  claimIds: string[];
  consentIds: string[];
  wrapped: Buffer;
  /** Whether a later decision has taken its place. */
  isReplaced: boolean;
  proposal: OverrideProposalModel | undefined;
}

/** Decisions that can be set aside, by their ids, without what was proposed. */
export async function listOverridable(sql: Sql | Transaction, ids: readonly string[]): Promise<Overridable[]> {
  return sql<Overridable[]>`
    select decision.id, decision.person_id, decision.subject, decision.outcome, decision.policy_name,
           decision.policy_version, decision.policy_digest, decision.model_version, decision.sealed_inputs,
           decision.verification_ids, decision.claim_ids, decision.consent_ids, key.wrapped,
           exists (select from decision later where later.supersedes = decision.id) as is_replaced
    from decision join key on key.id = decision.id
    where decision.id = any(${ids as string[]}::uuid[])`;
}

/** A decision with what was proposed in its place. To be read behind a lock of its own: decisions are never updated. */
export async function lockOverridable(tx: Transaction, id: string): Promise<Overridable | undefined> {
  const [[decision], [proposal]] = await Promise.all([listOverridable(tx, [id]), listProposals(tx, [id])]);
  return decision && { ...decision, proposal };
}

/** What people propose in place of decisions. */
export async function listProposals(sql: Sql | Transaction, ids: readonly string[]): Promise<OverrideProposalModel[]> {
  return sql<OverrideProposalModel[]>`
    select override_proposal.*, key.wrapped
    from override_proposal left join key on key.id = override_proposal.decision_id
    where decision_id = any(${ids as string[]}::uuid[])`;
}

/** Notes a proposal in place of the one before. */
export function upsertProposal(tx: Transaction, row: Omit<OverrideProposalModel, 'wrapped'>): void {
  tx.send(tx`
    insert into override_proposal ${tx(row)}
    on conflict (decision_id) do update
    set outcome = excluded.outcome, reason_code = excluded.reason_code, sealed = excluded.sealed,
        proposed_by = excluded.proposed_by, proposed_person = excluded.proposed_person,
        proposed_at = excluded.proposed_at`);
}

/** Forgets what was proposed: it was confirmed. */
export function deleteProposal(tx: Transaction, decisionId: string): void {
  tx.send(tx`delete from override_proposal where decision_id = ${decisionId}`);
}
