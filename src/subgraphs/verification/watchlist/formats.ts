import { readCsvList, readJsonLinesList } from './read-plain.ts';
import { readOfac } from './read-ofac.ts';
import type { Entry } from './entry.ts';
import type { Problems } from '../../../kernel/input/problems.ts';

/** Where the files of a list lie on this machine, by the part that each is. */
export type Files = Readonly<Record<string, string>>;

/** A shape in which lists come. */
export interface Format {
  /** Its files, by the part that each is; the first one has the entries. All are needed. */
  readonly parts: readonly string[];
  /** IANA media type of its files. */
  readonly mediaType: string;
  /** Reads the entries one by one. What is wrong goes to `problems`, with the file's part and line as its path. */
  read(files: Files, problems: Problems): AsyncGenerator<Entry, void>;
}

/** The shapes in which lists can be loaded. */
export const FORMATS = {
  ofac: { parts: ['sdn', 'alt', 'add'], mediaType: 'text/csv', read: readOfac },
  csv: { parts: ['list'], mediaType: 'text/csv', read: readCsvList },
  jsonl: { parts: ['list'], mediaType: 'application/jsonl', read: readJsonLinesList },
} as const satisfies Record<string, Format>;
export type FormatName = keyof typeof FORMATS;

/** Whether `text` names a shape. */
export function isFormat(text: string): text is FormatName {
  return Object.hasOwn(FORMATS, text);
}
