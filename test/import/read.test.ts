import { open } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMapping } from '../../src/connectors/import/mapping.ts';
import { readCsv, readHeader } from '../../src/connectors/import/read-csv.ts';
import { readJsonLines } from '../../src/connectors/import/read-jsonl.ts';
import type { Position, Row } from '../../src/connectors/import/rows.ts';
import { type Workplace, openWorkplace } from './support/workplace.ts';

interface Read {
  columns: readonly string[];
  rows: Row[];
}

async function readAll(place: Workplace, content: string | Buffer, more: object = {}, from?: Position): Promise<Read> {
  const mapping = parseMapping(JSON.stringify({ format: 'csv', record: { externalId: 'a' }, ...more }), 'm.json');
  await using handle = await open(await place.write('file.csv', content), 'r');
  const header = await readHeader(handle, 'file.csv', mapping);
  const rows: Row[] = [];
  for await (const row of readCsv(handle, from ?? header.next, header.columns.length, mapping)) rows.push(row);
  return { columns: header.columns, rows };
}

const cellsOf = ({ rows }: Read): unknown[] => rows.map(({ line, value, malformed }) => [line, value ?? malformed]);

async function readLines(place: Workplace, content: string | Buffer): Promise<Row[]> {
  await using handle = await open(await place.write('file.jsonl', content), 'r');
  const rows: Row[] = [];
  for await (const row of readJsonLines(handle, { offset: 0, line: 1 })) rows.push(row);
  return rows;
}

describe('CSV', () => {
  test.each([
    [
      'lines that end in LF',
      'a,b\n1,2\n3,4\n',
      [
        [2, ['1', '2']],
        [3, ['3', '4']],
      ],
    ],
    [
      'lines that end in CRLF',
      'a,b\r\n1,2\r\n3,"x"\r\n',
      [
        [2, ['1', '2']],
        [3, ['3', 'x']],
      ],
    ],
    ['a last line without an end', 'a,b\n1,2', [[2, ['1', '2']]]],
    ['a byte order mark', '\uFEFFa,b\n1,2\n', [[2, ['1', '2']]]],
    [
      'quotes in quotes',
      'a,b\n1,"say ""hi"""\n"""",""\n',
      [
        [2, ['1', 'say "hi"']],
        [3, ['"', '']],
      ],
    ],
    [
      'delimiters and line ends in quotes',
      'a,b\n1,"x,\ny\r\nz"\n2,w\n',
      [
        [2, ['1', 'x,\ny\r\nz']],
        [5, ['2', 'w']],
      ],
    ],
    ['blanks around cells', 'a, b\n 1 , "2" \n', [[2, ['1', '2']]]],
    ['blank lines, which count and say nothing', 'a,b\n\n1,2\n\r\n\n', [[3, ['1', '2']]]],
    ['a header without rows', 'a,b\n', []],
    ['empty cells', 'a,b\n,\n', [[2, ['', '']]]],
  ])('reads %s', async (_what, content, expected) => {
    await using place = await openWorkplace();
    const read = await readAll(place, content);
    expect(read.columns).toEqual(['a', 'b']);
    expect(cellsOf(read)).toEqual(expected);
  });

  test.each([
    ['too few columns', '1', 'has 1 columns where the header has 2'],
    ['too many columns', '1,2,3', 'has 3 columns where the header has 2'],
    [
      'a quote in the middle of a field',
      '1,5" pipe',
      'has a quote in the middle of a field: double it, and quote the field',
    ],
    ['text behind a closing quote', '1,"x"y', 'has text behind a closing quote'],
    ['a quote that is never closed', '1,"x', 'has text behind a closing quote'],
    ['bytes that are not UTF-8', Buffer.from([0x31, 0x2c, 0xff]), 'holds bytes that are not UTF-8'],
  ])('rejects a row with %s, and reads the next', async (_what, bad, reason) => {
    await using place = await openWorkplace();
    const content = Buffer.concat([Buffer.from('a,b\n0,"first"\n'), Buffer.from(bad), Buffer.from('\n8,"y"\n9,z\n')]);
    const read = await readAll(place, content);
    expect(cellsOf(read)).toEqual([
      [2, ['0', 'first']],
      [3, reason],
      [4, ['8', 'y']],
      [5, ['9', 'z']],
    ]);
    expect(read.rows[1]?.raw).toEqual(Buffer.from(bad));
  });

  test('loses one line to a quote that is never closed, not the rest of the file', async () => {
    await using place = await openWorkplace();
    const rows = Array.from({ length: 200_000 }, (_, index) => `${index},plain`).join('\n');
    const read = await readAll(place, `a,b\n1,"open\n${rows}\n`);
    expect(cellsOf(read)[0]).toEqual([2, 'opens a quote and never closes it']);
    expect(read.rows).toHaveLength(200_001);
    expect(read.rows.at(-1)?.value).toEqual(['199999', 'plain']);
  });

  test('rejects a row over 1 MiB without holding it, and reads the next', async () => {
    await using place = await openWorkplace();
    const long = 'x'.repeat(3 * 1024 * 1024);
    const read = await readAll(place, `a,b\n1,${long}\n2,"${long}"\n3,ok\n`);
    expect(cellsOf(read)).toEqual([
      [2, 'is longer than 1 MiB'],
      [3, 'is longer than 1 MiB'],
      [4, ['3', 'ok']],
    ]);
    expect(read.rows[0]?.raw).toHaveLength(0);
  });

  test('reads a cell of just under 1 MiB, and 10,000 columns', async () => {
    await using place = await openWorkplace();
    const long = 'é'.repeat(500_000);
    expect(cellsOf(await readAll(place, `a,b\n1,"${long}"\n`))).toEqual([[2, ['1', long]]]);
    const names = Array.from({ length: 10_000 }, (_, index) => `column ${index}`);
    const wide = await readAll(place, `${names.join(',')}\n${names.map(() => '"v"').join(',')}\n`);
    expect(wide.columns).toEqual(names);
    expect(wide.rows[0]?.value).toEqual(names.map(() => 'v'));
  });

  test('reads other delimiters and Windows-1252 when the mapping says so', async () => {
    await using place = await openWorkplace();
    const bytes = Buffer.from([0x61, 0x3b, 0x62, 0x0a, 0x31, 0x3b, 0xfc, 0x80, 0x0a]);
    expect(cellsOf(await readAll(place, bytes, { delimiter: ';', encoding: 'latin1' }))).toEqual([[2, ['1', 'ü€']]]);
    expect(cellsOf(await readAll(place, 'a\tb\n\t2\n', { delimiter: '\t' }))).toEqual([[2, ['', '2']]]);
  });

  test.each([
    ['an empty file', '', 'file.csv is empty: the first row must name the columns.'],
    ['a file of UTF-16', Buffer.from('\uFEFFa,b\n', 'utf16le'), 'file.csv is UTF-16: save it as UTF-8.'],
    [
      'a binary file',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff]),
      'file.csv has no header that can be read: the first row holds bytes that are not UTF-8.',
    ],
    [
      'a header with NUL characters',
      'a,\u0000b\n1,2\n',
      'file.csv is no CSV file: its first row holds control characters. Lines must end in LF or CRLF.',
    ],
    [
      'lines that end in CR',
      'a,b\r1,2\r',
      'file.csv is no CSV file: its first row holds control characters. Lines must end in LF or CRLF.',
    ],
    [
      'a header of 2 MiB',
      `a,${'b'.repeat(2 * 1024 * 1024)}\n`,
      'file.csv has no header that can be read: the first row is longer than 1 MiB.',
    ],
  ])('refuses %s with one clear line', async (_what, content, message) => {
    await using place = await openWorkplace();
    await expect(readAll(place, content)).rejects.toMatchObject({ code: 'BAD_REQUEST', public: message });
  });

  const table = fc.array(fc.tuple(...Array.from({ length: 3 }, () => fc.string({ unit: 'grapheme', maxLength: 30 }))), {
    maxLength: 30,
  });
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

  test('reads back any table that was written by RFC 4180', async () => {
    await using place = await openWorkplace();
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), async (rows, end) => {
        const text = ['a,b,c', ...rows.map((cells) => cells.map(quoted).join(','))].join(end);
        const read = await readAll(place, text, { trim: false });
        expect(read.rows.map(({ value }) => value)).toEqual(rows);
      }),
      { numRuns: 60 },
    );
  });

  test('goes on behind any row as if it had read the ones before', async () => {
    await using place = await openWorkplace();
    const piece = fc.constantFrom('a', 'b', ',', '"', '""', '\n', '\r\n', ' ', 'é', '"x",', '1,2,3\n');
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        const content = `a,b,c\n${pieces.join('')}`;
        const { rows } = await readAll(place, content);
        for (const [index, row] of rows.entries()) {
          expect((await readAll(place, content, {}, row.next)).rows).toEqual(rows.slice(index + 1));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('tells what is wrong with a last line that has no end, and with a line that is read in pieces', async () => {
    await using place = await openWorkplace();
    const { rows } = await readAll(place, `a\n"x"y${'z'.repeat(600_000)}\n"x"y`);
    expect(rows.map(({ line, raw, malformed }) => [line, raw.length, malformed])).toEqual([
      [2, 600_004, 'has text behind a closing quote'],
      [3, 4, 'has text behind a closing quote'],
    ]);
    const [, last] = rows;
    expect(await readAll(place, 'a\n"x"y')).toMatchObject({ rows: [{ malformed: last!.malformed }] });
  });

  test('never fails, whatever the bytes behind the header', async () => {
    await using place = await openWorkplace();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const { rows } = await readAll(place, Buffer.concat([Buffer.from('a,b\n'), bytes]));
        for (const row of rows) expect(row.malformed === undefined).toBe(Array.isArray(row.value));
      }),
    );
  });
});

describe('JSON Lines', () => {
  test('reads objects, skips blank lines and a byte order mark, and counts lines', async () => {
    await using place = await openWorkplace();
    const rows = await readLines(place, '\uFEFF{"a":1}\r\n\n{"a":{"b":[2]}}');
    expect(rows.map(({ line, value }) => [line, value])).toEqual([
      [1, { a: 1 }],
      [3, { a: { b: [2] } }],
    ]);
  });

  test.each([
    ['text that is no JSON', '{"a":', 'is not valid JSON'],
    ['a list', '[1]', 'is not a JSON object'],
    ['a number', '7', 'is not a JSON object'],
    ['null', 'null', 'is not a JSON object'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'holds bytes that are not UTF-8'],
    ['a line over 1 MiB', `{"a":"${'x'.repeat(2 * 1024 * 1024)}"}`, 'is longer than 1 MiB'],
    ['NUL characters', '\u0000\u0000', 'is not valid JSON'],
    ['lists without end', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'is nested more than 64 levels deep'],
  ])('rejects %s, and reads the next line', async (_what, bad, reason) => {
    await using place = await openWorkplace();
    const rows = await readLines(place, Buffer.concat([Buffer.from(bad), Buffer.from('\n{"a":2}\n')]));
    expect(rows.map(({ line, value, malformed }) => [line, value ?? malformed])).toEqual([
      [1, reason],
      [2, { a: 2 }],
    ]);
  });

  test('finds nothing in an empty file', async () => {
    await using place = await openWorkplace();
    expect(await readLines(place, '')).toEqual([]);
  });
});
