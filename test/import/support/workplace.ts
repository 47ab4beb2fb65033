import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type ImportOptions, type ImportSummary, runImport } from '../../../src/connectors/import/index.ts';
import type { FakeHub } from './fake-hub.ts';

/** A directory for one test, with what an import needs. */
export interface Workplace extends AsyncDisposable {
  readonly directory: string;
  /** Writes a file and answers its path. */
  write(name: string, content: string | Buffer): Promise<string>;
  read(name: string): Promise<string>;
  has(name: string): boolean;
  /** What the last import showed. */
  shown(): string;
  /** Writes the mapping, and imports a file of this directory as `crm`. */
  import(file: string, mapping: object | string, more?: Partial<ImportOptions>): Promise<ImportSummary>;
}

/** Where the test data lies that is not part of the project. Tests that need it are skipped elsewhere. */
export const SHARED_DATA = new URL('../../../../shared/data/', import.meta.url).pathname;
export const hasSharedData = existsSync(SHARED_DATA);

/** Waits that a test can afford. */
export const HASTY = { firstWaitMs: 2, maxWaitMs: 10, giveUpAfterMs: 1_500 };

/** Makes a directory that the test's end removes. */
export async function openWorkplace(hub?: FakeHub): Promise<Workplace> {
  const directory = await mkdtemp(join(tmpdir(), 'selfsame-import-'));
  const path = (name: string): string => (name.startsWith('/') ? name : join(directory, name));
  let shown = '';
  const write = async (name: string, content: string | Buffer): Promise<string> => {
    await writeFile(path(name), content);
    return path(name);
  };
  return {
    directory,
    write,
    read: (name) => readFile(path(name), 'utf8'),
    has: (name) => existsSync(path(name)),
    shown: () => shown,
    async import(file, mapping, more = {}) {
      shown = '';
      const out = new Writable({
        write(chunk, _encoding, done) {
          shown += String(chunk);
          done();
        },
      });
      return runImport({
        file: path(file),
        system: 'crm',
        map: typeof mapping === 'string' ? mapping : await write('mapping.json', JSON.stringify(mapping)),
        endpoint: hub?.endpoint,
        token: 'token-crm',
        retry: HASTY,
        signal: new AbortController().signal,
        out,
        ...more,
      });
    },
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}
