import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { DecisionOutcome } from '../schema.generated.ts';
import type { VersionKey } from './store.ts';

/** What a version would have said beside a decision. */
export interface ShadowRow {
  decisionId: string;
  policyName: string;
  version: number;
  outcome: DecisionOutcome | null;
  reasonCodes: string[];
  matchedRules: string[];
  agrees: boolean;
  decidedAt: Date;
}

/** Stores what a version would have said. */
export function insertShadow(tx: Transaction, row: ShadowRow): void {
  tx.send(tx`insert into decision_shadow ${tx(row)}`);
}

/** How many decisions a report looks at, and how many it names. */
const LOOKED_AT = 10_000;
const NAMED = 100;

/** How many of the newest decisions there are beside which a version ran, and with how many it agrees. */
export async function countShadow(
  sql: Sql,
  { name, version }: VersionKey,
): Promise<{ decisions: number; agreed: number }> {
  const [row] = await sql<{ decisions: number; agreed: number }[]>`
    select count(*) as decisions, count(*) filter (where agrees) as agreed
    from (
      select agrees from decision_shadow where policy_name = ${name} and version = ${version}
      order by decided_at desc, decision_id desc limit ${LOOKED_AT}
    ) newest`;
  return row!;
}

/** The newest of them with which it does not agree. */
export async function listDiffering(
  sql: Sql,
  { name, version }: VersionKey,
): Promise<(ShadowRow & { before: DecisionOutcome })[]> {
  return sql<(ShadowRow & { before: DecisionOutcome })[]>`
    select newest.*, decision.outcome as before
    from (
      select * from decision_shadow where policy_name = ${name} and version = ${version}
      order by decided_at desc, decision_id desc limit ${LOOKED_AT}
    ) newest
    join decision on decision.id = newest.decision_id
    where not newest.agrees
    order by newest.decided_at desc, newest.decision_id desc
    limit ${NAMED}`;
}
