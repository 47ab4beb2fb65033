import type { Sql } from '../../kernel/db.ts';
import type { DecisionOutcome } from './schema.generated.ts';

/** A decision of a policy, with what it was given. */
export interface PastDecision {
  id: string;
  outcome: DecisionOutcome;
  decidedAt: Date;
  sealedInputs: Buffer;
  /** Null once it was destroyed. */
  wrapped: Buffer | null;
}

/** What to list: the decisions of a policy, behind one or from a moment on, before another moment. */
export interface PastAsk {
  name: string;
  after: { decidedAt: Date; id: string | undefined };
  to: Date;
  limit: number;
}

/** Before the first id. */
const NIL = '00000000-0000-0000-0000-000000000000';

/** Decisions that a policy has made, the oldest first. */
export async function listPast(sql: Sql, { name, after, to, limit }: PastAsk): Promise<PastDecision[]> {
  return sql<PastDecision[]>`
    select decision.id, outcome, decided_at, sealed_inputs, key.wrapped
    from decision left join key on key.id = decision.id
    where policy_name = ${name} and engine = 'POLICY'
      and (decided_at, decision.id) > (${after.decidedAt}, ${after.id ?? NIL}::uuid) and decided_at < ${to}
    order by decided_at, decision.id
    limit ${limit}`;
}
