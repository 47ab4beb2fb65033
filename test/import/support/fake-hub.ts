import { readFile } from 'node:fs/promises';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type DirectiveNode,
  GraphQLError,
  type ObjectTypeDefinitionNode,
  buildASTSchema,
  graphql,
  parse,
} from 'graphql';

/** A system that the fake hub knows. Its token is `token-<id>`. */
export interface FakeSystem {
  id: string;
  kind: string;
}

type Input = Record<string, unknown> & { externalId: string; idempotencyKey?: string };

/** A hub of a test: real HTTP, the real SDL, ownership as the SDL states it; records in memory. */
export interface FakeHub extends AsyncDisposable {
  /** By which log it says to be known. */
  log: string;
  readonly endpoint: string;
  /** What the systems said, by `<system>/<external id>`, without idempotency keys. */
  readonly records: ReadonlyMap<string, Record<string, unknown>>;
  /** External ids in the order in which they were stored, repetitions among them. */
  readonly stored: readonly string[];
  /** Every operation that arrived. */
  readonly requests: readonly Input[];
  /** Most operations under way at once. */
  readonly busiest: number;
  /** Connections that were opened. */
  readonly connections: number;
  /** Called before each operation; what it answers takes the place of the answer. */
  before: (input: Input, count: number) => Promise<Interference | undefined> | Interference | undefined;
}

/** What a test does to an operation. */
export type Interference =
  /** The connection breaks: before anything is done, or after it was. */
  | { kind: 'break'; when: 'before' | 'after' }
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: unknown }
  | { kind: 'error'; code: string; message: string }
  | { kind: 'in flight' };

const SDL = parse(await readFile(new URL('../../../schema/person.graphql', import.meta.url), 'utf8'));
const OWNERS = ownersOf(
  SDL.definitions.find(
    (node): node is ObjectTypeDefinitionNode => node.kind === 'ObjectTypeDefinition' && node.name.value === 'Person',
  )!,
);

/** Starts a hub on a free port. */
export async function startFakeHub(systems: readonly FakeSystem[] = [{ id: 'crm', kind: 'CRM' }]): Promise<FakeHub> {
  const schema = buildASTSchema(SDL, { assumeValidSDL: true });
  const records = new Map<string, Record<string, unknown>>();
  const answers = new Map<string, { fingerprint: string; answer: unknown }>();
  const stored: string[] = [];
  const requests: Input[] = [];
  const state = { underWay: 0, busiest: 0, connections: 0 };

  const recordPerson = (system: FakeSystem, { idempotencyKey, ...input }: Input): unknown => {
    const fingerprint = JSON.stringify(input);
    const known = idempotencyKey === undefined ? undefined : answers.get(idempotencyKey);
    if (known && known.fingerprint !== fingerprint)
      return { __typename: 'IdempotencyConflict', message: 'The key was used with another input.', inFlight: false };
    if (known) return known.answer;
    const refused = notOwned(system, input) ?? invalid(input);
    if (refused) return refused;
    const id = `${system.id}/${input.externalId}`;
    const before = records.get(id);
    records.set(id, { ...before, ...input });
    stored.push(input.externalId);
    const outcome =
      before === undefined
        ? 'CREATED'
        : JSON.stringify(before) === JSON.stringify(records.get(id))
          ? 'UNCHANGED'
          : 'UPDATED';
    const answer = { __typename: 'PersonRecorded', outcome, recordId: id, person: { records: [{ id, system }] } };
    if (idempotencyKey !== undefined) answers.set(idempotencyKey, { fingerprint, answer });
    return answer;
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url === '/.well-known/selfsame') return send(response, 200, { log: hub.log });
    const body = JSON.parse(await textOf(request)) as {
      query: string;
      variables: { input?: Input; records?: Input[] };
    };
    const inputs = body.variables.records ?? [body.variables.input!];
    let interference: Interference | undefined;
    const inFlight = new Set<string>();
    for (const input of inputs) {
      requests.push(input);
      const one = await hub.before(input, requests.length);
      if (one?.kind === 'in flight') inFlight.add(input.externalId);
      else interference ??= one;
    }
    if (interference?.kind === 'break' && interference.when === 'before') return void request.socket.destroy();
    if (interference?.kind === 'status')
      return send(response, interference.status, interference.body ?? 'nothing', interference.headers);
    const system = systems.find(({ id }) => request.headers.authorization === `Bearer token-${id}`);
    if (!system)
      return send(response, 401, { errors: [{ message: 'Sign in.', extensions: { code: 'UNAUTHENTICATED' } }] });
    const record = (value: Input): unknown => {
      if (interference?.kind === 'error')
        throw new GraphQLError(interference.message, { extensions: { code: interference.code } });
      if (inFlight.has(value.externalId))
        return { __typename: 'IdempotencyConflict', message: 'Try again.', inFlight: true };
      return recordPerson(system, value);
    };
    const result = await graphql({
      schema,
      source: body.query,
      variableValues: body.variables,
      rootValue: {
        recordPerson: ({ input }: { input: Input }) => record(input),
        recordPeople: ({ input }: { input: { records: Input[] } }) => ({
          __typename: 'PeopleRecorded',
          outcomes: input.records.map(record),
        }),
      },
    });
    if (interference?.kind === 'break') return void request.socket.destroy();
    send(response, result.data === undefined ? 400 : 200, result);
  };

  const server = createServer((request, response) => {
    state.underWay += 1;
    state.busiest = Math.max(state.busiest, state.underWay);
    handle(request, response)
      .catch((error: unknown) => response.destroy(error as Error))
      .finally(() => (state.underWay -= 1));
  });
  server.on('connection', () => (state.connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hub: FakeHub = {
    log: '527901e1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    records,
    stored,
    requests,
    get busiest() {
      return state.busiest;
    },
    get connections() {
      return state.connections;
    },
    before: () => undefined,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return hub;
}

function notOwned({ kind }: FakeSystem, input: Input): unknown {
  const fields = Object.keys(input).flatMap((field) => {
    if (field === 'extensions') {
      const foreign = Object.keys(input[field] as object).filter((key) => key !== kind.toLowerCase());
      return foreign.map((key) => ({ field: `extensions.${key}`, owners: [key.toUpperCase()] }));
    }
    const owners = OWNERS.get(field);
    return owners && !owners.includes(kind) ? [{ field, owners }] : [];
  });
  return fields.length > 0 ? { __typename: 'FieldNotOwned', fields } : undefined;
}

function invalid(input: Input): unknown {
  const emails = (input['emails'] ?? []) as { value: string }[];
  const problems = emails.flatMap(({ value }, index) =>
    /^[^@<>\s]+@[^@<>\s]+$/.test(value)
      ? []
      : [{ path: `emails.${index}.value`, message: 'expected an e-mail address' }],
  );
  return problems.length > 0 ? { __typename: 'InvalidInput', problems } : undefined;
}

function ownersOf(person: ObjectTypeDefinitionNode): Map<string, string[]> {
  const owners = new Map<string, string[]>();
  for (const field of person.fields ?? []) {
    const by = field.directives
      ?.find(({ name }) => name.value === 'owned')
      ?.arguments?.find(({ name }) => name.value === 'by');
    if (by) owners.set(field.name.value, enumsOf(by.value));
  }
  return owners;
}

function enumsOf(value: NonNullable<DirectiveNode['arguments']>[number]['value']): string[] {
  return value.kind === 'ListValue' ? value.values.flatMap(enumsOf) : value.kind === 'EnumValue' ? [value.value] : [];
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
