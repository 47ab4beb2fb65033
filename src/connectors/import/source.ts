import { type FileHandle, open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { fault } from '../../kernel/faults.ts';
import { type Lookup, columnLookup, jsonLookup } from './lookup.ts';
import { checkColumns, readMapping } from './mapping.ts';
import type { Mapping } from './mapping-schema.ts';
import { readCsv, readHeader } from './read-csv.ts';
import { readJsonLines } from './read-jsonl.ts';
import { type RejectFormat, csvRejects, jsonRejects } from './rejects.ts';
import type { Position, Row } from './rows.ts';

/** A file that was opened and fits its mapping. */
export interface Source extends AsyncDisposable {
  readonly mapping: Mapping;
  readonly lookup: Lookup;
  readonly handle: FileHandle;
  readonly bytes: number;
  /** Where the first row begins. */
  readonly first: Position;
  readonly rejectFormat: RejectFormat;
  rows(from: Position): AsyncGenerator<Row, void>;
  /** Throws BAD_REQUEST when the file was written to since it was opened. */
  mustBeUnchanged(): Promise<void>;
}

const EXTENSIONS: Readonly<Record<string, 'csv' | 'jsonl'>> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
};

/** Opens a file with its mapping. Throws CONFIGURATION for the mapping and BAD_REQUEST for the file. */
export async function openSource(file: string, mappingFile: string): Promise<Source> {
  const mapping = await readMapping(mappingFile);
  const expected = EXTENSIONS[extname(file).toLowerCase()];
  if (expected !== undefined && expected !== mapping.format) {
    throw fault({
      code: 'CONFIGURATION',
      public: `${mappingFile}: format: the mapping is for ${mapping.format}, and ${file} is ${expected}.`,
    });
  }
  const handle = await openFile(file);
  try {
    const { size, mtimeMs } = await handle.stat();
    const common = {
      mapping,
      handle,
      bytes: size,
      async mustBeUnchanged() {
        const now = await handle.stat();
        if (now.size === size && now.mtimeMs === mtimeMs) return;
        throw fault({
          code: 'BAD_REQUEST',
          public: `${file} was written to while it was imported. --fresh imports it anew.`,
        });
      },
      [Symbol.asyncDispose]: () => handle.close(),
    };
    if (mapping.format === 'jsonl') {
      const first = { offset: 0, line: 1 };
      return {
        ...common,
        lookup: jsonLookup,
        first,
        rejectFormat: jsonRejects,
        rows: (from) => readJsonLines(handle, from),
      };
    }
    const header = await readHeader(handle, file, mapping);
    checkColumns(mapping, header.columns, basename(file), mappingFile);
    return {
      ...common,
      lookup: columnLookup(header.columns),
      first: header.next,
      rejectFormat: csvRejects(header.raw, mapping.delimiter ?? ','),
      rows: (from) => readCsv(handle, from, header.columns.length, mapping),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function openFile(file: string): Promise<FileHandle> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (cause) {
    throw fault({
      code: 'BAD_REQUEST',
      public: `${file} cannot be read (${(cause as NodeJS.ErrnoException).code}).`,
      cause,
    });
  }
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw fault({
    code: 'BAD_REQUEST',
    public: `${file} is no regular file: an import reads it twice and goes on where it stopped.`,
  });
}
