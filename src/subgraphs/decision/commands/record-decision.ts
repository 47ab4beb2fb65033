import { actorName, demand } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { isId, newId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, type Problem, Problems } from '../../../kernel/input/problems.ts';
import { append } from '../../../log/append.ts';
import type { Context } from '../context.ts';
import { type StatedDecision, readDecision } from '../intake.ts';
import { forgetLoaded } from '../loaders.ts';
import type { RecordDecisionInput } from '../schema.generated.ts';
import { digestOf, sealDecision } from '../sealing.ts';
import { insertDecision, insertKey } from '../store.ts';
import { CANNOT_SUPERSEDE, findCitedProblems } from './evidence.ts';

/** Stored with the idempotency key: ids only. */
export interface DecisionRecorded {
  __typename: 'DecisionRecorded';
  decisionId: string;
}

/** Everything that `recordDecision` can answer. */
export type RecordDecisionOutcome =
  | DecisionRecorded
  | { __typename: 'NotFound'; id: string }
  | InvalidInput
  | IdempotencyConflict;

/** Records a decision about a person, with the evidence that it rests on. */
export async function recordDecision(context: Context, input: RecordDecisionInput): Promise<RecordDecisionOutcome> {
  const { actor, clock, pools, directory } = context;
  demand(actor, 'decision:write');
  const now = clock.now();
  const problems = new Problems();
  const stated = readDecision(problems, input, now);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  // Looked up before the transaction, so that none is open while a look waits for the log. What was found counts only
  // behind the idempotency key: a retry gets its first answer, whatever has become of the person.
  const personId = isId(input.personId) ? await directory.findPerson(input.personId) : undefined;
  const cited = personId === undefined ? [] : await findCitedProblems(context, personId, input);
  const outcome = await runOnce<DecisionRecorded, RecordDecisionOutcome>(
    pools.write,
    ticketOf(context, { command: 'recordDecision', input, key, now }),
    async (tx) => {
      if (personId === undefined) return { refused: { __typename: 'NotFound', id: input.personId } };
      if (cited.length > 0) return { refused: invalid(cited) };
      const decisionId = await store(tx, context, { personId, input, stated, now });
      if (decisionId === undefined) return { refused: invalid([CANNOT_SUPERSEDE]) };
      return { stored: { __typename: 'DecisionRecorded', decisionId } };
    },
  );
  if (outcome.__typename === 'DecisionRecorded') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}

/** Stores a decision, its key and its event; undefined when another one has replaced the earlier decision meanwhile. */
async function store(
  tx: Transaction,
  { actor, clock, vault, traceparent }: Context,
  what: { personId: string; input: RecordDecisionInput; stated: StatedDecision; now: Date },
): Promise<string | undefined> {
  const { personId, input, now } = what;
  const { texts, inputs, ...stated } = what.stated;
  const id = newId(clock);
  const { key, wrapped } = vault.createKey(id);
  const supersedes = input.supersedes?.toLowerCase() ?? null;
  const inserted = insertDecision(tx, {
    id,
    personId,
    outcome: input.outcome,
    ...stated,
    ...sealDecision(vault, key, { texts, inputs }),
    inputsDigest: digestOf(vault, inputs),
    verificationIds: distinct(input.verificationIds),
    claimIds: distinct(input.claimIds),
    decidedBy: actor.system.id,
    recordedAt: now,
    supersedes,
  });
  insertKey(tx, id, wrapped);
  append(tx, {
    id: newId(clock),
    name: 'decision.made',
    subject: personId,
    time: now,
    data: {
      decisionId: id,
      subject: stated.subject,
      outcome: input.outcome,
      policy: { name: stated.policyName, version: stated.policyVersion },
      ...(supersedes === null ? {} : { supersedes }),
    },
    actor: actorName(actor),
    traceparent,
  });
  return (await inserted) ? id : undefined;
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids.map((id) => id.toLowerCase()))];
}

function invalid(problems: Problem[]): InvalidInput {
  return { __typename: 'InvalidInput', problems };
}
