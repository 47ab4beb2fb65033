import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { type GraphQLInputType, buildASTSchema, coerceInputValue, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { columnLookup, jsonLookup } from '../../src/connectors/import/lookup.ts';
import { parseMapping } from '../../src/connectors/import/mapping.ts';
import { type Transformed, compile } from '../../src/connectors/import/transform.ts';

function fromCells(record: object, cells: Record<string, string>, more: object = {}): Transformed {
  const mapping = parseMapping(
    JSON.stringify({ format: 'csv', record: { externalId: 'ID', ...record }, ...more }),
    'm.json',
  );
  const row = { ID: '1', ...cells };
  return compile(mapping, columnLookup(Object.keys(row))).apply(Object.values(row));
}

function fromJson(record: object, row: object, more: object = {}): Transformed {
  const mapping = parseMapping(
    JSON.stringify({ format: 'jsonl', record: { externalId: 'ID', ...record }, ...more }),
    'm.json',
  );
  return compile(mapping, jsonLookup).apply({ ID: '1', ...row });
}

function inputOf(transformed: Transformed): object {
  if (transformed.kind !== 'person') throw new Error(`expected a person, got ${JSON.stringify(transformed)}`);
  const { externalId: _externalId, ...input } = transformed.input;
  return input;
}

describe('what a row becomes', () => {
  test('puts columns, constants, joins and choices into their fields', () => {
    const record = {
      name: { given: 'FIRST', full: { firstOf: ['FULL', 'NATIVE'] } },
      addresses: [{ lines: [{ join: ['NUMBER', 'STREET'] }, 'EXTRA'], country: { constant: 'AU' } }],
      nationalities: ['N1', 'N2'],
      locale: { constant: 'de-CH' },
    };
    const cells = {
      FIRST: 'Ada',
      FULL: '',
      NATIVE: '王杰',
      NUMBER: '7',
      STREET: 'Kent Street',
      EXTRA: '',
      N1: '',
      N2: 'CH',
    };
    expect(inputOf(fromCells(record, cells))).toEqual({
      name: { given: 'Ada', full: '王杰' },
      addresses: [{ lines: ['7 Kent Street'], country: 'AU' }],
      nationalities: ['CH'],
      locale: 'de-CH',
    });
  });

  test('leaves out a list item that only constants and qualifiers fill', () => {
    const record = {
      identifiers: [
        { type: { constant: 'PASSPORT' }, value: 'PASS', country: 'PASS_COUNTRY' },
        { type: { constant: 'TAX_ID' }, value: 'TAX', country: { constant: 'US' } },
      ],
      addresses: [{ lines: ['LINE'], country: { constant: 'AU' }, type: 'ADDRESS_TYPE' }],
      phones: [{ value: 'PHONE', type: 'PHONE_TYPE' }],
    };
    const cells = {
      PASS: '',
      PASS_COUNTRY: 'CH',
      TAX: '77',
      LINE: '',
      ADDRESS_TYPE: 'HOME',
      PHONE: '',
      PHONE_TYPE: 'HOME',
    };
    expect(inputOf(fromCells(record, cells))).toEqual({
      identifiers: [{ type: 'TAX_ID', value: '77', country: 'US' }],
    });
  });

  test('rejects a part without the whole, by name', () => {
    expect(fromCells({ employer: { name: 'COMPANY', jobTitle: 'TITLE' } }, { COMPANY: '', TITLE: 'Clerk' })).toEqual({
      kind: 'wrong',
      problems: [{ path: 'employer.name', message: 'needed, and empty' }],
    });
    expect(fromCells({ identifiers: [{ type: 'TYPE', value: 'VALUE' }] }, { TYPE: '', VALUE: '7' })).toEqual({
      kind: 'wrong',
      problems: [{ path: 'identifiers.0.type', message: 'needed, and empty' }],
    });
  });

  test('keeps an object that is constant on purpose', () => {
    expect(
      inputOf(fromCells({ employer: { name: { constant: 'Acme' }, department: 'DEPARTMENT' } }, { DEPARTMENT: '' })),
    ).toEqual({
      employer: { name: 'Acme' },
    });
  });

  test('rejects a row without an external id', () => {
    expect(fromCells({ locale: 'L' }, { ID: ' ', L: 'de' })).toEqual({
      kind: 'wrong',
      problems: [{ path: 'externalId', message: 'needed, and empty' }],
    });
  });

  test('makes an external id of several columns', () => {
    const transformed = fromCells(
      { externalId: { join: [{ constant: 'AU' }, 'STATE', 'ID'], with: '-' } },
      { STATE: 'NSW' },
    );
    expect(transformed).toEqual({ kind: 'person', input: { externalId: 'AU-NSW-1' } });
  });

  test('takes the words for nothing as nothing, and blanks away', () => {
    const record = { locale: 'L', timeZone: 'T' };
    expect(inputOf(fromCells(record, { L: ' NULL ', T: ' Europe/Zurich ' }, { empty: ['NULL'] }))).toEqual({
      timeZone: 'Europe/Zurich',
    });
    expect(inputOf(fromCells(record, { L: ' de ', T: '' }, { trim: false }))).toEqual({ locale: ' de ' });
  });

  test('translates values, and takes null as nothing', () => {
    const record = { gender: { column: 'G', map: { M: 'MALE', U: null } } };
    expect(inputOf(fromCells(record, { G: 'M' }))).toEqual({ gender: 'MALE' });
    expect(inputOf(fromCells(record, { G: 'OTHER' }))).toEqual({ gender: 'OTHER' });
    expect(inputOf(fromCells(record, { G: 'U' }))).toEqual({});
    expect(fromCells(record, { G: 'x' })).toEqual({
      kind: 'wrong',
      problems: [
        { path: 'gender', message: 'expected one of FEMALE, MALE, NON_BINARY, OTHER; "map" translates other words' },
      ],
    });
  });

  test('reads days for fields and moments for assertedAt', () => {
    const record = {
      birthDate: { column: 'D', date: ['M/D/YYYY', 'YYYY'] },
      assertedAt: { column: 'A', date: 'M/D/YY', pivot: 30 },
    };
    expect(inputOf(fromCells(record, { D: '12/11/1978', A: '1/2/18' }))).toEqual({
      birthDate: '1978-12-11',
      assertedAt: '2018-01-02T00:00:00Z',
    });
    expect(fromCells(record, { D: '2/30/1978', A: '' })).toEqual({
      kind: 'wrong',
      problems: [{ path: 'birthDate', message: 'expected a date that exists, written as M/D/YYYY, YYYY' }],
    });
  });

  test('rejects control characters and names them', () => {
    expect(fromCells({ emails: [{ value: 'E' }, { value: 'F' }] }, { E: 'a@b.c', F: 'a\u0000@b.c' })).toEqual({
      kind: 'wrong',
      problems: [{ path: 'emails.1.value', message: 'holds the control character U+0000' }],
    });
    expect(fromCells({ locale: 'L' }, { L: '\u009b31m' })).toEqual({
      kind: 'wrong',
      problems: [{ path: 'locale', message: 'holds the control character U+009B' }],
    });
  });

  test('skips rows that the filter leaves out', () => {
    const where = { where: { KIND: ['PERSON', 'HUMAN'], STATE: 'on' } };
    expect(fromCells({}, { KIND: 'HUMAN ', STATE: 'on' }, where).kind).toBe('person');
    expect(fromCells({}, { KIND: 'ORGANIZATION', STATE: 'on' }, where).kind).toBe('skipped');
    expect(fromCells({}, { KIND: 'PERSON', STATE: 'off' }, where).kind).toBe('skipped');
  });

  test('leaves empty fields alone, or takes them back when told to', () => {
    const record = { name: { given: 'G' }, emails: [{ value: 'E' }], birthDate: 'B' };
    const cells = { G: '', E: '', B: '' };
    expect(inputOf(fromCells(record, cells))).toEqual({});
    expect(inputOf(fromCells(record, cells, { emptyFields: 'remove' }))).toEqual({
      name: null,
      emails: [],
      birthDate: null,
    });
  });

  test('tells which columns stand behind a path', () => {
    const record = {
      emails: [{ value: 'E1' }, { value: 'E2' }],
      addresses: [{ lines: [{ join: ['NUMBER', 'STREET'] }] }],
    };
    const mapping = parseMapping(JSON.stringify({ format: 'csv', record: { externalId: 'ID', ...record } }), 'm.json');
    const columns = compile(mapping, columnLookup(['ID', 'E1', 'E2', 'NUMBER', 'STREET'])).columnsOf([
      '1',
      '',
      'x@y.z',
      '7',
      'Kent Street',
    ]);
    expect(columns.get('emails.0.value')).toEqual(['E2']);
    expect(columns.get('addresses.0.lines.0')).toEqual(['NUMBER', 'STREET']);
  });
});

describe('what a line of JSON becomes', () => {
  const features = { FEATURES: [{ KIND: 'PERSON' }, { MAIL: 'a@b.c' }, { PHONE: 7, USE: 'home' }, { MAIL: 'd@e.f' }] };

  test('takes a list item from each element that has one', () => {
    const record = {
      emails: [{ each: 'FEATURES', value: 'MAIL' }],
      phones: [{ each: 'FEATURES', value: 'PHONE', type: 'USE' }],
    };
    expect(inputOf(fromJson(record, features))).toEqual({
      emails: [{ value: 'a@b.c' }, { value: 'd@e.f' }],
      phones: [{ value: '7', type: 'home' }],
    });
  });

  test('takes the first of several elements for a single value, and any for the filter', () => {
    expect(
      inputOf(
        fromJson({ locale: 'FEATURES[].MAIL', timeZone: 'FEATURES[2].USE' }, features, {
          where: { 'FEATURES[].KIND': 'PERSON' },
        }),
      ),
    ).toEqual({
      locale: 'a@b.c',
      timeZone: 'home',
    });
  });

  test('takes elements that are values themselves', () => {
    expect(
      inputOf(fromJson({ nationalities: [{ each: 'countries', column: '.' }] }, { countries: ['CH', '', 'DE'] })),
    ).toEqual({ nationalities: ['CH', 'DE'] });
  });

  test('keeps JSON in extensions as it is', () => {
    const row = { score: 7.5, vip: true, tags: ['a'], note: ' n ', nothing: null };
    const extensions = {
      crm: { score: 'score', vip: 'vip', tags: 'tags', note: 'note', nothing: 'nothing', origin: { constant: 3 } },
    };
    expect(inputOf(fromJson({ extensions }, row))).toEqual({
      extensions: { crm: { score: 7.5, vip: true, tags: ['a'], note: 'n', origin: 3 } },
    });
  });

  test.each([
    ['a list where text is needed', { locale: 'x' }, { x: ['de'] }, 'expected text, found a list'],
    ['an object where text is needed', { locale: 'x' }, { x: {} }, 'expected text, found an object'],
    [
      'a number that is too large for any number',
      { locale: 'x' },
      JSON.parse('{"x": 1e999}') as object,
      'this number is too large to be read exactly: write it as text',
    ],
    [
      'a number that JSON cannot hold exactly',
      { locale: 'x' },
      JSON.parse('{"x": 12345678901234567890}') as object,
      'this number is too large to be read exactly: write it as text',
    ],
  ])('rejects %s', (_what, record, row, message) => {
    expect(fromJson(record, row)).toEqual({ kind: 'wrong', problems: [{ path: 'locale', message }] });
  });

  test('rejects an object where a list of elements is needed', () => {
    expect(fromJson({ emails: [{ each: 'x', value: 'v' }] }, { x: { v: 'a@b.c' } })).toEqual({
      kind: 'wrong',
      problems: [{ path: 'emails', message: '"each" expected a list' }],
    });
  });

  test('is not fooled by inherited names', () => {
    expect(inputOf(fromJson({ locale: 'constructor.name', timeZone: 'toString' }, {}))).toEqual({});
  });
});

const EVERYTHING = {
  format: 'csv',
  empty: ['NULL'],
  record: {
    externalId: 'c0',
    name: { given: 'c1', middle: 'c2', family: 'c3', prefix: 'c4', suffix: 'c5', full: 'c6', script: 'c7' },
    otherNames: [{ full: 'c8' }, { given: 'c9', family: 'c10' }],
    gender: { column: 'c11', map: { M: 'MALE' } },
    nationalities: ['c12', 'c13'],
    emails: [{ value: 'c14', type: 'c15' }, { value: 'c16' }],
    phones: [{ value: 'c17', type: 'c18' }],
    addresses: [{ lines: ['c19', { join: ['c20', 'c21'], with: ', ' }], locality: 'c22', country: { constant: 'AU' } }],
    identifiers: [{ type: { constant: 'PASSPORT' }, value: 'c23', country: 'c24' }],
    employer: { name: 'c25', department: 'c26' },
    locale: 'c27',
    timeZone: 'c28',
    extensions: { crm: { note: 'c29' } },
  },
};
const EVERY_COLUMN = Array.from({ length: 30 }, (_, index) => `c${index}`);

describe('for any row', () => {
  const cell = fc.oneof(
    fc.constantFrom('', ' ', 'NULL', 'M', 'MALE', 'a\u0000b', '"', '\n'),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  );
  const row = fc.array(cell, { minLength: 30, maxLength: 30 });
  const { apply } = compile(parseMapping(JSON.stringify(EVERYTHING), 'm.json'), columnLookup(EVERY_COLUMN));

  test('every cell that is not empty comes out at its place, trimmed and otherwise unchanged', () => {
    const mapping = {
      format: 'csv',
      record: {
        externalId: 'a',
        name: { given: 'b', family: 'c' },
        emails: [{ value: 'd' }, { value: 'e' }],
        addresses: [{ lines: ['f'], locality: 'g' }],
      },
    };
    const { apply: applySome } = compile(
      parseMapping(JSON.stringify(mapping), 'm.json'),
      columnLookup(['a', 'b', 'c', 'd', 'e', 'f', 'g']),
    );
    const plain = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((text) => text.trim() !== '' && !/\p{Cc}/u.test(text));
    fc.assert(
      fc.property(fc.tuple(plain, plain, plain, plain, plain, plain, plain), (cells) => {
        const [externalId, given, family, first, second, line, locality] = cells.map((text) => text.trim());
        expect(applySome(cells)).toEqual({
          kind: 'person',
          input: {
            externalId,
            name: { given, family },
            emails: [{ value: first }, { value: second }],
            addresses: [{ lines: [line], locality }],
          },
        });
      }),
    );
  });

  test('the result is an input that the schema accepts, or names problems', async () => {
    const schema = buildASTSchema(
      parse(await readFile(new URL('../../schema/person.graphql', import.meta.url), 'utf8')),
      { assumeValidSDL: true },
    );
    const type = schema.getType('RecordPersonInput') as GraphQLInputType;
    fc.assert(
      fc.property(row, (cells) => {
        const transformed = apply(cells);
        expect(transformed.kind).not.toBe('skipped');
        if (transformed.kind === 'wrong') expect(transformed.problems).not.toEqual([]);
        if (transformed.kind === 'person') expect(coerceInputValue(transformed.input, type)).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  test('the same row gives the same result', () => {
    fc.assert(
      fc.property(row, (cells) => {
        expect(apply(cells)).toEqual(apply([...cells]));
      }),
    );
  });
});
