import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type ImportSummary, runImport } from '../../src/connectors/import/index.ts';
import { generate } from '../../src/generate/files.ts';
import { serveParent } from '../processes/parent.ts';

/** What the importer can be told: to import its files into a hub, one after the other, each in the name of its system. */
export type Importing = {
  run(how: { endpoint: string; tokens: Record<string, string> }): Promise<ImportSummary[]>;
};

/** Files of which systems it has. */
const SYSTEMS = ['crm', 'hr', 'onboarding'] as const;

/** Invents files of records, and imports them as `selfsame import` does. Runs in a process of its own. */
await serveParent(async ({ people, seed, folder }: { people: number; seed: number; folder: string }) => {
  await generate({ people, systems: SYSTEMS, seed, out: folder });
  const run: Importing['run'] = async ({ endpoint, tokens }) => {
    const summaries: ImportSummary[] = [];
    for (const system of SYSTEMS) {
      summaries.push(
        await runImport({
          file: join(folder, `${system}.csv`),
          map: join(folder, `${system}.map.json`),
          system,
          endpoint,
          token: tokens[system]!,
          signal: new AbortController().signal,
          out: new Writable({ write: (_chunk, _encoding, done) => done() }),
        }),
      );
    }
    return summaries;
  };
  return { ready: SYSTEMS, methods: { run } };
});
