import { demand } from '../../../kernel/actor.ts';
import type { IdempotencyConflict } from '../../../kernel/idempotency.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { cleanLanguage } from '../../../kernel/input/language.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { cleanSlug } from '../../../kernel/input/slug.ts';
import { requiredText } from '../../../kernel/input/text.ts';
import type { Context } from '../context.ts';
import { cleanExpiresAt, cleanJurisdiction, cleanMethod, cleanOccurredAt } from '../intake.ts';
import type { GrantConsentInput } from '../schema.generated.ts';
import { type ConsentRecorded, type NotFound, recordStatement } from './record-statement.ts';

const VERSION_MAX_LENGTH = 100;

/** Everything that `grantConsent` can answer. */
export type GrantConsentOutcome = ConsentRecorded | NotFound | InvalidInput | IdempotencyConflict;

/** Records that a person consents to a purpose, with what the person was shown. */
export async function grantConsent(context: Context, input: GrantConsentInput): Promise<GrantConsentOutcome> {
  demand(context.actor, 'consent:write');
  const now = context.clock.now();
  const problems = new Problems();
  const purpose = cleanSlug(problems, 'purpose', input.purpose);
  const noticeVersion = requiredText(problems, 'noticeVersion', input.noticeVersion, VERSION_MAX_LENGTH);
  const language = cleanLanguage(problems, 'language', input.language);
  const method = cleanMethod(problems, input.method);
  const jurisdiction = cleanJurisdiction(problems, input.jurisdiction);
  const occurredAt = cleanOccurredAt(problems, input.occurredAt, now);
  const expiresAt = cleanExpiresAt(problems, input.expiresAt, occurredAt);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const said = {
    action: 'GRANTED' as const,
    purpose: purpose!,
    noticeVersion: noticeVersion!,
    language: language!,
    method: method!,
    jurisdiction,
    occurredAt,
    expiresAt,
  };
  return recordStatement(context, { command: 'grantConsent', input, key, said, now });
}
