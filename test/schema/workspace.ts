import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** A folder with two subgraphs, under git, that is removed after the test. */
export interface Workspace extends AsyncDisposable {
  dir: string;
  write(file: string, text: string): Promise<void>;
  /** Replaces `from`, which must be there, in a file. */
  edit(file: string, from: string, to: string): Promise<void>;
  read(file: string): Promise<string>;
  /** Commits all files, and gives the hash. */
  commit(): Promise<string>;
}

const CONFIG = `federation_version: =2.7.1
subgraphs:
  person:
    routing_url: http://127.0.0.1:4001/graphql
    schema:
      file: ./schema/person.graphql
  consent:
    routing_url: http://127.0.0.1:4002/graphql
    schema:
      file: ./schema/consent.graphql
`;

const PERSON = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@composeDirective", "@requiresScopes"])
  @link(url: "https://specs.selfsame.dev/ownership/v1.0", import: ["@owned"])
  @composeDirective(name: "@owned")

directive @owned(by: [SystemKind!]!, onChange: OnChange! = KEEP) on FIELD_DEFINITION
enum OnChange { REVERIFY KEEP }
enum SystemKind { CRM HR SUPPORT }
enum Status { ACTIVE GONE }
input Filter {
  email: String
  limit: Int! = 10
}
type Person @key(fields: "id") {
  id: ID!
  name: String @owned(by: [CRM, HR], onChange: REVERIFY)
  locale: String @owned(by: [CRM])
  nickname: String @deprecated(reason: "Use name.")
  fax: Fax @deprecated(reason: "Nobody has one. Goes on 2027-06-30.")
  status: Status!
}
type Fax { number: String }
type Query {
  person(id: ID!): Person @requiresScopes(scopes: [["person:read"]])
  people(filter: Filter, first: Int! = 20): [Person!]
}
`;

const CONSENT = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])

type Person @key(fields: "id") {
  id: ID!
  consents: [Consent!]
}
type Consent {
  purpose: String!
}
`;

/** Makes a workspace whose first commit holds two subgraphs, `person` and `consent`. */
export async function createWorkspace(): Promise<Workspace> {
  const dir = await mkdtemp(join(tmpdir(), 'selfsame-schema-'));
  const git = async (...args: string[]): Promise<string> => {
    // Neither the machine's own configuration nor a hook of it must decide what a test does.
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.test'];
    return (await promisify(execFile)('git', [...identity, ...args], { cwd: dir, env })).stdout.trim();
  };
  const workspace: Workspace = {
    dir,
    async write(file, text) {
      await mkdir(dirname(join(dir, file)), { recursive: true });
      await writeFile(join(dir, file), text);
    },
    read: (file) => readFile(join(dir, file), 'utf8'),
    async edit(file, from, to) {
      const text = await workspace.read(file);
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
      await workspace.write(file, text.replace(from, to));
    },
    async commit() {
      await git('add', '--all');
      await git('commit', '--quiet', '--allow-empty', '--message', 'Change');
      return git('rev-parse', 'HEAD');
    },
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }),
  };
  await git('init', '--quiet', '--initial-branch', 'main');
  await workspace.write('supergraph.yaml', CONFIG);
  await workspace.write('schema/person.graphql', PERSON);
  await workspace.write('schema/consent.graphql', CONSENT);
  await workspace.commit();
  return workspace;
}
