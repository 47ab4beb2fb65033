import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs the command line, as a user does. Rejects with `code`, `stdout` and `stderr`. */
export function selfsame(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  return run(process.execPath, ['src/cli.ts', ...args]);
}

/** A folder that is gone after the test, and what it holds. */
export interface Folder extends AsyncDisposable {
  path(name: string): string;
  write(name: string, content: string | Buffer): Promise<string>;
}

/** Makes a folder below that for temporary files. */
export async function createFolder(): Promise<Folder> {
  const folder = await mkdtemp(join(tmpdir(), 'selfsame-evaluate-'));
  const path = (name: string): string => join(folder, name);
  return {
    path,
    async write(name, content) {
      await writeFile(path(name), content);
      return path(name);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Rows of a few people, some of them twice, with who they are in `who`. */
export const PEOPLE = `id,first,last,born,mail,who
1,Ada,Musterfrau,1980-02-03,ada@example.com,a
2,Ada,Musterfrau,1980-02-03,ada@example.com,a
3,Max,Beispiel,1971-12-01,max@example.com,b
4,Eva,Niemand,1990-05-07,eva@example.com,c
`;

/** The mapping of such rows. */
export const MAPPING = JSON.stringify({
  format: 'csv',
  record: {
    externalId: 'id',
    name: { given: 'first', family: 'last' },
    birthDate: 'born',
    emails: [{ value: 'mail' }],
  },
});
