import type { DataKey, Vault } from '../../kernel/vault.ts';
import type { DecisionModel } from './models.ts';

/** What a policy was given. */
export type Inputs = Record<string, unknown>;

/** The text of each reason, in their order; null for one that has none. */
export type ReasonTexts = (string | null)[];

// The labels bind what a column is. A decision is never changed, so they need no version.
const REASONS = 'reasons';
const INPUTS = 'inputs';
const OVERRIDE = 'override';

/** Seals what of a decision may identify. `sealed` is null when no reason has a text. */
export function sealDecision(
  vault: Vault,
  key: DataKey,
  content: { texts: ReasonTexts; inputs: Inputs },
): { sealed: Buffer | null; sealedInputs: Buffer } {
  const { texts, inputs } = content;
  return {
    sealed: texts.some((text) => text !== null) ? vault.seal(key, REASONS, texts) : null,
    sealedInputs: vault.seal(key, INPUTS, inputs),
  };
}

/** The texts of a decision's reasons; empty when there are none, or once they were erased. */
export function openReasonTexts(vault: Vault, { id, sealed, wrapped }: DecisionModel): ReasonTexts {
  return sealed && wrapped ? vault.open<ReasonTexts>(vault.openKey(id, wrapped), REASONS, sealed) : [];
}

/** What a decision was given. */
export function openInputs(vault: Vault, row: { id: string; sealedInputs: Buffer; wrapped: Buffer }): Inputs {
  return vault.open<Inputs>(vault.openKey(row.id, row.wrapped), INPUTS, row.sealedInputs);
}

/**
 * A digest by which equal inputs are known. Keyed, because what a policy is given (a birth date, a postal code, a score)
 * has so few values that a plain SHA-256 could be guessed, and the digest outlives the erasure of the inputs.
 */
export function digestOf(vault: Vault, inputs: Inputs): Buffer {
  return vault.fingerprint({ decisionInputs: inputs });
}

/** Seals why a person wants a decision set aside, with the key of the decision. */
export function sealOverride(vault: Vault, decision: { id: string; wrapped: Buffer }, text: string): Buffer {
  return vault.seal(vault.openKey(decision.id, decision.wrapped), OVERRIDE, text);
}

/** Why a person wants a decision set aside; null once it was erased. */
export function openOverride(
  vault: Vault,
  { decisionId, sealed, wrapped }: { decisionId: string; sealed: Buffer | null; wrapped: Buffer | null },
): string | null {
  return sealed && wrapped ? vault.open<string>(vault.openKey(decisionId, wrapped), OVERRIDE, sealed) : null;
}
