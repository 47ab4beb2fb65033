import { demand } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { isId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { requiredText } from '../../../kernel/input/text.ts';
import type { Context } from '../context.ts';
import { listVerdictDetails } from '../explain/store.ts';
import type { VerdictRow } from '../matching/store.ts';
import { shareMatching } from '../matching/gate.ts';
import { openTouched } from '../matching/touch.ts';
import { verdictOf } from '../reviews.ts';
import { listHolders } from '../reviews-store.ts';
import type { MatchVerdict } from '../schema.generated.ts';
import { type MatchResolved, type Spoken, membersOf, nameOf, speak, tellSpoken, verdictOn } from './verdicts.ts';

/** What a reviewer says of two records. */
export interface ResolveMatchInput {
  recordA: string;
  recordB: string;
  verdict: VerdictRow['said'];
  reason: string;
  expectedVerdict?: VerdictRow['said'] | null;
  replace?: boolean | null;
  idempotencyKey?: string | null;
}

/** Something else was said of the two, or of others of their people. */
export interface VerdictConflict {
  __typename: 'VerdictConflict';
  message: string;
  verdicts: MatchVerdict[];
}

type Refused = VerdictConflict | { __typename: 'NotFound'; id: string };
export type ResolveMatchOutcome = MatchResolved | Refused | InvalidInput | IdempotencyConflict;

/** Verdicts that a conflict names, at most. */
const MAX_TOLD = 20;

/** Takes a person's word on two records. It is about records: wherever they have moved since, it holds. */
export async function resolveMatch(context: Context, input: ResolveMatchInput): Promise<ResolveMatchOutcome> {
  const { actor, clock, pools } = context;
  demand(actor, 'match:review');
  const problems = new Problems();
  const reason = requiredText(problems, 'reason', input.reason);
  const key = idempotencyKey(problems, input.idempotencyKey);
  const ids = [input.recordA, input.recordB].map((id) => id.toLowerCase()) as [string, string];
  if (ids[0] === ids[1]) problems.add('recordB', 'Expected another record.');
  if (problems.list.length > 0) return problems.invalid();
  const unknown = ids.find((id) => !isId(id));
  if (unknown !== undefined) return { __typename: 'NotFound', id: unknown };

  let spoken: Spoken | undefined;
  const outcome = await runOnce<MatchResolved, Refused>(
    pools.write,
    ticketOf(context, { command: 'resolveMatch', input, key, now: clock.now() }),
    async (tx) => {
      const found = await listHolders(tx, ids);
      const missing = ids.find((id) => !found.some((record) => record.id === id));
      if (missing !== undefined) return { refused: { __typename: 'NotFound', id: missing } };
      const touched = await openTouched(tx, context.vault, { profiles: [], recordIds: ids, personIds: [] });
      const members = await membersOf(context, touched);
      const [one, other] = ids.map((id) => members.get(id));
      if (!one || !other) {
        // A steward's own record, or one that moved while we waited for the locks (serialization_failure).
        const strange = ids.find((id) => touched.records.some((record) => record.id === id) && !members.has(id));
        if (strange !== undefined) return { refused: { __typename: 'NotFound', id: strange } };
        throw Object.assign(new Error('a record moved'), { code: '40001' });
      }
      const said = verdictOn(one.id, other.id, input.verdict);
      const earlier = touched.verdicts.find((row) => nameOf(row) === nameOf(said));
      const against = standsAgainst(input, said, earlier, touched.verdicts, (id) => members.get(id)?.personId);
      if (against) return { refused: await conflict(tx, context, against) };
      const people = [...new Set([one.personId, other.personId])];
      // Who says again what was said changes nothing.
      if (earlier?.said === said.said)
        return { stored: { __typename: 'MatchResolved', outcome: 'UNCHANGED', personIds: people } };
      spoken = await speak(tx, context, touched, {
        verdict: said.said,
        recordIds: [said.a, said.b],
        say: [said],
        takeBack: [],
        reason: reason!,
        anchors: said.said === 'SAME' ? [one.id, other.id] : [],
      });
      return { stored: spoken.answer };
    },
    // Until it ends, the model in use stays.
    { read: shareMatching },
  );
  if (spoken) tellSpoken(context, spoken);
  return outcome;
}

/** What stands against a verdict. */
interface Against {
  message: string;
  verdicts: readonly VerdictRow[];
}

/** What was said of the pair meanwhile, or of other records of the same people, so that the verdict cannot hold. */
function standsAgainst(
  { expectedVerdict, replace }: Pick<ResolveMatchInput, 'expectedVerdict' | 'replace'>,
  said: VerdictRow,
  earlier: VerdictRow | undefined,
  verdicts: readonly VerdictRow[],
  personOf: (recordId: string) => string | undefined,
): Against | undefined {
  if (expectedVerdict != null && earlier?.said !== expectedVerdict) {
    return { message: 'Something else was said of the two than you expect.', verdicts: earlier ? [earlier] : [] };
  }
  const isOpen = !earlier || earlier.said === 'UNSURE' || earlier.said === said.said;
  if (!isOpen && !replace && expectedVerdict == null) {
    return {
      message: 'Something else was said of the two. Say it again with `replace: true` to overrule it.',
      verdicts: [earlier],
    };
  }
  const others = verdicts.filter((row) => nameOf(row) !== nameOf(said));
  if (said.said === 'SAME') {
    const people = new Set([personOf(said.a), personOf(said.b)]);
    const between = others.filter(
      ({ a, b, said: word }) =>
        word === 'DIFFERENT' && personOf(a) !== personOf(b) && people.has(personOf(a)) && people.has(personOf(b)),
    );
    if (between.length > 0)
      return {
        message: 'Somebody said that other records of these people are not one. `mergePeople` takes that back.',
        verdicts: between,
      };
  }
  if (said.said === 'DIFFERENT') {
    const chain = chainOf(said, others);
    if (chain.length > 0)
      return {
        message: 'Somebody said that both are one with further records. `splitPerson` takes that back.',
        verdicts: chain,
      };
  }
  return undefined;
}

/** The verdicts that make two records one by way of others; none when none do. */
function chainOf({ a: from, b: to }: VerdictRow, verdicts: readonly VerdictRow[]): VerdictRow[] {
  const same = verdicts.filter(({ said }) => said === 'SAME');
  const cameBy = new Map<string, { row: VerdictRow; before: string }>();
  const queue = [from];
  for (let id = queue.shift(); id !== undefined && id !== to; id = queue.shift()) {
    for (const row of same) {
      const next = row.a === id ? row.b : row.b === id ? row.a : undefined;
      if (next === undefined || next === from || cameBy.has(next)) continue;
      cameBy.set(next, { row, before: id });
      queue.push(next);
    }
  }
  const chain: VerdictRow[] = [];
  for (let step = cameBy.get(to); step; step = cameBy.get(step.before)) chain.unshift(step.row);
  return chain;
}

async function conflict(tx: Transaction, context: Context, { message, verdicts }: Against): Promise<VerdictConflict> {
  const told = await listVerdictDetails(tx, verdicts.slice(0, MAX_TOLD));
  return { __typename: 'VerdictConflict', message, verdicts: told.map((row) => verdictOf(context, row)) };
}
