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
import { type MatchResolved, type Spoken, membersOf, nameOf, speak, tellSpoken, verdictOn } from './verdicts.ts';
import type { VersionConflict } from './write-records.ts';

/** Records that are of another person. */
export interface SplitPersonInput {
  personId: string;
  recordIds: readonly string[];
  reason: string;
  expectedVersion?: number | null;
  idempotencyKey?: string | null;
}

type Refused = { __typename: 'NotFound'; id: string } | VersionConflict | InvalidInput;
export type SplitPersonOutcome = MatchResolved | Refused | IdempotencyConflict;

/** Verdicts that one split may need: one for each record that leaves and each that stays. */
const MAX_PAIRS = 2_500;

/** Parts records from the rest of a person, whatever arrives later. What was said to hold them together is taken back. */
export async function splitPerson(context: Context, input: SplitPersonInput): Promise<SplitPersonOutcome> {
  const { actor, clock, pools } = context;
  demand(actor, 'match:review');
  const problems = new Problems();
  const reason = requiredText(problems, 'reason', input.reason);
  const key = idempotencyKey(problems, input.idempotencyKey);
  const leaving = [...new Set(input.recordIds.map((id) => id.toLowerCase()))].toSorted();
  if (leaving.length === 0 || leaving.length > MAX_PAIRS)
    problems.add('recordIds', `Expected 1 to ${MAX_PAIRS} records.`);
  if (problems.list.length > 0) return problems.invalid();
  const unknown = [input.personId, ...leaving].find((id) => !isId(id));
  if (unknown !== undefined) return { __typename: 'NotFound', id: unknown };

  let spoken: Spoken | undefined;
  const outcome = await runOnce<MatchResolved, Refused>(
    pools.write,
    ticketOf(context, { command: 'splitPerson', input, key, now: clock.now() }),
    async (tx) => {
      const personId = await findSurvivor(tx, input.personId);
      if (personId === undefined) return { refused: { __typename: 'NotFound', id: input.personId } };
      const touched = await openTouched(tx, context.vault, { profiles: [], recordIds: [], personIds: [personId] });
      const { row } = touched.people.find((person) => person.row.id === personId)!;
      if (row.status !== 'ACTIVE') return { refused: { __typename: 'NotFound', id: input.personId } };
      if (input.expectedVersion != null && input.expectedVersion !== row.version)
        return { refused: { __typename: 'VersionConflict', expected: input.expectedVersion, actual: row.version } };

      const records = [...(await membersOf(context, touched)).values()].filter(
        (record) => record.personId === personId,
      );
      const missing = leaving.find((id) => !records.some((record) => record.id === id));
      if (missing !== undefined) return { refused: { __typename: 'NotFound', id: missing } };
      const goes = new Set(leaving);
      const staying = records.flatMap(({ id }) => (goes.has(id) ? [] : [id]));
      const pairs = leaving.length * staying.length;
      if (staying.length === 0) problems.add('recordIds', 'Expected at least one record of the person to be left.');
      if (pairs > MAX_PAIRS)
        problems.add(
          'recordIds',
          `Expected at most ${MAX_PAIRS} pairs of a record that leaves and one that stays; there are ${pairs}.`,
        );
      if (problems.list.length > 0) return { refused: problems.invalid() };

      const say = [
        ...leaving.flatMap((id) => staying.map((other) => verdictOn(id, other, 'DIFFERENT'))),
        ...leaving.slice(1).map((id, place) => verdictOn(leaving[place]!, id, 'SAME')),
      ];
      const said = new Set(say.map(nameOf));
      spoken = await speak(tx, context, touched, {
        verdict: 'DIFFERENT',
        recordIds: leaving,
        say,
        // Between records that leave, nothing keeps them apart.
        takeBack: touched.verdicts.filter(
          (verdict) =>
            verdict.said === 'DIFFERENT' && goes.has(verdict.a) && goes.has(verdict.b) && !said.has(nameOf(verdict)),
        ),
        reason: reason!,
        anchors: [],
      });
      return { stored: spoken.answer };
    },
    // Until it ends, the model in use stays.
    { read: shareMatching },
  );
  if (spoken) tellSpoken(context, spoken);
  return outcome;
}
