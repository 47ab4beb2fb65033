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

/**
 * Where people stand at `now`, by the ids that were asked for. Merged ids count together: of what was said about a purpose under
 * any of them the newest holds. An id that leads to nobody has no row.
 */
export async function listStandings(
  sql: Sql,
  ids: readonly string[],
  purposes: readonly string[],
  now: Date,
): Promise<Map<string, Standing>> {
  const rows = await sql<StandingRow[]>`
    select asked, person_id, regions, restricted, consents, objections
    from access.standing(${ids as string[]}::uuid[], ${purposes as string[]}::text[], ${now})`;
  return new Map(
    rows.map(({ asked, consents, objections, ...rest }) => [
      asked,
      {
        ...rest,
        consents: new Map(
          consents.flatMap((state, index): [string, ConsentState][] => (state ? [[purposes[index]!, state]] : [])),
        ),
        objections: new Set(objections),
      },
    ]),
  );
}

interface StandingRow {
  asked: string;
  personId: string;
  regions: string[];
  restricted: boolean;
  /** One for each purpose asked about. */
  consents: (ConsentState | null)[];
  objections: string[];
}
