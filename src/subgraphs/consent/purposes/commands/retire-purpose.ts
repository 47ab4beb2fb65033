import { authorOf, demand } from '../../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { newId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { append } from '../../../../log/append.ts';
import type { NotFound } from '../../commands/record-statement.ts';
import type { Context } from '../../context.ts';
import { forgetLoaded } from '../../loaders.ts';
import type { RetirePurposeInput } from '../../schema.generated.ts';
import { PERIODS, withPurposesChanged } from '../../retention/periods.ts';
import { FIRST_PURPOSES } from '../first.ts';
import { lockPurpose, retire } from '../store.ts';

/** Stored with the idempotency key. */
export interface PurposeRetired {
  __typename: 'PurposeRetired';
  purposeId: string;
}

export type RetirePurposeOutcome = PurposeRetired | NotFound | InvalidInput | IdempotencyConflict;

const NEEDED: ReadonlySet<string> = new Set(FIRST_PURPOSES.map(({ id }) => id));

/** Takes a purpose out of use, for good. What people said of it stays in their histories. */
export async function retirePurpose(context: Context, input: RetirePurposeInput): Promise<RetirePurposeOutcome> {
  const { actor, clock, pools } = context;
  demand(actor, 'purpose:admin');
  const now = clock.now();
  const problems = new Problems();
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (NEEDED.has(input.id)) problems.add('id', 'Expected another purpose: the hub itself works under this one.');
  if (problems.list.length > 0) return problems.invalid();

  const answer = { stored: { __typename: 'PurposeRetired' as const, purposeId: input.id } };
  const outcome = await runOnce<PurposeRetired, NotFound>(
    pools.write,
    ticketOf(context, { command: 'retirePurpose', input, key, now }),
    async (tx) => {
      const purpose = await lockPurpose(tx, input.id);
      if (!purpose) return { refused: { __typename: 'NotFound', id: input.id } };
      if (purpose.retiredAt) return answer;
      const author = authorOf(context);
      await withPurposesChanged(tx, { clock, now, author }, () => retire(tx, input.id, now));
      append(tx, {
        id: newId(clock),
        name: 'purpose.retired',
        subject: `purpose/${input.id}`,
        time: now,
        data: { id: input.id },
        ...author,
      });
      return answer;
    },
    { locks: [PERIODS], read: async () => undefined },
  );
  if (outcome.__typename === 'PurposeRetired') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}
