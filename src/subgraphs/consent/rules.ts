import type { ConsentAction, ConsentStatus } from './schema.generated.ts';

/** What a person said about a purpose, as far as the rules need it. */
export interface Statement {
  readonly action: ConsentAction;
  /** When the person said so. */
  readonly occurredAt: Date;
  /** When a grant ends by itself; null for never, and for a withdrawal. */
  readonly expiresAt: Date | null;
}

/** Where a consent stands at a moment. */
export interface Standing {
  status: ConsentStatus;
  expiresAt: Date | null;
  /** Since when it stands so. */
  changedAt: Date;
}

/**
 * Which of two statements holds: above 0 the first, below 0 the second, 0 when they say the same. What the person said
 * later holds. Of one moment the narrower one holds: a withdrawal before a grant, a grant that ends sooner before one
 * that ends later. So the outcome does not depend on the order in which they were learned.
 */
export function compareStatements(a: Statement, b: Statement): number {
  return (
    a.occurredAt.getTime() - b.occurredAt.getTime() ||
    Number(a.action === 'WITHDRAWN') - Number(b.action === 'WITHDRAWN') ||
    compareEnds(b.expiresAt, a.expiresAt)
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
export function standingAt({ action, occurredAt, expiresAt }: Statement, now: Date): Standing {
  if (action === 'WITHDRAWN') return { status: 'WITHDRAWN', expiresAt: null, changedAt: occurredAt };
  if (expiresAt === null || now < expiresAt) return { status: 'GRANTED', expiresAt, changedAt: occurredAt };
  return { status: 'EXPIRED', expiresAt, changedAt: expiresAt };
}
