import type { ConsentAction, ConsentStatus } from './schema.generated.ts';

/** What a person said about a purpose, as far as the rules need it. Saying yes again is a yes. */
export interface Statement {
  readonly action: Exclude<ConsentAction, 'RENEWED' | 'EXPIRED'>;
  /** When the person said so. */
  readonly occurredAt: Date;
  /** When a grant ends by itself; null for never, and for a no. */
  readonly expiresAt: Date | null;
  /** What the person was shown, as the place of the notice's version among those of the purpose; 0 for nothing that is known. */
  readonly noticeEdition: number;
}

/** A statement with what became of its notice. */
export interface Shown extends Statement {
  /** When a notice was published that says something new since; null while there is none. */
  readonly outdatedAt: Date | null;
}

/** Where a consent stands at a moment. */
export interface Standing {
  status: ConsentStatus;
  expiresAt: Date | null;
  /** Since when it stands so. */
  changedAt: Date;
}

/** Of one moment, the higher one holds. */
const NARROWNESS = { GRANTED: 0, REFUSED: 1, WITHDRAWN: 2 } as const satisfies Record<Statement['action'], number>;

/**
 * Which of two statements holds: above 0 the first, below 0 the second, 0 when they say the same. What the person said
 * later holds. Of one moment the narrower one holds: a no before a grant, a grant that ends sooner before one that ends
 * later, one to an older notice before one to a newer. So the outcome does not depend on the order in which they were learned.
 */
export function compareStatements(a: Statement, b: Statement): number {
  return (
    a.occurredAt.getTime() - b.occurredAt.getTime() ||
    NARROWNESS[a.action] - NARROWNESS[b.action] ||
    compareEnds(b.expiresAt, a.expiresAt) ||
    b.noticeEdition - a.noticeEdition
  );
}

/** The sooner end first; never comes last. */
function compareEnds(a: Date | null, b: Date | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a.getTime() - b.getTime();
}

/** The statement that holds among several; the first of those that say the same. Undefined when there is none. */
export function holding<S extends Statement>(statements: readonly S[]): S | undefined {
  return statements.reduce<S | undefined>(
    (held, statement) => (held && compareStatements(held, statement) >= 0 ? held : statement),
    undefined,
  );
}

/** Where a consent stands at `now`, by the statement that holds. */
export function standingAt({ action, occurredAt, expiresAt, outdatedAt }: Shown, now: Date): Standing {
  if (action !== 'GRANTED') return { status: action, expiresAt: null, changedAt: occurredAt };
  if (expiresAt !== null && now >= expiresAt) return { status: 'EXPIRED', expiresAt, changedAt: expiresAt };
  if (outdatedAt === null || now < outdatedAt) return { status: 'GRANTED', expiresAt, changedAt: occurredAt };
  // Who consents to an old notice late is asked again from then on.
  const changedAt = outdatedAt < occurredAt ? occurredAt : outdatedAt;
  return { status: 'RENEWAL_DUE', expiresAt, changedAt };
}

const DAY_MS = 86_400_000;

/** When a consent of that moment ends at the latest, by how long the purpose lets one last; null for never. */
export function latestEnd(consentDays: number | null, occurredAt: Date): Date | null {
  return consentDays === null ? null : new Date(occurredAt.getTime() + consentDays * DAY_MS);
}
