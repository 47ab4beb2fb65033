import { demand } from '../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { isId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { requiredText } from '../../../kernel/input/text.ts';
import type { Context } from '../context.ts';
import { shareMatching } from '../matching/gate.ts';
import { openTouched } from '../matching/touch.ts';
import { findSurvivor } from '../store-write.ts';
import { type MatchResolved, type Spoken, membersOf, speak, tellSpoken, verdictOn } from './verdicts.ts';

/** People who are one. */
export interface MergePeopleInput {
  personIds: readonly string[];
  reason: string;
  idempotencyKey?: string | null;
}

type NotFound = { __typename: 'NotFound'; id: string };
export type MergePeopleOutcome = MatchResolved | NotFound | InvalidInput | IdempotencyConflict;

const MAX_PEOPLE = 20;

/** Makes people one, by a verdict on the oldest record of each. What was said to keep them apart is taken back. */
export async function mergePeople(context: Context, input: MergePeopleInput): Promise<MergePeopleOutcome> {
  const { actor, clock, pools } = context;
  demand(actor, 'match:review');
  const problems = new Problems();
  const reason = requiredText(problems, 'reason', input.reason);
  const key = idempotencyKey(problems, input.idempotencyKey);
  const asked = [...new Set(input.personIds.map((id) => id.toLowerCase()))];
  if (asked.length < 2 || asked.length > MAX_PEOPLE)
    problems.add('personIds', `Expected 2 to ${MAX_PEOPLE} different ids; there are ${asked.length}.`);
  if (problems.list.length > 0) return problems.invalid();
  const unknown = asked.find((id) => !isId(id));
  if (unknown !== undefined) return { __typename: 'NotFound', id: unknown };

  let spoken: Spoken | undefined;
  const outcome = await runOnce<MatchResolved, NotFound>(
    pools.write,
    ticketOf(context, { command: 'mergePeople', input, key, now: clock.now() }),
    async (tx) => {
      const survivors = await Promise.all(asked.map((id) => findSurvivor(tx, id)));
      const personIds = [...new Set(survivors)].filter((id) => id !== undefined);
      const touched = await openTouched(tx, context.vault, { profiles: [], recordIds: [], personIds });
      const people = new Map(touched.people.map(({ row }) => [row.id, row]));
      const missing = asked.find((_, place) => people.get(survivors[place] ?? '')?.status !== 'ACTIVE');
      if (missing !== undefined) return { refused: { __typename: 'NotFound', id: missing } };

      const records = [...(await membersOf(context, touched)).values()].toSorted((x, y) => (x.id < y.id ? -1 : 1));
      const oldest = personIds.map((personId) => records.find((record) => record.personId === personId)!.id);
      if (oldest.length === 1) return { stored: { __typename: 'MatchResolved', outcome: 'UNCHANGED', personIds } };
      const personOf = new Map(records.map(({ id, personId }) => [id, personId]));
      const merging = new Set(personIds);
      const [first, ...others] = oldest.toSorted();
      spoken = await speak(tx, context, touched, {
        verdict: 'SAME',
        recordIds: [first!, ...others],
        say: others.map((other) => verdictOn(first!, other, 'SAME')),
        takeBack: touched.verdicts.filter(
          ({ a, b, said }) =>
            said === 'DIFFERENT' &&
            personOf.get(a) !== personOf.get(b) &&
            merging.has(personOf.get(a) ?? '') &&
            merging.has(personOf.get(b) ?? ''),
        ),
        reason: reason!,
        anchors: [first!, ...others],
      });
      return { stored: spoken.answer };
    },
    // Until it ends, the model in use stays.
    { read: shareMatching },
  );
  if (spoken) tellSpoken(context, spoken);
  return outcome;
}
