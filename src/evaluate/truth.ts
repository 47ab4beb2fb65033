import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { fault } from '../kernel/faults.ts';
import { isThere } from '../connectors/import/own-file.ts';

/** Who a record is: the same text for records of one person. Undefined when nobody says. */
export type TruthOf = (record: {
  file: string;
  externalId: string;
  cell(column: string): string | undefined;
}) => string | undefined;

const PERSON_COLUMNS = ['person', 'person_id', 'cluster', 'cluster_id', 'entity', 'entity_id'];
const ID_COLUMNS = ['external_id', 'externalid', 'record_id', 'unique_id', 'rec_id', 'id'];
const SOURCE_COLUMNS = ['system', 'source', 'source_dataset', 'data_source', 'file'];

/**
 * Reads who is who: from a column of the records themselves, or from a CSV file with a column for the person, one for the
 * external id, and, where ids of several files repeat, one for the file. Throws CONFIGURATION when the file lacks one.
 */
export async function openTruth(columnOrFile: string): Promise<TruthOf> {
  if (!(await isThere(columnOrFile))) return ({ cell }) => cell(columnOrFile);
  const rows = parse(await readFile(columnOrFile), {
    columns: true,
    trim: true,
    bom: true,
    skip_empty_lines: true,
  }) as Record<string, string>[];
  const columns = Object.keys(rows[0] ?? {});
  const find = (names: readonly string[]): string | undefined =>
    columns.find((column) => names.includes(column.toLowerCase()));
  const [person, id, source] = [find(PERSON_COLUMNS), find(ID_COLUMNS), find(SOURCE_COLUMNS)];
  if (person === undefined || id === undefined) {
    throw fault({
      code: 'CONFIGURATION',
      public: `${columnOrFile}: expected a column for the person (${PERSON_COLUMNS.join(', ')}) and one for the external id (${ID_COLUMNS.join(', ')}); found ${columns.join(', ')}`,
    });
  }
  const people = new Map<string, string>();
  for (const row of rows) {
    people.set(row[id]!, row[person]!);
    if (source !== undefined) people.set(`${row[source]!.toLowerCase()} ${row[id]!}`, row[person]!);
  }
  return ({ file, externalId }) =>
    people.get(`${basename(file, extname(file)).toLowerCase()} ${externalId}`) ?? people.get(externalId);
}
