import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { columnLookup } from '../../../src/connectors/import/lookup.ts';
import { mappingSchema } from '../../../src/connectors/import/mapping-schema.ts';
import { compile } from '../../../src/connectors/import/transform.ts';
import { withDatesAsWritten } from '../../../src/evaluate/records.ts';
import { valuesOf } from '../../../src/evaluate/values.ts';
import { cellsOf, headerOf, mappingOf } from '../../../src/generate/layouts.ts';
import { invent } from '../../../src/generate/population.ts';
import type { PersonValues } from '../../../src/resolution/values.ts';

/** Records with the truth about them. */
export interface LabelledSet {
  name: string;
  values: PersonValues[];
  /** By record, who it is. */
  truth: string[];
  /** By record, how to find it in the file. */
  ids: string[];
}

/** Where the public data sets lie, if they do. */
export const SHARED_DATA = new URL('../../../../shared/data/', import.meta.url).pathname;
const SHIPPED = new URL('../../../docs/mappings/', import.meta.url).pathname;
const INTAKE = { now: new Date('2026-11-20T00:00:00Z'), defaultCountry: 'US' };

const FEBRL_ADDRESS = {
  lines: [{ join: ['street_number', 'address_1'] }, 'address_2'],
  locality: 'suburb', region: 'state', postalCode: 'postcode', country: { constant: 'AU' },
}; // prettier-ignore
const DSGEN = {
  format: 'csv',
  record: {
    externalId: 'rec_id',
    name: { given: 'given_name', family: 'surname' },
    birthDate: { column: 'date_of_birth', date: 'YYYYMMDD' },
    addresses: [FEBRL_ADDRESS],
    phones: [{ value: 'phone_number' }],
    identifiers: [{ type: { constant: 'NATIONAL_ID' }, value: 'soc_sec_id', country: { constant: 'AU' } }],
  },
};
const FAKE = {
  format: 'csv',
  record: {
    externalId: 'unique_id',
    name: { given: 'first_name', family: 'surname' },
    birthDate: 'dob',
    emails: [{ value: 'email' }],
    addresses: [{ locality: 'city' }],
  },
};

/** Invented populations, by the number of people. */
export const GENERATED: Readonly<Record<string, () => LabelledSet>> = {
  gen_1000: () => generated('gen_1000', 1_000, 11),
  gen_10000: () => generated('gen_10000', 10_000, 12),
  gen_50000: () => generated('gen_50000', 50_000, 13),
};

/** The sets beside the project, by name. */
export const SETS: Readonly<Record<string, () => LabelledSet>> = {
  febrl1: () => febrl('febrl1', 'febrl1/dataset1.csv'),
  febrl3: () => febrl('febrl3', 'febrl3/dataset3.csv'),
  dsgen_1000: () => load('dsgen_1000', [['febrl_dsgen_A/dataset_A_1000.csv', DSGEN]], (id) => id.slice(0, -1)),
  dsgen_10000: () => load('dsgen_10000', [['febrl_dsgen_A/dataset_A_10000.csv', DSGEN]], (id) => id.slice(0, -1)),
  fake_1000: () => load('fake_1000', [['fake_1000/fake_1000.csv', FAKE]], (_, row) => row['cluster']!),
  senzing: () => {
    const key = new Map(
      rows(`${SHARED_DATA}senzing_truthset/actual_truthset_key.csv`).map((row) => [
        row['RECORD_ID']!,
        row['CLUSTER_ID']!,
      ]),
    );
    const files = ['customers', 'reference', 'watchlist'].map(
      (name) => [`senzing_truthset/${name}.csv`, shipped(`senzing-${name}`)] as const,
    );
    return load('senzing', files, (id) => key.get(id)!);
  },
};

function febrl(name: string, file: string): LabelledSet {
  return load(name, [[file, shipped('febrl')]], (id) => id.replace(/^rec-(\d+)-.*$/, '$1'));
}

function shipped(name: string): unknown {
  return JSON.parse(readFileSync(`${SHIPPED}${name}.json`, 'utf8'));
}

function rows(file: string): Record<string, string>[] {
  return parse(readFileSync(file), { columns: true, trim: true, relax_column_count: true, bom: true });
}

function load(
  name: string,
  files: readonly (readonly [file: string, mapping: unknown])[],
  truthOf: (id: string, row: Record<string, string>) => string,
): LabelledSet {
  const set: LabelledSet = { name, values: [], truth: [], ids: [] };
  for (const [file, source] of files) {
    const table = rows(`${SHARED_DATA}${file}`);
    const read = reader(set, source, Object.keys(table[0]!));
    for (const row of table) {
      const id = read(Object.values(row));
      if (id !== undefined) set.truth.push(truthOf(id, row));
    }
  }
  return set;
}

/** A population of so many people in three systems. */
export function generated(name: string, people: number, seed: number): LabelledSet {
  const set: LabelledSet = { name, values: [], truth: [], ids: [] };
  const systems = ['crm', 'hr', 'onboarding'] as const;
  const readers = systems.map((system) => reader(set, mappingOf(system), headerOf(system)));
  for (const { system: place, written, person } of invent(people, systems, seed)) {
    const system = systems[place]!;
    const id = readers[place]!(cellsOf(system, `${system}-${set.ids.length}`, written));
    if (id !== undefined) set.truth.push(String(person));
  }
  return set;
}

/** Reads rows of a file into a set. Returns the external id; undefined for a row that is left out. */
function reader(set: LabelledSet, source: unknown, headers: string[]): (cells: string[]) => string | undefined {
  const mapping = mappingSchema.parse(source);
  const lookup = columnLookup(headers);
  const strict = compile(mapping, lookup);
  const lenient = compile(withDatesAsWritten(mapping), lookup);
  return (cells) => {
    let transformed = strict.apply(cells);
    if (transformed.kind === 'wrong') transformed = lenient.apply(cells);
    if (transformed.kind === 'skipped') return undefined;
    if (transformed.kind === 'wrong') {
      const message = transformed.problems.map((problem) => `${problem.path}: ${problem.message}`).join('; ');
      process.stderr.write(`${set.name}: ${message}\n`);
      return undefined;
    }
    const { externalId, ...facts } = transformed.input;
    set.values.push(valuesOf(facts, INTAKE));
    set.ids.push(externalId);
    return externalId;
  };
}
