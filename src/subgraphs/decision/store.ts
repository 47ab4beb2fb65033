import type { Sql, Transaction } from '../../kernel/db.ts';
import { behind } from '../../kernel/db/behind.ts';
import type { DecisionModel } from './models.ts';

/** What a list of decisions is asked for: all ids of one person, and how many it may have. */
export interface PersonAsk {
  ids: readonly string[];
  first: number;
  /** The last one that is known already. */
  after: string | null;
}

/** The newest decisions of each person asked for, the newest first. `place` is the person's place among them, from 1. */
export async function listDecisionsOf(
  sql: Sql,
  asked: readonly PersonAsk[],
): Promise<(DecisionModel & { place: number })[]> {
  return sql<(DecisionModel & { place: number })[]>`
    select asked.place, ${decisionColumns(sql)}
    from unnest(${asked.map(({ ids }) => `{${ids.join()}}`)}::text[], ${asked.map(({ first }) => first)}::integer[],
                ${asked.map(({ after }) => after)}::uuid[]) with ordinality as asked (ids, first, after, place)
    left join decision last on last.id = asked.after
    cross join unnest(asked.ids::uuid[]) as one (id)
    cross join lateral (
      select * from decision
      where person_id = one.id and (decided_at, id) < ${behind(sql, sql`last.decided_at`)}
      order by decided_at desc, id desc
      limit asked.first
    ) decision
    left join key on key.id = decision.id
    left join known_person on known_person.id = decision.person_id
    order by asked.place, decision.decided_at desc, decision.id desc`;
}

/** Decisions by their ids. */
export async function listDecisions(sql: Sql, ids: readonly string[]): Promise<DecisionModel[]> {
  return sql<DecisionModel[]>`
    select ${decisionColumns(sql)}
    from decision
    left join key on key.id = decision.id
    left join known_person on known_person.id = decision.person_id
    where decision.id = any(${ids as string[]}::uuid[])`;
}

/** The inputs are left out: they can be large, and few reads show them. */
function decisionColumns(sql: Sql) {
  return sql`
    decision.id, coalesce(known_person.person_id, decision.person_id) as person_id, decision.subject, decision.outcome,
    decision.reason_codes, decision.policy_name, decision.policy_version, decision.policy_digest, decision.engine,
    decision.model_version, decision.matched_rules, decision.inputs_digest as digest, decision.verification_ids,
    decision.claim_ids, decision.consent_ids, decision.decided_by, decision.decided_at, decision.recorded_at, decision.supersedes as supersedes_id, decision.sealed,
    decision.gone_at, decision.gone_under, key.wrapped`;
}

/** What decisions were given, for those whose key is still there. */
export async function listInputs(
  sql: Sql,
  ids: readonly string[],
): Promise<{ id: string; sealedInputs: Buffer; wrapped: Buffer }[]> {
  return sql<{ id: string; sealedInputs: Buffer; wrapped: Buffer }[]>`
    select decision.id, decision.sealed_inputs, key.wrapped
    from decision join key on key.id = decision.id
    where decision.id = any(${ids as string[]}::uuid[])`;
}

/** Which decisions replaced the given ones. */
export async function listReplacements(
  sql: Sql,
  ids: readonly string[],
): Promise<{ id: string; supersedes: string }[]> {
  return sql<{ id: string; supersedes: string }[]>`
    select id, supersedes from decision where supersedes = any(${ids as string[]}::uuid[])`;
}

/** A row of `decision` to insert. */
export interface NewDecision extends Omit<
  DecisionModel,
  'supersedesId' | 'digest' | 'wrapped' | 'goneAt' | 'goneUnder'
> {
  inputsDigest: Buffer;
  sealedInputs: Buffer;
  supersedes: string | null;
}

/** Inserts a decision; answers false when the one that it supersedes was replaced already. */
export async function insertDecision(tx: Transaction, decision: NewDecision): Promise<boolean> {
  // No look before it could tell: of two that replace the same one at once, the index lets one pass.
  const { count } = await tx`
    insert into decision ${tx(decision)}
    on conflict (supersedes) where supersedes is not null do nothing`;
  return count === 1;
}

/** Inserts the wrapped key of a decision. */
export function insertKey(tx: Transaction, id: string, wrapped: Buffer): void {
  tx.send(tx`insert into key (id, wrapped) values (${id}, ${wrapped})`);
}
