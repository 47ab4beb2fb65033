import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import type { Problems } from '../../../kernel/input/problems.ts';

/** A row of a file, with the line on which it ends. */
export interface Row {
  line: number;
  cells: string[];
}

/** The longest row. Quotes that are never closed make one of the rest of the file. */
const MAX_ROW_CHARACTERS = 200_000;

/** The rows of a CSV file in UTF-8. What stops it is told as a problem of the part. */
export async function* readRows(file: string, part: string, problems: Problems): AsyncGenerator<Row, void> {
  const rows = createReadStream(file).pipe(
    parse({
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_ROW_CHARACTERS,
    }),
  );
  try {
    for await (const { record, info } of rows as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      yield { line: info.lines, cells: record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { lines?: number };
    problems.add(pathOf(part, lines), 'Expected rows of CSV; the quotes do not fit, or a row is too long.');
  }
}

/** Where in a list something is wrong: `sdn:17`. */
export function pathOf(part: string, line: number | undefined): string {
  return line === undefined ? part : `${part}:${line}`;
}
