import { actorName, demand } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { isId, newId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { cleanMoment } from '../../../kernel/input/moments.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { cleanText } from '../../../kernel/input/text.ts';
import { append } from '../../../log/append.ts';
import type { Context } from '../context.ts';
import { forgetLoaded } from '../loaders.ts';
import type { CheckKind } from '../schema.generated.ts';
import * as statements from '../store-write.ts';

/** A person, and what to check. */
export interface RequestVerificationInput {
  personId: string;
  checks: readonly { kind: CheckKind; vendor?: string | null }[];
  deadline?: string | null;
  idempotencyKey?: string | null;
}

/** Stored with the idempotency key: ids only. */
export interface VerificationRequested {
  __typename: 'VerificationRequested';
  verificationId: string;
}

export type RequestVerificationOutcome =
  | VerificationRequested
  | { __typename: 'NotFound'; id: string }
  | InvalidInput
  | IdempotencyConflict;

const VENDOR_MAX_LENGTH = 100;

/** Asks for checks of a person. They are kept under the id that leads to the person today. */
export async function requestVerification(
  context: Context,
  input: RequestVerificationInput,
): Promise<RequestVerificationOutcome> {
  const { actor, clock, pools, directory } = context;
  demand(actor, 'verification:request');
  const now = clock.now();
  const problems = new Problems();
  const checks = readChecks(problems, input.checks);
  const deadline = cleanMoment(problems, 'deadline', input.deadline);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const personId = isId(input.personId) ? await directory.findPerson(input.personId) : undefined;
  const outcome = await runOnce<VerificationRequested, RequestVerificationOutcome>(
    pools.write,
    ticketOf(context, { command: 'requestVerification', input, key, now }),
    async (tx) => {
      // Judged behind the key: a retry gets the first answer, though the person is gone or the deadline over by then.
      if (!personId) return { refused: { __typename: 'NotFound', id: input.personId } };
      if (deadline && deadline <= now) problems.add('deadline', 'Expected a moment in the future.');
      if (problems.list.length > 0) return { refused: problems.invalid() };
      const verificationId = store(tx, context, { personId, checks, deadline, now });
      return { stored: { __typename: 'VerificationRequested', verificationId } };
    },
  );
  if (outcome.__typename === 'VerificationRequested') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}

interface RequestedCheck {
  kind: CheckKind;
  vendor: string | undefined;
}

/** There are eight kinds, so eight checks at most: a longer list is read no further than its first repeat. */
function readChecks(problems: Problems, input: RequestVerificationInput['checks']): RequestedCheck[] {
  if (input.length === 0) problems.add('checks', 'Expected at least one check.');
  const checks = new Map<CheckKind, RequestedCheck>();
  for (const [index, { kind, vendor }] of input.entries()) {
    if (checks.has(kind)) {
      problems.add(`checks.${index}.kind`, 'Expected each kind at most once.');
      break;
    }
    checks.set(kind, { kind, vendor: cleanText(problems, `checks.${index}.vendor`, vendor, VENDOR_MAX_LENGTH) });
  }
  return [...checks.values()];
}

function store(
  tx: Transaction,
  { actor, clock, vault, traceparent }: Context,
  request: { personId: string; checks: readonly RequestedCheck[]; deadline: Date | undefined; now: Date },
): string {
  const { personId, deadline, now } = request;
  const id = newId(clock);
  const checks = request.checks.map((check) => ({ id: newId(clock), ...check }));
  statements.insertKey(tx, id, vault.createKey(id).wrapped);
  statements.insertVerification(tx, {
    id,
    personId,
    requestedBy: actor.system.id,
    requestedAt: now,
    expiresAt: deadline,
  });
  statements.insertChecks(tx, id, checks);
  append(tx, {
    id: newId(clock),
    name: 'verification.requested',
    subject: personId,
    time: now,
    data: {
      verificationId: id,
      status: 'PENDING',
      checks: checks.map((check) => ({ checkId: check.id, kind: check.kind })),
    },
    actor: actorName(actor),
    traceparent,
  });
  return id;
}
