import { isId } from '../../../kernel/ids.ts';
import { isJsonObject } from '../../../kernel/input/json.ts';
import { cleanMoment, cleanPastMoment } from '../../../kernel/input/moments.ts';
import type { Problems } from '../../../kernel/input/problems.ts';
import { cleanList, cleanText, requiredText } from '../../../kernel/input/text.ts';
import { hasEnded } from '../rules.ts';
import type { CheckStatus } from '../schema.generated.ts';
import { type EvidenceContent, type EvidenceInput, cleanEvidence } from './evidence.ts';
import { cleanVerifiedClaims } from './verified-claims.ts';

/** What a caller says about a check. */
export interface AnswerInput {
  status: CheckStatus;
  vendor?: string | null;
  method?: string | null;
  score?: number | null | undefined;
  reasonCodes: readonly string[];
  traceId?: string | null;
  observedAt?: string | null;
  validUntil?: string | null;
  evidence: readonly EvidenceInput[];
  normalised?: unknown;
  confirmedClaimIds: readonly string[];
}

/** What a check is known by from now on. */
export interface AnswerContent {
  status: Exclude<CheckStatus, 'PENDING'>;
  vendor: string;
  method: string | undefined;
  score: number | undefined;
  reasonCodes: string[];
  traceId: string | undefined;
  observedAt: Date;
  validUntil: Date | undefined;
  evidence: EvidenceContent[];
  normalised: unknown;
  /** In lower case. */
  confirmedClaimIds: string[];
}

const NAME_MAX_LENGTH = 100;
const TRACE_ID_MAX_LENGTH = 200;

/** The problem of a claim that does not belong to the person, or that there is none of: both look the same. */
export const FOREIGN_CLAIM = 'Expected the id of a claim about this person.';

/**
 * Reads an answer. A result never stands bare: it needs its method and the vendor's reference, and no more can be said
 * before there is one. What is wrong goes to `problems`; the answer is to be used only when there is none.
 */
export function readAnswer(
  problems: Problems,
  input: AnswerInput,
  context: { now: Date; systemId: string },
): AnswerContent {
  const isResult = hasEnded(input.status);
  if (input.status === 'PENDING') problems.add('status', 'Expected IN_PROGRESS, PASSED, FAILED or INCONCLUSIVE.');
  const need = isResult ? requiredText : cleanText;
  const vendor = cleanText(problems, 'vendor', input.vendor, NAME_MAX_LENGTH) ?? context.systemId;
  const method = need(problems, 'method', input.method, NAME_MAX_LENGTH);
  const traceId = need(problems, 'traceId', input.traceId, TRACE_ID_MAX_LENGTH);
  const observedAt = cleanPastMoment(problems, 'observedAt', input.observedAt, context.now);
  if (input.status === 'IN_PROGRESS') refuseFindings(problems, input);
  if (input.score != null && !(input.score >= 0 && input.score <= 1)) problems.add('score', 'Expected 0 to 1.');
  const validUntil = cleanMoment(problems, 'validUntil', input.validUntil);
  if (validUntil && validUntil <= observedAt) problems.add('validUntil', 'Expected a moment behind observedAt.');
  if (isResult && input.status !== 'PASSED' && input.confirmedClaimIds.length > 0) {
    problems.add('confirmedClaimIds', 'Expected none: only a check that passed confirms values.');
  }
  return {
    status: input.status as AnswerContent['status'],
    vendor,
    method,
    score: input.score ?? undefined,
    reasonCodes: cleanList(problems, 'reasonCodes', input.reasonCodes, (code, path) =>
      requiredText(problems, path, code, NAME_MAX_LENGTH),
    ),
    traceId,
    observedAt,
    validUntil,
    evidence: cleanList(problems, 'evidence', input.evidence, (item, path) => cleanEvidence(problems, path, item)),
    normalised: cleanVerifiedClaims(problems, 'normalised', input.normalised),
    confirmedClaimIds: cleanList(problems, 'confirmedClaimIds', input.confirmedClaimIds, (id, path) =>
      isId(id) ? id.toLowerCase() : problems.add(path, FOREIGN_CLAIM),
    ),
  };
}

/** Refuses what only a result can say, rather than dropping it. */
function refuseFindings(problems: Problems, input: AnswerInput): void {
  const { score, validUntil, normalised, reasonCodes, evidence, confirmedClaimIds } = input;
  for (const [path, value] of Object.entries({ score, validUntil, normalised })) {
    if (value != null) problems.add(path, 'Expected nothing while the check is in progress.');
  }
  for (const [path, list] of Object.entries({ reasonCodes, evidence, confirmedClaimIds })) {
    if (list.length > 0) problems.add(path, 'Expected none while the check is in progress.');
  }
}

/**
 * What two answers are compared by. Not the time, wherever it is repeated: a vendor that tells one result twice, by a call
 * and by a poll, may stamp it twice.
 */
export function comparable({ observedAt, ...answer }: AnswerContent): unknown {
  const at = observedAt.toISOString();
  return {
    ...answer,
    normalised: without(at, answer.normalised),
    reasonCodes: answer.reasonCodes.toSorted(),
    confirmedClaimIds: answer.confirmedClaimIds.toSorted(),
  };
}

/** A JSON value without the members that are this text. */
function without(text: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => without(text, item));
  if (!isJsonObject(value)) return value === text ? undefined : value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, without(text, member)]));
}
