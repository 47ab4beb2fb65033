import { readFile } from 'node:fs/promises';

/** The text of `schema/<name>.graphql`. */
export function readSdl(name: string): Promise<string> {
  return readFile(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8');
}
