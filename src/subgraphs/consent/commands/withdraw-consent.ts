import { demand } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { Problems } from '../../../kernel/input/problems.ts';
import { cleanSlug } from '../../../kernel/input/slug.ts';
import type { Context } from '../context.ts';
import { cleanMethod, cleanOccurredAt } from '../intake.ts';
import { findGround } from '../notices/ground.ts';
import type { WithdrawConsentInput } from '../schema.generated.ts';
import { type StatementOutcome, recordStatement } from './record-statement.ts';
import type { Said } from './store-statement.ts';

/**
 * Records that a person takes a consent back. Also when none is known, and whatever has become of the purpose: a grant that
 * was said before it may still be on its way, and must not hold when it arrives.
 */
export async function withdrawConsent(context: Context, input: WithdrawConsentInput): Promise<StatementOutcome> {
  demand(context.actor, 'consent:write');
  const now = context.clock.now();
  const problems = new Problems();
  const purpose = cleanSlug(problems, 'purpose', input.purpose);
  const method = cleanMethod(problems, input.method);
  const occurredAt = cleanOccurredAt(problems, input.occurredAt, now);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const said = withdrawal({ purpose: purpose!, method: method!, occurredAt, jurisdiction: null });
  const say = async (tx: Transaction) => {
    // What the purpose says goes along where it is known, for the receipt.
    const ground = await findGround(tx, said);
    return { said: { ...said, purposeVersion: ground?.version ?? null } };
  };
  return recordStatement(context, { command: 'withdrawConsent', input, key, say, now });
}

/** A withdrawal: it names no notice, and has no end. */
export function withdrawal(what: Pick<Said, 'purpose' | 'method' | 'occurredAt' | 'jurisdiction'>): Said {
  return {
    action: 'WITHDRAWN',
    purposeVersion: null,
    noticeVersion: null,
    noticeEdition: 0,
    language: null,
    shownUrl: null,
    shownSha256: null,
    guardian: undefined,
    expiresAt: null,
    outdatedAt: null,
    ...what,
  };
}
