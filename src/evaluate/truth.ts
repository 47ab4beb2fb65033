import { type FileHandle, open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { parseMapping, referencesOf } from '../connectors/import/mapping.ts';
import { isThere } from '../connectors/import/own-file.ts';
import { parsePath } from '../connectors/import/paths.ts';
import { readCsv, readHeader } from '../connectors/import/read-csv.ts';
import type { Source } from '../connectors/import/source.ts';
import { type Fault, fault } from '../kernel/faults.ts';

/** An id that stands for two people: whichever was taken, half of what is said would be wrong. */
export const AMBIGUOUS = Symbol('ambiguous');

/** Who a record is: the same text for records of one person. Undefined when nobody says. */
export type Answer = string | undefined | typeof AMBIGUOUS;

/** Who the records of one file are. */
export type TruthOf = (row: unknown, externalId: string) => Answer;

/** Says who is who. `of` throws CONFIGURATION for a file of records that it does not fit. */
export interface Truth {
  of(source: Source, file: string): TruthOf;
}

const PERSON_COLUMNS = ['person', 'person_id', 'cluster', 'cluster_id', 'entity', 'entity_id'];
const ID_COLUMNS = ['external_id', 'externalid', 'record_id', 'unique_id', 'rec_id', 'id'];
const SOURCE_COLUMNS = ['system', 'source', 'source_dataset', 'data_source', 'file'];

/**
 * Reads who is who: from a column of the records themselves, or from a CSV file with a column for the person, one for the
 * external id, and, where ids of several files repeat, one for the file. Throws CONFIGURATION when the file cannot be used.
 */
export async function openTruth(columnOrFile: string): Promise<Truth> {
  return (await isThere(columnOrFile)) ? readTruth(columnOrFile) : columnTruth(columnOrFile);
}

function columnTruth(column: string): Truth {
  return {
    of({ mapping, lookup }, file) {
      const told = referencesOf(mapping).find(
        ({ at, name }) => name === column && at.startsWith('record.') && at !== 'record.externalId',
      );
      if (told !== undefined) {
        throw wrong(
          `the mapping of ${file} reads ${column} as ${told.at.slice('record.'.length)}: the answer would be given away`,
        );
      }
      const path = mapping.format === 'jsonl' ? parsePath(column) : [];
      if (typeof path === 'string') throw wrong(`${column} is neither a file nor a path in JSON: ${path}`);
      const valuesAt = lookup.values(column);
      return (row) => {
        const [value] = valuesAt(row);
        if (value === undefined && mapping.format === 'csv')
          throw wrong(`${column} is neither a file nor a column of ${file}`);
        return typeof value === 'string' || typeof value === 'number' ? String(value).trim() || undefined : undefined;
      };
    },
  };
}

async function readTruth(path: string): Promise<Truth> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'r');
    return await indexTruth(handle, path);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw wrong(code === 'CONFIGURATION' || code === 'BAD_REQUEST' ? message : `${path} cannot be read (${code})`);
  } finally {
    await handle?.close();
  }
}

async function indexTruth(handle: FileHandle, path: string): Promise<Truth> {
  // Read as an import reads files of records, with its words for what is wrong.
  const dialect = parseMapping('{ "format": "csv", "record": { "externalId": "id" } }', path);
  const { columns, next } = await readHeader(handle, path, dialect);
  const find = (names: readonly string[]): number =>
    columns.findIndex((column) => names.includes(column.toLowerCase()));
  const [person, id, source] = [find(PERSON_COLUMNS), find(ID_COLUMNS), find(SOURCE_COLUMNS)];
  if (person < 0 || id < 0) {
    throw wrong(
      `${path}: expected a column for the person (${PERSON_COLUMNS.join(', ')}) and one for the external id (${ID_COLUMNS.join(', ')}); found ${columns.join(', ')}`,
    );
  }
  const anywhere = new Map<string, Answer>();
  const sources = new Map<string, Map<string, Answer>>();
  for await (const { value, line, malformed } of readCsv(handle, next, columns.length, dialect)) {
    if (malformed !== undefined) throw wrong(`${path}: line ${line} ${malformed}`);
    const cells = value as readonly string[];
    const [known, who] = [cells[id]!, cells[person]!];
    if (known === '' || who === '') continue;
    add(anywhere, known, who);
    if (source < 0) continue;
    const name = cells[source]!.toLowerCase();
    if (!sources.has(name)) sources.set(name, new Map());
    add(sources.get(name)!, known, who);
  }
  return {
    of(_, file) {
      const name = basename(file).toLowerCase();
      // Ids of a file that is named are its own; another file may use the same ones for others.
      const people = sources.get(name) ?? sources.get(basename(name, extname(name))) ?? anywhere;
      return (_row, externalId) => people.get(externalId);
    },
  };
}

function add(people: Map<string, Answer>, id: string, person: string): void {
  people.set(id, people.has(id) && people.get(id) !== person ? AMBIGUOUS : person);
}

function wrong(what: string): Fault {
  return fault({ code: 'CONFIGURATION', public: `--truth: ${what}` });
}
