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
      select id, legal_basis, data_classes, on_material_change from access.purpose`,
    sql<{ home: string; reader: string; dataClasses: DataClass[] }[]>`
      select home, reader, data_classes from access.residency_rule`,
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
  /** Purposes; about others nothing is answered. */
  consents: readonly string[];
  objections: readonly string[];
  /** Whether it counts that the use of their data is restricted. */
  restriction: boolean;
  /** Whether it counts where their data is held. */
  regions: boolean;
  now: Date;
}

/** Where a person stands, as the database tells it. */
export interface StandingRow {
  personId: string;
  /** Null where nobody says. */
  regions: string[] | null;
  restricted: boolean;
  /** A purpose and the state of the consent to it, such as `marketing GRANTED`; of several about one purpose the last holds. */
  consents: string[];
  objections: string[];
}

/**
 * The columns of {@link StandingRow}, of a `person` that the statement has. Merged ids count together: of what was said about a purpose
 * under any of them the newest holds, and of two statements of one moment the one that allows less.
 */
export function standingColumns(sql: Sql, { consents, objections, restriction, regions, now }: Question) {
  const held = sql`coalesce(
      (select array_agg(residence.region) from access.residence where residence.person_id = any (person.id || person.merged_ids)),
      (select array_agg(distinct record.region) from access.record where record.person_id = person.id)
    )`;
  const restricted = sql`exists (select from access.restriction where restriction.person_id = any (person.id || person.merged_ids))`;
  const said = sql`array(
      select said.purpose || ' ' || case
        when said.status not in ('GRANTED', 'RENEWAL_DUE') then said.status
        when said.expires_at <= ${now} then 'EXPIRED'
        when said.status = 'RENEWAL_DUE' or said.is_outdated then 'OUTDATED'
        else 'GRANTED'
      end
      from access.consent said
      where said.person_id = any (person.id || person.merged_ids) and said.purpose = any (${consents as string[]}::text[])
      order by said.changed_at, array_position(array['GRANTED', 'RENEWAL_DUE', 'EXPIRED', 'REFUSED', 'WITHDRAWN'], said.status)
    )`;
  const objected = sql`array(
      select objection.purpose from access.objection
      where objection.person_id = any (person.id || person.merged_ids) and objection.purpose = any (${objections as string[]}::text[])
    )`;
  // What is not asked is not looked for: each look is a tenth of what it costs to read a person.
  const nothing = sql`'{}'::text[]`;
  return sql`
    person.id as person_id,
    ${regions ? held : nothing} as regions,
    ${restriction ? restricted : sql`false`} as restricted,
    ${consents.length > 0 ? said : nothing} as consents,
    ${objections.length > 0 ? objected : nothing} as objections`;
}

/** Where people stand, by the ids that were asked for. */
export async function listStandings(
  sql: Sql,
  ids: readonly string[],
  question: Question,
): Promise<(StandingRow & { asked: string })[]> {
  return sql<(StandingRow & { asked: string })[]>`
    select pointer.id as asked, ${standingColumns(sql, question)}
    from unnest(${ids as string[]}::uuid[]) one (id)
    join access.person pointer on pointer.id = one.id
    join access.person on person.id = coalesce(pointer.merged_into, pointer.id)`;
}

/** Reads a row that answers a question. */
export function readStanding({ personId, regions, restricted, consents, objections }: StandingRow): Standing {
  return {
    personId,
    regions: regions ?? [],
    restricted,
    consents: new Map(consents.map((said) => said.split(' ') as [string, ConsentState])),
    objections: new Set(objections),
  };
}
