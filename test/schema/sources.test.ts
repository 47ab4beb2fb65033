import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { introspectionFromSchema, buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { runCheck } from '../../src/schema/check.ts';
import { runCompose } from '../../src/schema/compose.ts';
import { createWorkspace } from './workspace.ts';

const PERSON = 'schema/person.graphql';
const SCOPE = '@requiresScopes(scopes: [["person:read"]])';

/** An HTTP server that answers each path with a status and a body. */
async function createSite(
  pages: Record<string, [status: number, body: string]>,
): Promise<AsyncDisposable & { url: string }> {
  const server = createServer((request, response) => {
    const [status, body] = pages[request.url ?? ''] ?? [404, 'Not found'];
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

test('compares with a supergraph or an API in a file', async () => {
  await using workspace = await createWorkspace();
  await runCompose({ cwd: workspace.dir });
  await workspace.edit(PERSON, '  status: Status!\n', '');
  await workspace.edit(PERSON, SCOPE, '@requiresScopes(scopes: [["person:all"]])');
  expect((await runCheck({ cwd: workspace.dir, against: 'schema/supergraph.graphql' })).output).toContain(
    'FAILED  against schema/supergraph.graphql: 2 breaking, 0 dangerous, 0 safe',
  );
  const { output } = await runCheck({ cwd: workspace.dir, against: 'schema/api.graphql' });
  expect(output).toContain('FAILED  against schema/api.graphql: 1 breaking, 0 dangerous, 0 safe');
  expect(output).toContain('Scopes were not compared: the earlier schema does not show @requiresScopes.');
});

test('sees a change of ownership in the API alone', async () => {
  await using workspace = await createWorkspace();
  await runCompose({ cwd: workspace.dir });
  await workspace.edit(PERSON, 'by: [CRM, HR]', 'by: [CRM]');
  expect((await runCheck({ cwd: workspace.dir, against: 'schema/api.graphql' })).output).toContain(
    "HR may not write 'Person.name' any more",
  );
});

test('compares with any commit, by branch, hash or offset', async () => {
  await using workspace = await createWorkspace();
  await workspace.edit(PERSON, 'status: Status!', 'status: Status');
  const second = await workspace.commit();
  await workspace.edit(PERSON, 'status: Status', 'status: Status!');
  expect((await runCheck({ cwd: workspace.dir, against: 'main' })).exitCode).toBe(0);
  expect((await runCheck({ cwd: workspace.dir, against: second })).exitCode).toBe(0);
  expect((await runCheck({ cwd: workspace.dir, against: 'HEAD~1' })).output).toBe(
    'OK  against HEAD~1: 0 breaking, 0 dangerous, 0 safe',
  );
});

test('takes the subgraphs of a commit, whatever was composed and committed with them', async () => {
  await using workspace = await createWorkspace();
  await workspace.write('schema/supergraph.graphql', 'type Query { stale: Int }');
  await workspace.commit();
  expect((await runCheck({ cwd: workspace.dir, against: 'main' })).output).toBe(
    'OK  against main: 0 breaking, 0 dangerous, 0 safe',
  );
});

test('compares across a renamed SDL file and a new subgraph', async () => {
  await using workspace = await createWorkspace();
  await workspace.write('graphs/people.graphql', await workspace.read(PERSON));
  await workspace.edit('supergraph.yaml', './schema/person.graphql', './graphs/people.graphql');
  expect((await runCheck({ cwd: workspace.dir, against: 'main' })).exitCode).toBe(0);
});

test('works in a folder below the root of the repository', async () => {
  await using workspace = await createWorkspace();
  for (const file of ['supergraph.yaml', PERSON, 'schema/consent.graphql']) {
    await workspace.write(`hub/${file}`, await workspace.read(file));
  }
  await workspace.commit();
  await workspace.edit('hub/schema/person.graphql', '  status: Status!\n', '');
  expect((await runCheck({ cwd: `${workspace.dir}/hub`, against: 'main' })).output).toContain(
    'schema/person.graphql:14:6  Field',
  );
  expect((await runCheck({ cwd: workspace.dir, config: 'hub/supergraph.yaml', against: 'main' })).output).toContain(
    'hub/schema/person.graphql:14:6  Field',
  );
});

test('compares with SDL behind a URL', async () => {
  await using workspace = await createWorkspace();
  await runCompose({ cwd: workspace.dir });
  await using site = await createSite({
    '/schema/supergraph.graphql': [200, await workspace.read('schema/supergraph.graphql')],
  });
  const against = `${site.url}/schema/supergraph.graphql`;
  expect((await runCheck({ cwd: workspace.dir, against })).exitCode).toBe(0);
  await workspace.edit(PERSON, SCOPE, '@requiresScopes(scopes: [["person:all"]])');
  expect((await runCheck({ cwd: workspace.dir, against })).output).toContain(
    "'Query.person' needs person:all; it needed person:read",
  );
});

test('refuses a URL that gives no SDL, and says why', async () => {
  await using workspace = await createWorkspace();
  const introspection = JSON.stringify({ data: introspectionFromSchema(buildSchema('type Query { a: Int }')) });
  await using site = await createSite({
    '/graphql': [200, introspection],
    '/page': [200, '<html>'],
    '/broken': [503, 'no'],
  });
  const says = async (path: string): Promise<string> => {
    const { output, exitCode } = await runCheck({ cwd: workspace.dir, against: `${site.url}${path}` });
    expect(exitCode).toBe(2);
    return output.replace(site.url, '');
  };
  expect(await says('/graphql')).toBe(
    '/graphql: it answers JSON. Give the address of SDL as text: introspection shows neither @owned nor @requiresScopes.',
  );
  expect(await says('/page')).toBe(
    '/page: this is neither a supergraph nor an API as SDL: Syntax Error: Unexpected character: "<".',
  );
  expect(await says('/broken')).toBe('/broken: it answers 503.');
  expect(await says('/none')).toBe('/none: it answers 404.');
});

test('says that nobody listens at a URL', async () => {
  await using workspace = await createWorkspace();
  const site = await createSite({});
  await site[Symbol.asyncDispose]();
  const { output, exitCode } = await runCheck({ cwd: workspace.dir, against: `${site.url}/schema` });
  expect(exitCode).toBe(2);
  expect(output).toContain(`${site.url}/schema: it cannot be fetched: connect ECONNREFUSED`);
});

test('refuses what is neither a URL, a file nor a commit', async () => {
  await using workspace = await createWorkspace();
  for (const against of ['release', 'schema', '--output=x', 'http:/x']) {
    expect(await runCheck({ cwd: workspace.dir, against })).toEqual({
      output: `${against}: this is neither a URL, a file, nor a commit that git knows here. In CI, fetch it first.`,
      exitCode: 2,
    });
  }
});

test('refuses a commit without a graph, or with one that does not compose', async () => {
  await using workspace = await createWorkspace();
  const config = await workspace.read('supergraph.yaml');
  await workspace.edit('supergraph.yaml', 'consent.graphql', 'nothing.graphql');
  const incomplete = await workspace.commit();
  await workspace.write('supergraph.yaml', config);
  await workspace.edit('schema/consent.graphql', '[Consent!]', '[Consents!]');
  const broken = await workspace.commit();
  await workspace.edit('schema/consent.graphql', '[Consents!]', '[Consent!]');
  expect((await runCheck({ cwd: workspace.dir, against: incomplete })).output).toBe(
    `supergraph.yaml:10:13: schema/nothing.graphql: there is no such file in ${incomplete}.`,
  );
  expect(await runCheck({ cwd: workspace.dir, against: broken })).toEqual({
    output: `The subgraphs in ${broken} do not compose:\nschema/consent.graphql:6:14: INVALID_GRAPHQL [consent] Unknown type Consents`,
    exitCode: 2,
  });
});

test('refuses the SDL of one subgraph', async () => {
  await using workspace = await createWorkspace();
  expect(await runCheck({ cwd: workspace.dir, against: PERSON })).toEqual({
    output: 'schema/person.graphql: this is neither a supergraph nor an API as SDL: Unknown directive "@link".',
    exitCode: 2,
  });
});
