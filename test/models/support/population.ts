import { columnLookup } from '../../../src/connectors/import/lookup.ts';
import { mappingSchema } from '../../../src/connectors/import/mapping-schema.ts';
import { compile } from '../../../src/connectors/import/transform.ts';
import { cellsOf, headerOf, mappingOf } from '../../../src/generate/layouts.ts';
import { invent } from '../../../src/generate/population.ts';
import type { TestHub } from '../../support/hub.ts';
import { ask } from '../../support/operations.ts';
import { runSql } from '../../support/rows.ts';

/** A record to write, and whose it is. */
export interface Sheet {
  system: 'crm' | 'hr' | 'onboarding';
  input: { externalId: string };
  person: number;
}

const SYSTEMS = ['crm', 'hr', 'onboarding'] as const;
const BATCH = 100;

/** What three systems would write of so many people. What cannot be read is left out. */
export function sheets(people: number, seed: number): Sheet[] {
  const transforms = SYSTEMS.map((system) =>
    compile(mappingSchema.parse(mappingOf(system)), columnLookup(headerOf(system))),
  );
  let count = 0;
  const found: Sheet[] = [];
  for (const { system: place, written, person } of invent(people, SYSTEMS, seed)) {
    const system = SYSTEMS[place]!;
    const transformed = transforms[place]!.apply(cellsOf(system, `${system}-${(count += 1)}`, written));
    if (transformed.kind === 'person') found.push({ system, input: transformed.input, person });
  }
  return found;
}

/** Writes records by the hundred, system by system. */
export async function write(hub: TestHub, records: readonly Sheet[]): Promise<void> {
  for (const system of SYSTEMS) {
    const client = await hub.as(system);
    const own = records.filter((record) => record.system === system);
    for (let start = 0; start < own.length; start += BATCH) {
      await ask(
        client,
        'mutation ($input: RecordPeopleInput!) { recordPeople(input: $input) { ... on PeopleRecorded { outcomes { __typename ... on InvalidInput { problems { path message } } } } } }',
        { input: { records: own.slice(start, start + BATCH).map(({ input }) => input) } },
      );
    }
  }
}

/** By record's id, who it belongs to. */
export async function peopleOf(hub: TestHub): Promise<Map<string, string>> {
  const rows = await runSql<{ id: string; person_id: string }>(
    hub.database.url,
    'select id, person_id from person.record where not forgotten',
  );
  return new Map(rows.map(({ id, person_id: personId }) => [id, personId]));
}

/** Who is with whom, whatever the names of people: records of each, sorted. */
export function partition(people: ReadonlyMap<string, string>): string[] {
  const groups = new Map<string, string[]>();
  for (const [id, personId] of people) groups.set(personId, [...(groups.get(personId) ?? []), id]);
  return [...groups.values()].map((ids) => ids.toSorted().join(' ')).toSorted();
}
