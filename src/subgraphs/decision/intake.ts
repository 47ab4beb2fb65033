import { findJsonProblem, isJsonObject } from '../../kernel/input/json.ts';
import { cleanPastMoment } from '../../kernel/input/moments.ts';
import type { Problems } from '../../kernel/input/problems.ts';
import { cleanSlug } from '../../kernel/input/slug.ts';
import { LIST_MAX_ITEMS, cleanList, cleanText, requiredText } from '../../kernel/input/text.ts';
import type { RecordDecisionInput } from './schema.generated.ts';
import type { Inputs, ReasonTexts } from './sealing.ts';

/** Longest name of a policy, a version or a rule. */
export const NAME_MAX_LENGTH = 100;
/** Codes stand in the clear and are counted, so there is no room in them for words about a person. */
const REASON_CODE = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$/;
const INPUTS_LIMITS = { maxDepth: 16, maxBytes: 65_536 };

/** A decision as it was said, in its normal form. Whether what it cites exists is another question. */
export interface StatedDecision {
  subject: string;
  reasonCodes: string[];
  texts: ReasonTexts;
  policyName: string;
  policyVersion: string;
  matchedRules: string[];
  inputs: Inputs;
  decidedAt: Date;
}

/** Reads a decision. What is wrong goes to `problems`; what comes back is to be used only when there are none. */
export function readDecision(problems: Problems, input: RecordDecisionInput, now: Date): StatedDecision {
  const reasons = cleanList(problems, 'reasons', input.reasons, (reason, path) => {
    if (cleanReasonCode(problems, `${path}.code`, reason.code) === undefined) return undefined;
    return { code: reason.code, text: cleanText(problems, `${path}.text`, reason.text) ?? null };
  });
  if (input.reasons.length === 0) problems.add('reasons', 'Expected at least one reason.');
  cleanEvidence(problems, input);
  return {
    subject: cleanSlug(problems, 'subject', input.subject)!,
    reasonCodes: reasons.map(({ code }) => code),
    texts: reasons.map(({ text }) => text),
    policyName: requiredText(problems, 'policy.name', input.policy.name, NAME_MAX_LENGTH)!,
    policyVersion: requiredText(problems, 'policy.version', input.policy.version, NAME_MAX_LENGTH)!,
    matchedRules: cleanList(problems, 'matchedRules', input.matchedRules, (rule, path) =>
      requiredText(problems, path, rule, NAME_MAX_LENGTH),
    ),
    inputs: cleanInputs(problems, input.inputs),
    decidedAt: cleanPastMoment(problems, 'decidedAt', input.decidedAt, now),
  };
}

/** The code of a reason. */
export function cleanReasonCode(problems: Problems, path: string, code: string): string | undefined {
  return REASON_CODE.test(code)
    ? code
    : problems.add(path, 'Expected letters, digits and _ . : - such as DOCUMENT_EXPIRED, at most 100.');
}

/** What a decision cites: something, and not more than anybody needs. */
export function cleanEvidence(
  problems: Problems,
  cited: { verificationIds: readonly string[]; claimIds: readonly string[]; consentIds?: readonly string[] },
): void {
  if (cited.verificationIds.length + cited.claimIds.length === 0) {
    problems.add('verificationIds', 'Expected at least one verification or claim that the decision rests on.');
  }
  for (const path of ['verificationIds', 'claimIds', 'consentIds'] as const) {
    const { length } = cited[path] ?? [];
    if (length > LIST_MAX_ITEMS) problems.add(path, `Expected at most ${LIST_MAX_ITEMS} items; there are ${length}.`);
  }
}

/** What a policy was given, or shall be: a JSON object, not too large and not too deep. */
export function cleanInputs(problems: Problems, inputs: unknown): Inputs {
  if (!isJsonObject(inputs)) {
    problems.add('inputs', 'Expected a JSON object.');
    return {};
  }
  const problem = findJsonProblem('inputs', inputs, INPUTS_LIMITS);
  if (problem) problems.add(problem.path, problem.message);
  return inputs;
}
