import type { Sql } from '../kernel/db.ts';
import { classSet } from './classes.ts';
import type { DataClass } from '../kernel/data-classes.ts';
import type { ConsentState, LegalBasis, Purpose, ResidencyRules, Standing } from './rules.ts';

/** What all readers are judged by. */
export interface Policies {
  readonly purposes: ReadonlyMap<string, Purpose>;
  readonly rules: ResidencyRules;
}

/** The registered purposes, and what may be read across regions. */
export async function readPolicies(sql: Sql): Promise<Policies> {
  const [purposes, rules] = await Promise.all([
    sql<{ id: string; legalBasis: LegalBasis; dataClasses: DataClass[]; onMaterialChange: string }[]>`
      select id, legal_basis, data_classes, on_material_change from access.purposes()`,
    sql<{ home: string; reader: string; dataClasses: DataClass[] }[]>`
      select home, reader, data_classes from access.residency_rules()`,
  ]);
  return {
    purposes: new Map(
      purposes.map(({ id, legalBasis, dataClasses, onMaterialChange }) => [
        id,
        { id, legalBasis, covers: classSet(dataClasses), continues: onMaterialChange === 'CONTINUE' },
      ]),
    ),
    rules: new Map(
      [...Map.groupBy(rules, ({ home }) => home)].map(([home, from]) => [
        home,
        new Map(from.map(({ reader, dataClasses }) => [reader, classSet(dataClasses)])),
      ]),
    ),
  };
}

/** What is asked about people. */
export interface Question {
  /** Registered purposes. */
  purposes: readonly string[];
  /** Whether it counts where their data is held. */
  isRegional: boolean;
  now: Date;
}

/** Where a person stands, as the database tells it. */
export interface StandingRow {
  personId: string;
  /** Null where it was not asked, or nobody says. */
  regions: string[] | null;
  restricted: boolean;
  /** One for each purpose asked about; null for none. */
  consents: (ConsentState | null)[] | null;
  objections: string[];
}

/**
 * A row for each id that leads to somebody: `asked` and the columns of {@link StandingRow}. Merged ids count together: of what was
 * said about a purpose under any of them the newest holds.
 */
export function standingOf(sql: Sql, ids: readonly string[], { purposes, isRegional, now }: Question) {
  return sql`access.standing(${ids as string[]}::uuid[], ${purposes as string[]}::text[], ${isRegional}, ${now})`;
}

/** Where people stand, by the ids that were asked for. */
export async function listStandings(
  sql: Sql,
  ids: readonly string[],
  question: Question,
): Promise<(StandingRow & { asked: string })[]> {
  return sql<(StandingRow & { asked: string })[]>`
    select asked, person_id, regions, restricted, consents, objections from ${standingOf(sql, ids, question)}`;
}

/** Reads a row that answers a question. */
export function readStanding(row: StandingRow, { purposes }: Pick<Question, 'purposes'>): Standing {
  const states = row.consents ?? [];
  return {
    personId: row.personId,
    regions: row.regions ?? [],
    restricted: row.restricted,
    consents: new Map(
      states.flatMap((state, index): [string, ConsentState][] => (state ? [[purposes[index]!, state]] : [])),
    ),
    objections: new Set(row.objections),
  };
}
