import { isUtf8 } from 'node:buffer';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { fault } from '../kernel/faults.ts';

/** A spot in a text file. Lines and columns count from 1. */
export interface Place {
  /** Relative to the working directory, with `/`. */
  file: string;
  line: number;
  column: number;
}

/** `schema/person.graphql:12:3`, the form that editors and terminals make clickable. */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/** Orders places by file, then line, then column. */
export function comparePlaces(a: Place, b: Place): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/** How messages name a file: relative to `cwd`, with `/` on every system. */
export function displayPath(cwd: string, file: string): string {
  return relative(cwd, resolve(cwd, file)).split(sep).join('/');
}

/** Whether an error means that the file (or a folder above it) is not there. */
export function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** The text of a file. Throws CONFIGURATION, naming the file, when it cannot be read or is not UTF-8. */
export async function readText(cwd: string, file: string): Promise<string> {
  const shown = displayPath(cwd, file);
  let bytes: Buffer;
  try {
    bytes = await readFile(resolve(cwd, file));
  } catch (error) {
    const why = isMissing(error)
      ? 'there is no such file'
      : `it cannot be read (${(error as NodeJS.ErrnoException).code})`;
    throw fault({ code: 'CONFIGURATION', public: `${shown}: ${why}.`, cause: error });
  }
  if (!isUtf8(bytes)) throw fault({ code: 'CONFIGURATION', public: `${shown}: it is not UTF-8 text.` });
  return bytes.toString('utf8');
}

/** Writes a file, and the folder it is in. Throws CONFIGURATION, naming the file, when that is not possible. */
export async function writeText(cwd: string, file: string, text: string): Promise<void> {
  const path = resolve(cwd, file);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code;
    throw fault({
      code: 'CONFIGURATION',
      public: `${displayPath(cwd, file)}: it cannot be written (${why}).`,
      cause: error,
    });
  }
}

/** Whether there is a file, not a folder, under that path. */
export async function isFile(cwd: string, path: string): Promise<boolean> {
  return (await kindOf(cwd, path)) === 'file';
}

/** Whether there is a folder under that path. */
export async function isFolder(cwd: string, path: string): Promise<boolean> {
  return (await kindOf(cwd, path)) === 'folder';
}

async function kindOf(cwd: string, path: string): Promise<'file' | 'folder' | undefined> {
  try {
    const found = await stat(resolve(cwd, path));
    if (found.isFile()) return 'file';
    return found.isDirectory() ? 'folder' : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
