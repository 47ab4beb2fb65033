import { demand } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { cleanLanguage } from '../../../kernel/input/language.ts';
import { Problems } from '../../../kernel/input/problems.ts';
import { cleanSlug } from '../../../kernel/input/slug.ts';
import { cleanText, requiredText } from '../../../kernel/input/text.ts';
import type { Context } from '../context.ts';
import {
  VERSION_MAX_LENGTH,
  cleanExpiresAt,
  cleanJurisdiction,
  cleanMethod,
  cleanOccurredAt,
  cleanShown,
} from '../intake.ts';
import { isWithin, ruleOf } from '../jurisdictions/rules.ts';
import { findGround, judgeNotice } from '../notices/ground.ts';
import { latestEnd } from '../rules.ts';
import type { GrantConsentInput } from '../schema.generated.ts';
import { type StatementOutcome, recordStatement } from './record-statement.ts';
import type { Said } from './store-statement.ts';

const GUARDIAN_MAX_LENGTH = 200;
const MAX_AGE = 150;

/**
 * Records that a person consents to a purpose, with what the person was shown: a notice that is published, of a purpose that
 * is registered. It ends when the purpose says, or sooner.
 */
export async function grantConsent(context: Context, input: GrantConsentInput): Promise<StatementOutcome> {
  demand(context.actor, 'consent:write');
  const now = context.clock.now();
  const problems = new Problems();
  const purpose = cleanSlug(problems, 'purpose', input.purpose);
  const noticeVersion = requiredText(problems, 'noticeVersion', input.noticeVersion, VERSION_MAX_LENGTH);
  const language = cleanLanguage(problems, 'language', input.language);
  const shown = cleanShown(problems, input);
  const guardian = cleanText(problems, 'guardian', input.guardian, GUARDIAN_MAX_LENGTH);
  const method = cleanMethod(problems, input.method);
  const jurisdiction = cleanJurisdiction(problems, input.jurisdiction);
  judgeAge(problems, { age: input.age, guardian, jurisdiction });
  const occurredAt = cleanOccurredAt(problems, input.occurredAt, now);
  const expiresAt = cleanExpiresAt(problems, input.expiresAt, occurredAt);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const said = {
    action: 'GRANTED' as const,
    purpose: purpose!,
    noticeVersion: noticeVersion!,
    language: language!,
    ...shown,
    guardian,
    method: method!,
    jurisdiction,
    occurredAt,
    expiresAt,
  };
  const say = (tx: Transaction) => agree(tx, problems, said);
  return recordStatement(context, { command: 'grantConsent', input, key, say, now });
}

/** A child does not consent alone (GDPR Art. 8, and the laws of other places). */
function judgeAge(
  problems: Problems,
  {
    age,
    guardian,
    jurisdiction,
  }: { age: number | null | undefined; guardian: string | undefined; jurisdiction: string | null },
): void {
  if (age == null) return;
  if (age < 0 || age > MAX_AGE) problems.add('age', `Expected 0 to ${MAX_AGE}.`);
  const { ownConsentAge } = ruleOf(jurisdiction);
  if (age < ownConsentAge && guardian === undefined)
    problems.add('guardian', `Expected who spoke for the person: nobody below ${ownConsentAge} consents alone there.`);
}

type Asked = Omit<Said, 'purposeVersion' | 'noticeEdition' | 'outdatedAt'> & {
  noticeVersion: string;
  language: string;
};

/** Compares a yes with the purpose and its notice. */
async function agree(tx: Transaction, problems: Problems, asked: Asked) {
  const ground = await findGround(tx, asked);
  if (!ground || ground.retiredAt) {
    problems.add('purpose', 'Expected a purpose that is registered and not retired.');
    return { refused: problems.invalid() };
  }
  judgeNotice(problems, ground, asked);
  if (asked.jurisdiction !== null && !isWithin(asked.jurisdiction, ground.jurisdictions))
    problems.add('jurisdiction', `Expected one where the purpose is pursued: ${ground.jurisdictions.join(', ')}.`);
  const latest = latestEnd(ground.consentDays, asked.occurredAt);
  if (latest && asked.expiresAt && asked.expiresAt > latest)
    problems.add('expiresAt', `Expected at most ${ground.consentDays} days after the consent was given.`);
  if (problems.list.length > 0) return { refused: problems.invalid() };
  const { version: purposeVersion, edition, outdatedAt } = ground;
  const expiresAt = asked.expiresAt ?? latest;
  return { said: { ...asked, purposeVersion, noticeEdition: edition!, outdatedAt, expiresAt } };
}
