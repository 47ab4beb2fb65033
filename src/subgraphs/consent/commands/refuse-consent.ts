import { demand } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { cleanLanguage } from '../../../kernel/input/language.ts';
import { Problems } from '../../../kernel/input/problems.ts';
import { cleanSlug } from '../../../kernel/input/slug.ts';
import { requiredText } from '../../../kernel/input/text.ts';
import type { Context } from '../context.ts';
import { VERSION_MAX_LENGTH, cleanJurisdiction, cleanMethod, cleanOccurredAt, cleanShown } from '../intake.ts';
import { findGround, judgeNotice } from '../notices/ground.ts';
import type { RefuseConsentInput } from '../schema.generated.ts';
import { type StatementOutcome, recordStatement } from './record-statement.ts';

/**
 * Records that a person was asked and said no. A no counts whatever has become of the purpose; only what the person is said
 * to have been shown must have been published.
 */
export async function refuseConsent(context: Context, input: RefuseConsentInput): Promise<StatementOutcome> {
  demand(context.actor, 'consent:write');
  const now = context.clock.now();
  const problems = new Problems();
  const purpose = cleanSlug(problems, 'purpose', input.purpose);
  const notice = readNotice(problems, input);
  const shown = cleanShown(problems, input);
  const method = cleanMethod(problems, input.method);
  const jurisdiction = cleanJurisdiction(problems, input.jurisdiction);
  const occurredAt = cleanOccurredAt(problems, input.occurredAt, now);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const said = {
    action: 'REFUSED' as const,
    purpose: purpose!,
    noticeVersion: notice?.noticeVersion ?? null,
    language: notice?.language ?? null,
    ...shown,
    guardian: undefined,
    method: method!,
    jurisdiction,
    occurredAt,
    expiresAt: null,
    outdatedAt: null,
  };
  const say = async (tx: Transaction) => {
    const ground = await findGround(tx, said);
    if (notice && ground) judgeNotice(problems, ground, notice);
    else if (notice) problems.add('noticeVersion', 'Expected none: the purpose is not registered.');
    if (problems.list.length > 0) return { refused: problems.invalid() };
    return { said: { ...said, purposeVersion: ground?.version ?? null, noticeEdition: ground?.edition ?? 0 } };
  };
  return recordStatement(context, { command: 'refuseConsent', input, key, say, now });
}

/** The version and the language of a notice: both or none. */
function readNotice(
  problems: Problems,
  { noticeVersion, language }: RefuseConsentInput,
): { noticeVersion: string; language: string } | undefined {
  if (noticeVersion == null && language == null) return undefined;
  const version = requiredText(problems, 'noticeVersion', noticeVersion, VERSION_MAX_LENGTH);
  const tag = language == null ? missing(problems) : cleanLanguage(problems, 'language', language);
  return version === undefined || tag === undefined ? undefined : { noticeVersion: version, language: tag };
}

function missing(problems: Problems): undefined {
  return problems.add('language', 'Expected the language of the notice.');
}
