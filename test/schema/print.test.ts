import { expect, test } from 'vitest';
import { compose } from '../../src/schema/compose.ts';
import { readConfig } from '../../src/schema/config.ts';
import { runPrint } from '../../src/schema/print.ts';
import { createWorkspace } from './workspace.ts';

test('prints the API, the supergraph or a subgraph, as the subgraphs are now', async () => {
  await using workspace = await createWorkspace();
  const { supergraphSdl = '', apiSdl = '' } = compose(await readConfig(workspace.dir));
  expect(await runPrint({ cwd: workspace.dir, what: 'api' })).toEqual({ output: apiSdl.trimEnd(), exitCode: 0 });
  expect(await runPrint({ cwd: workspace.dir, what: 'supergraph' })).toEqual({
    output: supergraphSdl.trimEnd(),
    exitCode: 0,
  });
  const consent = await workspace.read('schema/consent.graphql');
  expect(await runPrint({ cwd: workspace.dir, what: { subgraph: 'consent' } })).toEqual({
    output: consent.trimEnd(),
    exitCode: 0,
  });
});

test('refuses a subgraph that is not there, and names those that are', async () => {
  await using workspace = await createWorkspace();
  expect(await runPrint({ cwd: workspace.dir, what: { subgraph: 'billing' } })).toEqual({
    output: 'There is no subgraph named billing. There are person, consent.',
    exitCode: 2,
  });
});

test('prints the SDL of a subgraph even when the graph does not compose', async () => {
  await using workspace = await createWorkspace();
  await workspace.edit('schema/consent.graphql', '[Consent!]', '[Consents!]');
  expect((await runPrint({ cwd: workspace.dir, what: { subgraph: 'consent' } })).exitCode).toBe(0);
  expect(await runPrint({ cwd: workspace.dir, what: 'api' })).toEqual({
    output: 'schema/consent.graphql:6:14: INVALID_GRAPHQL [consent] Unknown type Consents',
    exitCode: 1,
  });
});
