import { demand } from '../../../kernel/actor.ts';
import { fault } from '../../../kernel/faults.ts';
import { parseMoment } from '../../../kernel/input/moments.ts';
import { findPerson } from '../commands/record-statement.ts';
import type { Context } from '../context.ts';
import { holding, standingAt } from '../rules.ts';
import type { PurposeTerms } from '../purposes/store.ts';
import type { ConsentState, ConsentStatus } from '../schema.generated.ts';
import { findTermsAt, listLastSaid } from './store.ts';

/**
 * Where a person stands with a purpose at any moment, by all that is known today of what was said up to then under any of the
 * person's ids. Null when there is no such person.
 * @throws BAD_REQUEST when `at` is no moment, or one to come: nobody knows what people will say
 */
export async function consentState(
  context: Context,
  asked: { personId: string; purpose: string; at?: string | null },
): Promise<Omit<ConsentState, '__typename'> | null> {
  const { actor, clock, pools } = context;
  demand(actor, 'consent:read');
  const now = clock.now();
  const at = asked.at == null ? now : parseMoment(asked.at);
  if (at === undefined || at > now)
    throw fault({
      code: 'BAD_REQUEST',
      public: 'at: expected a moment such as 2026-03-01T09:30:00Z, not in the future.',
    });
  const found = await findPerson(context, asked.personId);
  if (!found) return null;
  const { purpose } = asked;
  const [said, terms] = await Promise.all([
    listLastSaid(pools.read, found.personIds, { purpose, at }),
    findTermsAt(pools.read, purpose, at),
  ]);
  // In one order, so that of equal statements under two ids the same one counts each time.
  const held = holding(said.toSorted((a, b) => (a.eventId < b.eventId ? -1 : 1)));
  const standing = held && standingAt(held, at);
  return {
    personId: found.personId,
    purpose,
    at,
    status: standing?.status ?? null,
    since: standing?.changedAt ?? null,
    expiresAt: standing?.expiresAt ?? null,
    noticeVersion: held?.noticeVersion ?? null,
    language: held?.language ?? null,
    eventId: held?.eventId ?? null,
    isAllowed: allows(terms, standing?.status),
  };
}

/** Whether a purpose covers a person of that status; undefined for a person who said nothing, or a purpose that there is not. */
export function allows(
  terms: Pick<PurposeTerms, 'legalBasis' | 'onMaterialChange'> | undefined,
  status: ConsentStatus | undefined,
): boolean {
  if (terms === undefined) return false;
  const isNo = status === 'WITHDRAWN' || status === 'REFUSED';
  if (terms.legalBasis === 'LEGITIMATE_INTERESTS') return !isNo;
  if (terms.legalBasis !== 'CONSENT') return true;
  return status === 'GRANTED' || (status === 'RENEWAL_DUE' && terms.onMaterialChange === 'CONTINUE');
}
