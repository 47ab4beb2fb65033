import { readFile } from 'node:fs/promises';
import { type InputObjectTypeDefinitionNode, type TypeNode, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Fault } from '../../src/kernel/faults.ts';
import { checkColumns, parseMapping } from '../../src/connectors/import/mapping.ts';
import { mappingSchema, printMappingSchema } from '../../src/connectors/import/mapping-schema.ts';

const MAPPINGS = new URL('../../docs/mappings/', import.meta.url);

function linesOf(mapping: unknown): string[] {
  return faultLines(() => parseMapping(typeof mapping === 'string' ? mapping : JSON.stringify(mapping), 'm.json'));
}

function faultLines(work: () => void): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof Fault && error.code === 'CONFIGURATION') return error.public.split('\n');
    throw error;
  }
  return [];
}

const csv = (record: object, more: object = {}): object => ({
  format: 'csv',
  record: { externalId: 'ID', ...record },
  ...more,
});
const jsonl = (record: object, more: object = {}): object => ({
  format: 'jsonl',
  record: { externalId: 'ID', ...record },
  ...more,
});

describe('the mapping file', () => {
  test('names each thing that is wrong on a line of its own', () => {
    const lines = linesOf({
      format: 'xml',
      rekord: {},
      record: { name: { givn: 'A' }, emails: [{ value: 'E', kind: 'K' }], height: 'H' },
    });
    expect(lines).toEqual([
      'm.json: format: expected "csv" or "jsonl"',
      'm.json: record.externalId: expected a column, or an object with "column", "join", "firstOf" or "constant"',
      'm.json: record.name: unknown: "givn". Known here: given, middle, family, prefix, suffix, full, script',
      'm.json: record.emails[0]: unknown: "kind". Known here: value, type, each',
      expect.stringMatching(
        /^m\.json: record: unknown: "height"\. Known here: externalId, name, otherNames, birthDate, /,
      ),
      expect.stringMatching(/^m\.json: the mapping: unknown: "rekord"\. Known here: /),
    ]);
  });

  test.each([
    ['a text that is no JSON', '{', /^m\.json: the mapping is not JSON: /],
    ['a list', [], /^m\.json: the mapping: expected object/],
    ['levels without end', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, /nested more than 64 levels deep/],
    ['a key that no object takes', '{ "where": { "__proto__": "x" } }', /no key can be called "__proto__"/],
    [
      'two sources for one text',
      csv({ locale: { column: 'A', constant: 'B' } }),
      /record\.locale: expected exactly one of "column", "join", "firstOf", "constant"/,
    ],
    ['no source for a text', csv({ locale: { map: {} } }), /record\.locale: expected exactly one of/],
    ['a number for a column', csv({ locale: 7 }), /record\.locale: expected a column, or an object/],
    [
      'an unknown key of an expression',
      csv({ locale: { column: 'A', colour: 'B' } }),
      /record\.locale: unknown: "colour"\. Known here: column, join, /,
    ],
    [
      'a separator without a join',
      csv({ locale: { column: 'A', with: '-' } }),
      /record\.locale: "with" belongs to "join"/,
    ],
    ['a join of one', csv({ locale: { join: ['A'] } }), /record\.locale\.join: /],
    [
      'a format with unknown letters',
      csv({ birthDate: { column: 'A', date: 'YYYY-QQ' } }),
      /record\.birthDate\.date: "YYYY-QQ" is no date format: "Q" is no token/,
    ],
    [
      'a format without a year',
      csv({ birthDate: { column: 'A', date: ['MM-DD'] } }),
      /record\.birthDate\.date\[0\]: "MM-DD" is no date format: it has no year/,
    ],
    [
      'a year of two digits without a pivot',
      csv({ birthDate: { column: 'A', date: 'M/D/YY' } }),
      /record\.birthDate: years of two digits need "pivot"/,
    ],
    [
      'an identifier without a type',
      csv({ identifiers: [{ value: 'A' }] }),
      /record\.identifiers\[0\]\.type: expected a column/,
    ],
    ['a list where an object belongs', csv({ name: ['A'] }), /record\.name: expected object/],
    [
      'a list of elements in CSV',
      csv({ emails: [{ each: 'A', value: 'B' }] }),
      /record\.emails\[0\]\.each: "each" is for JSON Lines/,
    ],
    ['a delimiter of two characters', csv({}, { delimiter: '||' }), /delimiter: expected one ASCII character/],
    [
      'a quote as delimiter',
      csv({}, { delimiter: '"' }),
      /delimiter: a letter, a digit or a quote cannot separate columns/,
    ],
    ['a delimiter for JSON Lines', jsonl({}, { delimiter: ';' }), /delimiter: JSON Lines has none/],
    ['an encoding for JSON Lines', jsonl({}, { encoding: 'latin1' }), /encoding: JSON is UTF-8/],
    ['a path that is none', jsonl({ locale: 'a..b' }), /record\.locale: "a\.\.b" is no path/],
    ['an encoding that is not known', csv({}, { encoding: 'utf-16' }), /encoding: expected "utf-8" or "latin1"/],
  ])('refuses %s', (_what, mapping, line) => {
    const lines = linesOf(mapping);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(line);
  });

  test('names every column that the file lacks or has twice, and those that it has', () => {
    const mapping = parseMapping(
      JSON.stringify(
        csv({ name: { given: 'FIRST', family: { firstOf: ['LAST', 'SURNAME'] } } }, { where: { KIND: 'P' } }),
      ),
      'm.json',
    );
    expect(faultLines(() => checkColumns(mapping, ['ID', 'FIRST', 'FIRST', 'LAST'], 'people.csv', 'm.json'))).toEqual([
      'm.json: where: people.csv has no column "KIND"',
      'm.json: record.name.given: people.csv has 2 columns called "FIRST"',
      'm.json: record.name.family.firstOf[1]: people.csv has no column "SURNAME"',
      'm.json: the columns are: ID, FIRST, FIRST, LAST',
    ]);
  });

  test('has a place for every field that the API takes, and for no other', async () => {
    const document = parse(await readFile(new URL('../../schema/person.graphql', import.meta.url), 'utf8'));
    const inputs = new Map(
      document.definitions
        .filter((node): node is InputObjectTypeDefinitionNode => node.kind === 'InputObjectTypeDefinition')
        .map((node) => [node.name.value, node]),
    );
    const NOT_MAPPED = ['expectedVersion', 'idempotencyKey'];
    const placesOf = (input: string): object =>
      Object.fromEntries(
        (inputs.get(input)!.fields ?? [])
          .filter(({ name }) => !NOT_MAPPED.includes(name.value))
          .map(({ name, type }) => [name.value, inputs.has(named(type)) ? placesOf(named(type)) : {}]),
      );
    const json = z.toJSONSchema(mappingSchema, { io: 'input' }) as JsonSchema;
    const places = (schema: JsonSchema): object => {
      const { each: _each, ...properties } = schema.items?.properties ?? schema.properties ?? {};
      return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, places(value)]));
    };
    expect(places(json.properties!['record']!)).toEqual(placesOf('RecordPersonInput'));
  });

  test('has a JSON Schema that is up to date (vitest -u prints it anew)', async () => {
    await expect(printMappingSchema()).toMatchFileSnapshot(new URL('mapping.schema.json', MAPPINGS).pathname);
  });
});

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
}

function named(type: TypeNode): string {
  return type.kind === 'NamedType' ? type.name.value : named(type.type);
}
