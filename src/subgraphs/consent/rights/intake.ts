import { isId } from '../../../kernel/ids.ts';
import { findJsonProblem } from '../../../kernel/input/json.ts';
import type { Problems } from '../../../kernel/input/problems.ts';
import { cleanSlug } from '../../../kernel/input/slug.ts';
import { cleanList, cleanText, requiredText } from '../../../kernel/input/text.ts';
import type { CaseKind, CorrectionInput, IdentificationMethod, IdentityProofInput } from '../schema.generated.ts';

const NOTE_MAX_LENGTH = 4_000;
const METHOD_MAX_LENGTH = 64;
const VALUE = { maxDepth: 8, maxBytes: 16_384 };

/** Fields of a person that somebody may have put right: those that `recordPerson` takes. */
const FIELDS: ReadonlySet<string> = new Set([
  'name',
  'otherNames',
  'birthDate',
  'gender',
  'nationalities',
  'emails',
  'phones',
  'addresses',
  'identifiers',
  'employer',
  'locale',
  'timeZone',
]);

/** How it was made sure who asks. */
export interface Proof {
  method: IdentificationMethod;
  proofId: string | null;
}

/** What was written about a case. */
export function cleanNote(problems: Problems, path: string, text: string | null | undefined): string | undefined {
  return cleanText(problems, path, text, NOTE_MAX_LENGTH);
}

/** A way or place in lower case with underscores: `Web form` → `web_form`. */
export function cleanCode(problems: Problems, path: string, text: string): string | undefined {
  const code = requiredText(problems, path, text, METHOD_MAX_LENGTH)
    ?.toLowerCase()
    .replace(/[\s-]+/g, '_');
  if (code === undefined || /^[a-z][a-z0-9_]*$/.test(code)) return code;
  return problems.add(path, 'Expected letters, digits and underscores, such as web_form.');
}

/** How it was made sure who asks: a verification or file is named where it is by one, and nowhere else. */
export function cleanProof(
  problems: Problems,
  path: string,
  input: IdentityProofInput | null | undefined,
): Proof | undefined {
  if (input == null) return undefined;
  const { method, proofId } = input;
  const isNamed = method === 'VERIFICATION' || method === 'EVIDENCE';
  if (isNamed && proofId == null) return problems.add(`${path}.proofId`, `Expected an id: ${method} rests on it.`);
  if (!isNamed && proofId != null) return problems.add(`${path}.proofId`, `Expected none: ${method} rests on no id.`);
  if (proofId != null && !isId(proofId)) return problems.add(`${path}.proofId`, NOT_THEIRS);
  return { method, proofId: proofId?.toLowerCase() ?? null };
}

/** What is said of a proof that shows nothing about the person. What is not there and what is another's look the same. */
export const NOT_THEIRS = 'Expected a verification of the person that holds, or a stored file of one.';

/** The purposes of an objection. */
export function cleanPurposes(
  problems: Problems,
  kind: CaseKind,
  purposes: readonly string[] | null | undefined,
): string[] {
  const clean = cleanList(problems, 'purposes', purposes ?? [], (one, path) => cleanSlug(problems, path, one));
  if (kind === 'OBJECTION' && !purposes?.length) problems.add('purposes', 'Expected at least one purpose.');
  if (kind !== 'OBJECTION' && purposes?.length) problems.add('purposes', 'Expected none: only an objection has them.');
  return clean;
}

/** What is to be put right. Whether the value is a good one, whoever owns the field says. */
export function cleanCorrection(
  problems: Problems,
  kind: CaseKind,
  input: CorrectionInput | null | undefined,
): { field: string; value: unknown } | undefined {
  if (kind !== 'RECTIFICATION') {
    return input == null ? undefined : problems.add('correction', 'Expected none: only a rectification has it.');
  }
  if (input == null) return problems.add('correction', 'Expected the field and what it shall be.');
  const { field, value = null } = input;
  if (!FIELDS.has(field)) problems.add('correction.field', `Expected one of ${[...FIELDS].join(', ')}.`);
  const problem = findJsonProblem('correction.value', value, VALUE);
  if (problem) problems.add(problem.path, problem.message);
  return { field, value };
}
