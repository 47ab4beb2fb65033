/**
 * What both readers yield. A row remembers where it stands in the file, so that an import can go on behind it and a
 * reject can be found again.
 */
export interface Row {
  /** The line of the file on which it begins, from 1. */
  readonly line: number;
  /** Its bytes as they are in the file, without the end of the line. Empty when it is too long to be kept. */
  readonly raw: Buffer;
  /** Where the next row begins. */
  readonly next: Position;
  /** The cells of a CSV row, or the object of a JSON line; undefined when it is malformed. */
  readonly value: unknown;
  /** Why it is malformed. */
  readonly malformed?: string;
}

/** A place between two rows. */
export interface Position {
  /** Bytes before it. */
  readonly offset: number;
  /** The number of the line that begins there, from 1. */
  readonly line: number;
}

/** A row that is longer is rejected: no record of a person is, and memory stays bounded. */
export const MAX_ROW_BYTES = 1024 * 1024;

/** The problem of a row over the limit. */
export const TOO_LONG = `is longer than ${MAX_ROW_BYTES / 1024 / 1024} MiB`;

/** The problem of a row in another encoding. */
export const NOT_UTF8 = 'holds bytes that are not UTF-8';
