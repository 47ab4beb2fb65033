import { demand } from '../../../kernel/actor.ts';
import { fault } from '../../../kernel/faults.ts';
import { isId } from '../../../kernel/ids.ts';
import { parseMoment } from '../../../kernel/input/moments.ts';
import { Problems } from '../../../kernel/input/problems.ts';
import type { Context } from '../context.ts';
import type { DecisionOutcome, OutcomeCount, SimulatePolicyInput } from '../schema.generated.ts';
import { openInputs } from '../sealing.ts';
import { type PastDecision, listPast } from '../store-past.ts';
import { type Policy } from './book.ts';
import { OUTCOMES } from './compile.ts';
import { type Verdict, evaluate } from './engine.ts';
import { readFacts } from './facts.ts';

/** A decision, and what another version says to the same inputs. */
export interface PolicyDifferenceModel {
  decisionId: string;
  before: DecisionOutcome;
  after: DecisionOutcome | null;
  reasonCodes: string[];
  matchedRules: string[];
}

/** One page of a simulation. */
export interface Simulation {
  decisions: number;
  outcomes: OutcomeCount[];
  changed: number;
  changes: PolicyDifferenceModel[];
  refused: number;
  erased: number;
  endCursor: string | null;
}

const PAGE_MAX = 5_000;
/** As many sealed inputs as are in memory at once: up to 64 KiB each. */
const BATCH = 250;
const NAMED = 100;

/**
 * Runs a version over a page of past decisions. Nothing is stored, so where it stopped is told by the cursor alone.
 * @throws BAD_REQUEST for a page or a cursor that is none
 */
export async function simulatePolicy(context: Context, input: SimulatePolicyInput): Promise<Simulation | undefined> {
  const { actor, clock, policies, pools, vault } = context;
  demand(actor, 'policy:read');
  demand(actor, 'decision:inputs');
  const { name, first } = input;
  const [from, to] = [momentOf('from', input.from), input.to == null ? clock.now() : momentOf('to', input.to)];
  if (first < 1 || first > PAGE_MAX) throw badRequest(`first: expected 1 to ${PAGE_MAX}.`);
  const policy = await policies.findAny(input);
  if (!policy) return undefined;

  const page = new Page(policy);
  let after = input.after == null ? { decidedAt: from, id: undefined } : readCursor(input.after);
  let left = first;
  let isLast = false;
  while (left > 0 && !isLast) {
    const limit = Math.min(BATCH, left);
    const rows = await listPast(pools.read, { name, after, to, limit });
    for (const row of rows) page.add(row, row.wrapped && openInputs(vault, { ...row, wrapped: row.wrapped }));
    left -= rows.length;
    isLast = rows.length < limit;
    const last = rows.at(-1);
    if (last) after = { decidedAt: last.decidedAt, id: last.id };
  }
  return {
    ...page.result(),
    endCursor: isLast || after.id === undefined ? null : writeCursor(after.decidedAt, after.id),
  };
}

/** What a version says to inputs; undefined where it would refuse them. */
export function askAgain({ document, compiled }: Policy, inputs: Record<string, unknown>): Verdict | undefined {
  const problems = new Problems();
  const facts = readFacts(problems, document.inputs, inputs);
  return problems.list.length > 0 ? undefined : evaluate(compiled, facts);
}

/** Counts what came out before and what would now. */
class Page {
  readonly #policy: Policy;
  readonly #before = new Map<DecisionOutcome, number>();
  readonly #after = new Map<DecisionOutcome, number>();
  readonly #changes: PolicyDifferenceModel[] = [];
  #decisions = 0;
  #changed = 0;
  #refused = 0;
  #erased = 0;

  constructor(policy: Policy) {
    this.#policy = policy;
  }

  add({ id, outcome: before }: PastDecision, inputs: Record<string, unknown> | null): void {
    if (inputs === null) {
      this.#erased += 1;
      return;
    }
    const verdict = askAgain(this.#policy, inputs);
    this.#decisions += 1;
    count(this.#before, before);
    if (verdict) count(this.#after, verdict.outcome);
    else this.#refused += 1;
    if (verdict?.outcome === before) return;
    this.#changed += 1;
    if (this.#changes.length === NAMED) return;
    const { outcome = null, reasonCodes = [], matchedRules = [] } = verdict ?? {};
    this.#changes.push({
      decisionId: id,
      before,
      after: outcome,
      reasonCodes: [...reasonCodes],
      matchedRules: [...matchedRules],
    });
  }

  result(): Omit<Simulation, 'endCursor'> {
    const outcomes = OUTCOMES.map((outcome) => ({
      outcome,
      before: this.#before.get(outcome) ?? 0,
      after: this.#after.get(outcome) ?? 0,
    })).filter(({ before, after }) => before + after > 0);
    return {
      decisions: this.#decisions,
      outcomes,
      changed: this.#changed,
      changes: this.#changes,
      refused: this.#refused,
      erased: this.#erased,
    };
  }
}

function count(counts: Map<DecisionOutcome, number>, outcome: DecisionOutcome): void {
  counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
}

function writeCursor(decidedAt: Date, id: string): string {
  return Buffer.from(`${decidedAt.toISOString()} ${id}`).toString('base64url');
}

function readCursor(text: string): { decidedAt: Date; id: string } {
  const [moment = '', id = ''] = Buffer.from(text, 'base64url').toString('utf8').split(' ');
  const decidedAt = parseMoment(moment);
  if (!decidedAt || !isId(id)) throw badRequest('after: expected the endCursor of a page.');
  return { decidedAt, id };
}

function momentOf(name: string, text: string): Date {
  const moment = parseMoment(text);
  if (!moment) throw badRequest(`${name}: expected a moment such as 2026-03-01T09:30:00Z.`);
  return moment;
}

function badRequest(text: string): Error {
  return fault({ code: 'BAD_REQUEST', public: text });
}
