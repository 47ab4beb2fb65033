import type { CaseKind, CaseRefusalReason, CaseState } from '../schema.generated.ts';

const DAY_MS = 86_400_000;
/** How long before its end a deadline is told to be near. */
const NEAR_MS = 7 * DAY_MS;

/** States that a case does not leave. */
export const ENDED: ReadonlySet<CaseState> = new Set(['COMPLETED', 'REFUSED']);

/** Kinds that disclose, change or destroy what is known of a person: nothing is done for them before it is known who asks. */
const NEED_IDENTITY: ReadonlySet<CaseKind> = new Set(['ACCESS', 'PORTABILITY', 'RECTIFICATION', 'ERASURE']);

/** Kinds whose answer is an archive. */
export const EXPORTED: ReadonlySet<CaseKind> = new Set(['ACCESS', 'PORTABILITY']);

/** Whether the work of a case may begin: whoever asks to be left alone is believed at once, everybody else is identified first. */
export function mayBegin(kind: CaseKind, state: CaseState): boolean {
  return state === 'IDENTIFIED' || (state === 'RECEIVED' && !NEED_IDENTITY.has(kind));
}

/**
 * When a case must be answered: one month after it came, three when it was extended (GDPR Art. 12(3)). A month ends on the day
 * with the same number, or on its last day when it has none (Regulation 1182/71, Art. 3(2)(c)). Days off do not lengthen it.
 */
export function dueAt(receivedAt: Date, isExtended: boolean): Date {
  const due = new Date(receivedAt);
  const day = due.getUTCDate();
  due.setUTCDate(1);
  due.setUTCMonth(due.getUTCMonth() + (isExtended ? 3 : 1));
  const last = new Date(Date.UTC(due.getUTCFullYear(), due.getUTCMonth() + 1, 0)).getUTCDate();
  due.setUTCDate(Math.min(day, last));
  return due;
}

/** When it is told that a deadline is near. After that it is told once more, when it has passed. */
export function noticeAt(due: Date): Date {
  return new Date(due.getTime() - NEAR_MS);
}

/** Why a case may be refused: the article of the GDPR that allows it, and the kinds for which it does. */
export const REFUSALS: Readonly<Record<CaseRefusalReason, { article: string | null; kinds: readonly CaseKind[] }>> = {
  UNFOUNDED: {
    article: '12(5)(b)',
    kinds: ['ACCESS', 'PORTABILITY', 'RECTIFICATION', 'ERASURE', 'RESTRICTION', 'OBJECTION'],
  },
  EXCESSIVE: {
    article: '12(5)(b)',
    kinds: ['ACCESS', 'PORTABILITY', 'RECTIFICATION', 'ERASURE', 'RESTRICTION', 'OBJECTION'],
  },
  NOT_IDENTIFIED: {
    article: '12(2)',
    kinds: ['ACCESS', 'PORTABILITY', 'RECTIFICATION', 'ERASURE', 'RESTRICTION', 'OBJECTION'],
  },
  RIGHTS_OF_OTHERS: { article: '15(4)', kinds: ['ACCESS', 'PORTABILITY'] },
  NOT_PROVIDED: { article: '20(1)', kinds: ['PORTABILITY'] },
  ACCURATE: { article: '16', kinds: ['RECTIFICATION'] },
  EXPRESSION: { article: '17(3)(a)', kinds: ['ERASURE'] },
  LEGAL_OBLIGATION: { article: '17(3)(b)', kinds: ['ERASURE'] },
  PUBLIC_INTEREST: { article: '17(3)(d)', kinds: ['ERASURE'] },
  LEGAL_CLAIMS: { article: '17(3)(e)', kinds: ['ERASURE'] },
  NO_GROUND: { article: '18(1)', kinds: ['RESTRICTION'] },
  COMPELLING_GROUNDS: { article: '21(1)', kinds: ['OBJECTION'] },
  WITHDRAWN: {
    article: null,
    kinds: ['ACCESS', 'PORTABILITY', 'RECTIFICATION', 'ERASURE', 'RESTRICTION', 'OBJECTION'],
  },
};

/**
 * What must be there before a case can be completed; undefined when nothing is missing. `actions` is what was done, in the order in
 * which it was last done: of a comparison counts the one with the claim that was named last.
 */
export function missingOf(
  kind: CaseKind,
  done: { isDelivered: boolean; openCorrections: number; actions: readonly string[] },
): string | undefined {
  if (EXPORTED.has(kind) && !done.isDelivered)
    return 'Nothing was handed over yet: let an export be downloaded, or say in `deliveredBy` how it was given.';
  if (kind === 'ERASURE' && !done.actions.includes('ERASED')) return 'The person is not erased yet.';
  return kind === 'RECTIFICATION' ? missingCorrection(done.actions, done.openCorrections) : undefined;
}

function missingCorrection(actions: readonly string[], openCorrections: number): string | undefined {
  const corrected = actions.indexOf('CORRECTED');
  if (corrected === -1) return 'The value is not put right yet: correctCase.';
  const since = actions.slice(corrected);
  if (since.includes('MISFIT'))
    return 'The claim that was named is not one of the field: correctCase with one that is.';
  if (!since.includes('COMPARED')) return 'The records of the person are being compared. Try again in a moment.';
  return openCorrections > 0
    ? 'Systems still hold the old value: wait until each says the new one, or refuses.'
    : undefined;
}
