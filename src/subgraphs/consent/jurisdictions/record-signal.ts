import { demand } from '../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { type NotFound, findPerson } from '../commands/record-statement.ts';
import { storeStatement } from '../commands/store-statement.ts';
import { withdrawal } from '../commands/withdraw-consent.ts';
import type { Context } from '../context.ts';
import { cleanCode, cleanOccurredAt } from '../intake.ts';
import { forgetLoaded } from '../loaders.ts';
import { listPurposesOf } from '../purposes/store.ts';
import { holding } from '../rules.ts';
import type { RecordGlobalPrivacyControlInput } from '../schema.generated.ts';
import { lockConsents } from '../store.ts';
import { isWithin, ruleOf } from './rules.ts';

/** Stored with the idempotency key: what the person was opted out of. */
export interface GlobalPrivacyControlRecorded {
  __typename: 'GlobalPrivacyControlRecorded';
  purposes: string[];
  eventIds: string[];
}

export type RecordGlobalPrivacyControlOutcome =
  | GlobalPrivacyControlRecorded
  | NotFound
  | InvalidInput
  | IdempotencyConflict;

/** How histories name it. */
const METHOD = 'global_privacy_control';

/**
 * Takes `Sec-GPC: 1` of a person's browser for an opt-out of the purposes whose uses the law of the place names (Global Privacy
 * Control §3.4). Where a person said no already, nothing is recorded again: a browser says it with each visit.
 */
export async function recordGlobalPrivacyControl(
  context: Context,
  input: RecordGlobalPrivacyControlInput,
): Promise<RecordGlobalPrivacyControlOutcome> {
  demand(context.actor, 'consent:write');
  const now = context.clock.now();
  const problems = new Problems();
  const jurisdiction = cleanCode(problems, 'jurisdiction', input.jurisdiction)!;
  const occurredAt = cleanOccurredAt(problems, input.occurredAt, now);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const found = await findPerson(context, input.personId);
  const outcome = await runOnce<GlobalPrivacyControlRecorded, NotFound>(
    context.pools.write,
    ticketOf(context, { command: 'recordGlobalPrivacyControl', input, key, now }),
    async (tx) => {
      if (!found) return { refused: { __typename: 'NotFound', id: input.personId } };
      const named = await listPurposesOf(tx, ruleOf(jurisdiction).globalPrivacyControl);
      const pursued = named.filter(({ jurisdictions }) => isWithin(jurisdiction, jurisdictions));
      const rows = await lockConsents(
        tx,
        found.personIds,
        pursued.map(({ id }) => id),
      );
      const byPurpose = Map.groupBy(rows, (row) => row.purpose);
      const answer: GlobalPrivacyControlRecorded = {
        __typename: 'GlobalPrivacyControlRecorded',
        purposes: [],
        eventIds: [],
      };
      // In order of id, so that two of one person never wait for each other.
      for (const { id: purpose, version } of pursued) {
        const known = byPurpose.get(purpose) ?? [];
        const held = holding(known);
        if (held && held.action !== 'GRANTED') continue;
        const no = withdrawal({ purpose, method: METHOD, occurredAt, jurisdiction });
        const said = { ...no, purposeVersion: version };
        const { eventId } = await storeStatement(tx, context, { personId: found.personId, said, known, now });
        answer.purposes.push(purpose);
        answer.eventIds.push(eventId);
      }
      return { stored: answer };
    },
  );
  if (outcome.__typename === 'GlobalPrivacyControlRecorded') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}
