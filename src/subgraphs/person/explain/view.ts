import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { Context } from '../context.ts';
import { type Derived, derivePeople } from '../matching/derive.ts';
import type { KnownModel } from '../matching/models.ts';
import { type Concern, type MatchRow, findActiveModel } from '../matching/store.ts';
import { type Touched, comparables, viewTouched } from '../matching/touch.ts';
import type { Comparable } from '../../../resolution/standardise/index.ts';
import type { MatchExplanation } from '../schema.generated.ts';
import type { OpenRecord } from '../unify.ts';
import { type Explained, compareProfiles, replayMatch } from './explanation.ts';

/** Some people with all from which they are derived, and how they came about: as it is at one moment. */
export interface View {
  known: KnownModel;
  touched: Touched;
  derived: Derived;
  /** The records that are compared, by id. */
  records: ReadonlyMap<string, OpenRecord>;
  /** By record: the node of the clustering that stands for it. */
  nodeOf: ReadonlyMap<string, string>;
  comparableOf(profile: bigint): Comparable;
  /** How two of the records compare; undefined when one has nothing to compare. */
  explain(a: OpenRecord, b: OpenRecord): Promise<Explained | undefined>;
}

/** Two records that are linked, as a client sees them. */
export interface MatchLinkModel {
  recordA: string;
  recordB: string;
  /** Match weight in bits. */
  weight: number;
  said: boolean;
  identical: boolean;
  explain(): Promise<MatchExplanation | undefined>;
}

/** Runs reads that see one moment, and wait for nobody. */
export function atOneMoment<T>(sql: Sql, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return sql.begin(async (tx) => {
    await tx`set transaction isolation level repeatable read, read only`;
    return work(tx);
  });
}

/** Derives the people whom something concerns, as a write would, and stores nothing. Undefined where nobody wrote anything yet. */
export async function viewPeople(tx: Transaction, context: Context, concern: Concern): Promise<View | undefined> {
  const { vault, models, registry } = context;
  const [touched, modelId] = await Promise.all([viewTouched(tx, vault, concern), findActiveModel(tx)]);
  if (modelId === undefined) return undefined;
  const [known, systems] = await Promise.all([models.get(modelId), registry.of(touched.records)]);
  const members = touched.records.filter(({ systemId }) => systems.get(systemId)!.kind !== 'STEWARD');
  const comparableOf = comparables(known, [...touched.neighbours.values(), ...members]);
  const { matches, verdicts } = touched;
  const derived = derivePeople({ members, matches, verdicts, comparableOf, model: known.model, scorer: known.scorer });
  const rows = new Map(matches.map((row) => [nameOf(row), row]));
  return {
    known,
    touched,
    derived,
    comparableOf,
    records: new Map(members.map((record) => [record.id, record])),
    nodeOf: new Map([...derived.records].flatMap(([node, ids]) => ids.map((id) => [id, node] as const))),
    async explain({ profile: a }, { profile: b }) {
      if (a === undefined || b === undefined) return undefined;
      const row = rows.get(nameOf(a < b ? { a, b } : { a: b, b: a }));
      return row ? replayMatch(models, row) : compareProfiles(known, comparableOf, a, b);
    },
  };
}

/** A link of two records. */
export function linkOf(
  view: View,
  a: OpenRecord,
  b: OpenRecord,
  { weight, said }: { weight: number; said: boolean },
): MatchLinkModel {
  return {
    recordA: a.id,
    recordB: b.id,
    weight,
    said,
    identical: a.profile !== undefined && a.profile === b.profile,
    explain: async () => (await view.explain(a, b))?.explanation,
  };
}

/** The record by which a node is shown. */
export function standIn({ derived, records }: View, node: string): OpenRecord {
  return records.get(derived.records.get(node)![0]!)!;
}

function nameOf({ a, b }: Pick<MatchRow, 'a' | 'b'>): string {
  return `${a} ${b}`;
}
