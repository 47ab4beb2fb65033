import type { IResolvers } from '@graphql-tools/utils';
import { composeServices } from '@theguild/federation-composition';
import DataLoader from 'dataloader';
import { GraphQLScalarType, parse } from 'graphql';
import { type Actor, notAllowed } from '../../src/kernel/actor.ts';
import { fault } from '../../src/kernel/faults.ts';
import type { LocalSubgraph } from '../../src/gateway/subgraph.ts';
import type { RequestContext } from '../../src/subgraphs/subgraph.ts';

/**
 * Four small subgraphs with the traits of the real ones: a person owned by one and extended by three
 * through `@requires(fields: "mergedIds")`, stubs that point back, unions, scalars, guarded fields,
 * subscriptions. Data is invented and fixed.
 */
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable", "@external", "@requires", "@requiresScopes", "@composeDirective"])`;

const PERSON = `${LINK}
  @link(url: "https://specs.selfsame.dev/ownership/v1.0", import: ["@owned"])
  @composeDirective(name: "@owned")
directive @owned(by: [SystemKind!]!) on FIELD_DEFINITION
enum SystemKind { CRM HR }
scalar DateTime
scalar JSON
enum PersonStatus { ACTIVE FORGOTTEN }
type Name { full: String! given: String family: String }
type Email { value: String! type: String }
type Person @key(fields: "id") {
  id: ID!
  mergedIds: [ID!]!
  status: PersonStatus!
  version: Int!
  score: Float
  name: Name @owned(by: [HR, CRM])
  emails(first: Int = 5): [Email!]! @owned(by: [CRM])
  createdAt: DateTime!
  extensions: JSON
  identifiers: [String!] @requiresScopes(scopes: [["person:identifiers"]])
  lineage(field: String): [Claim!] @requiresScopes(scopes: [["person:lineage"]])
  brittle: String!
  matrix: [[Int!]]
  friends: [Person!]!
  self: Person!
}
type Claim @key(fields: "id") { id: ID! field: String! value: JSON assertedAt: DateTime! }
interface Node { id: ID! }
type System implements Node { id: ID! kind: SystemKind! }
type Source implements Node { id: ID! label: String }
union Found = Person | Claim | System
type PersonConnection { nodes: [Person!]! total: Int! }
input NameInput { given: String family: String! = "Doe" }
input RecordPersonInput { externalId: String! name: NameInput emails: [String!] = [] kind: SystemKind = CRM at: DateTime extensions: JSON }
type PersonRecorded { person: Person outcome: String! }
type InvalidInput @shareable { problems: [InputProblem!]! }
type InputProblem @shareable { path: String! message: String! }
union RecordPersonResult = PersonRecorded | InvalidInput
type Query {
  person(id: ID!): Person
  people(first: Int = 20): PersonConnection
  find(text: String!): [Found!]
  nodes: [Node!]
  echo(input: RecordPersonInput!, list: [[Int]] = [[1, null]]): JSON
  outage: String
  bug: String
  refused: String
}
type Mutation { recordPerson(input: RecordPersonInput!): RecordPersonResult }
type Event { cursor: String! type: String! data: JSON }
type PersonChange { cursor: String! person: Person }
type Subscription {
  events(after: String, count: Int = 3): Event
  personChanged(id: ID!): PersonChange
  broken: Event
  forever: Event
}
`;

const VERIFICATION = `${LINK}
scalar DateTime
type Person @key(fields: "id") {
  id: ID!
  mergedIds: [ID!]! @external
  verifications(first: Int = 10): [Verification!] @requires(fields: "mergedIds") @requiresScopes(scopes: [["verification:read"]])
}
type Claim @key(fields: "id") { id: ID! confirmedBy: [Check!] @requiresScopes(scopes: [["verification:read"]]) }
enum VerificationStatus { PENDING VERIFIED }
type Verification @key(fields: "id") { id: ID! person: Person! status: VerificationStatus! checks: [Check!]! requestedAt: DateTime! }
type Check { id: ID! kind: String! score: Float verification: Verification! }
type InvalidInput @shareable { problems: [InputProblem!]! }
type InputProblem @shareable { path: String! message: String! }
type VerificationRequested { verification: Verification! }
union RequestVerificationResult = VerificationRequested | InvalidInput
type Query { verification(id: ID!): Verification @requiresScopes(scopes: [["verification:read"]]) }
type Mutation { requestVerification(personId: ID!): RequestVerificationResult }
type VerificationChange { cursor: String! verification: Verification }
type Subscription { verificationStatusChanged(personId: ID): VerificationChange }
`;

const DECISION = `${LINK}
scalar DateTime
type Person @key(fields: "id") {
  id: ID!
  mergedIds: [ID!]! @external
  decisions: [Decision!] @requires(fields: "mergedIds")
}
type Verification @key(fields: "id", resolvable: false) { id: ID! }
type Claim @key(fields: "id", resolvable: false) { id: ID! }
type Decision @key(fields: "id") { id: ID! outcome: String! person: Person! verifications: [Verification]! claims: [Claim]! decidedAt: DateTime! }
type Query { decision(id: ID!): Decision rulings(ids: [ID!]!): [Decision!] }
`;

const CONSENT = `${LINK}
type Person @key(fields: "id") {
  id: ID!
  mergedIds: [ID!]! @external
  consents(purpose: String): [Consent!] @requires(fields: "mergedIds") @requiresScopes(scopes: [["consent:read"]])
}
type Consent { id: ID! purpose: String! granted: Boolean! person: Person! }
type Query { consents(first: Int = 2): [Consent!] }
`;

interface PersonRow {
  id: string;
  mergedIds: string[];
  status: string;
  version: number;
  score: number;
  name: { full: string; given: string | null; family: string | null } | null;
  emails: { value: string; type: string | null }[];
  createdAt: Date;
  extensions: unknown;
  identifiers: string[];
}

export const PEOPLE: readonly PersonRow[] = Array.from({ length: 10 }, (_, n) => ({
  id: `p${n}`,
  mergedIds: n === 1 ? ['old1', 'older1'] : [],
  status: n === 9 ? 'FORGOTTEN' : 'ACTIVE',
  version: n + 1,
  score: n / 4,
  name:
    n === 9 ? null : { full: `Given${n} Family${n}`, given: `Given${n}`, family: n % 2 === 0 ? `Family${n}` : null },
  emails: Array.from({ length: n % 3 }, (_unused, m) => ({
    value: `p${n}.${m}@example.test`,
    type: m === 0 ? 'home' : null,
  })),
  createdAt: new Date(Date.UTC(2026, 0, n + 1)),
  extensions: n === 2 ? { crm: { segment: 'gold', list: [1, null, 'x'] } } : null,
  identifiers: [`PASSPORT-${n}`],
}));

export const dateTime = new GraphQLScalarType({
  name: 'DateTime',
  serialize: (value) => (value as Date).toISOString(),
  parseValue: (value) => {
    const date = new Date(String(value));
    if (Number.isNaN(date.getTime())) throw new TypeError('expected a moment such as 2026-03-01T09:30:00Z');
    return date;
  },
});

function survivor(id: string): PersonRow | undefined {
  return PEOPLE.find((row) => row.id === id || row.mergedIds.includes(id));
}

/** Answers after a turn of the event loop, as a database would. */
async function soon<T>(value: T): Promise<T> {
  turn ??= new Promise((resolve) => {
    setImmediate(() => {
      turn = undefined;
      resolve();
    });
  });
  await turn;
  return value;
}

let turn: Promise<void> | undefined;

/** What every toy subgraph gives its resolvers. */
export interface ToyContext {
  actor: Actor;
  people: DataLoader<string, PersonRow | null>;
  verifications: DataLoader<string, VerificationRow | null>;
}

interface VerificationRow {
  id: string;
  personId: string;
  status: string;
  requestedAt: Date;
}

/** How many loaders were made, and in which batches people were asked for: what a test may look at. */
export interface ToyLog {
  contexts: number;
  batches: (readonly string[])[];
  returned: number;
}

/** A source of events that ends; `return` is seen at once. */
export function ticks<T>(values: readonly T[], log?: ToyLog, endless = false): AsyncIterableIterator<T> {
  let next = 0;
  let stop: (() => void) | undefined;
  let stopped = false;
  return {
    async next() {
      if (stopped) return { value: undefined, done: true };
      if (next < values.length) {
        const value = values[next] as T;
        next += 1;
        return soon({ value, done: false });
      }
      if (endless) await new Promise<void>((resolve) => (stop = resolve));
      return { value: undefined, done: true };
    },
    async return() {
      if (log) log.returned += 1;
      stopped = true;
      stop?.();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** The four subgraphs, guarded, with a log of what they did. */
export function toySubgraphs(): { subgraphs: LocalSubgraph[]; log: ToyLog } {
  const log: ToyLog = { contexts: 0, batches: [], returned: 0 };

  const personResolvers: IResolvers<never, ToyContext> = {
    DateTime: dateTime,
    Query: {
      person: (_root, { id }: { id: string }, context) => context.people.load(id),
      people: (_root, { first }: { first: number }) => soon({ nodes: PEOPLE.slice(0, first), total: PEOPLE.length }),
      find: (_root, { text }: { text: string }) =>
        soon([
          ...PEOPLE.filter((row) => row.name?.full.includes(text)).map((row) => ({ __typename: 'Person', ...row })),
          { __typename: 'System', id: 'crm', kind: 'CRM' },
          { __typename: 'Claim', id: 'c1', field: 'NAME', value: text, assertedAt: new Date(0) },
        ]),
      nodes: () => [
        { __typename: 'System', id: 'hr', kind: 'HR' },
        { __typename: 'Source', id: 's1', label: null },
      ],
      echo: (_root, args) => args,
      outage: () => {
        throw fault({ code: 'UNAVAILABLE', public: 'The database does not answer.', internal: 'connect refused' });
      },
      bug: () => {
        throw new TypeError('secret jane@example.test leaked');
      },
      refused: () => {
        throw notAllowed();
      },
    },
    Mutation: {
      recordPerson: (_root, { input }: { input: { externalId: string } }) =>
        soon(
          input.externalId === ''
            ? { __typename: 'InvalidInput', problems: [{ path: 'externalId', message: 'must not be empty' }] }
            : { __typename: 'PersonRecorded', person: PEOPLE[3], outcome: 'CREATED' },
        ),
    },
    Subscription: {
      events: {
        subscribe: (_root, { after, count }: { after?: string; count: number }) =>
          ticks(
            Array.from({ length: count }, (_, n) => ({
              events: {
                cursor: String(Number(after ?? 0) + n + 1),
                type: 'dev.selfsame.identity.updated.v1',
                data: { n },
              },
            })),
            log,
          ),
      },
      personChanged: {
        subscribe: (_root, { id }: { id: string }) =>
          ticks(
            [1, 2].map((n) => ({ personChanged: { cursor: String(n), person: PEOPLE.find((row) => row.id === id) } })),
            log,
          ),
      },
      broken: {
        subscribe: () => {
          throw fault({ code: 'BAD_CURSOR', public: 'The cursor is not one of ours.' });
        },
      },
      forever: { subscribe: () => ticks([{ forever: { cursor: '1', type: 'tick', data: null } }], log, true) },
    },
    Person: {
      __resolveReference: ({ id }: { id: string }, context: ToyContext) => context.people.load(id),
      emails: (row: PersonRow, { first }: { first: number }) => row.emails.slice(0, first),
      lineage: (row: PersonRow, { field }: { field?: string }) =>
        soon(
          [1, 2].map((n) => ({ id: `${row.id}-c${n}`, field: field ?? 'NAME', value: n, assertedAt: row.createdAt })),
        ),
      brittle: (row: PersonRow) => {
        if (row.version % 3 === 0) throw new Error('brittle broke');
        return row.version % 2 === 0 ? null : 'holds';
      },
      matrix: (row: PersonRow) => [[row.version, null], null, [2]],
      friends: (row: PersonRow, _args, context) => [1, 2].map((n) => context.people.load(`p${(row.version + n) % 9}`)),
      self: (row: PersonRow) => row,
    },
    Claim: {
      __resolveReference: ({ id }: { id: string }) =>
        soon(id.includes('missing') ? null : { id, field: 'NAME', value: { of: id }, assertedAt: new Date(0) }),
    },
  };

  const verificationsOf = (ids: readonly string[]): VerificationRow[] =>
    ids.flatMap((id) =>
      id.startsWith('p')
        ? [1, 2].map((n) => ({ id: `${id}-v${n}`, personId: id, status: 'VERIFIED', requestedAt: new Date(n) }))
        : [],
    );

  const verificationResolvers: IResolvers<never, ToyContext> = {
    DateTime: dateTime,
    Query: { verification: (_root, { id }: { id: string }, context) => context.verifications.load(id) },
    Mutation: {
      requestVerification: (_root, { personId }: { personId: string }) =>
        personId.startsWith('p')
          ? { __typename: 'VerificationRequested', verification: verificationsOf([personId])[0] }
          : { __typename: 'InvalidInput', problems: [{ path: 'personId', message: 'unknown' }] },
    },
    Subscription: {
      verificationStatusChanged: {
        subscribe: () =>
          ticks(
            [1, 2].map((n) => ({
              verificationStatusChanged: { cursor: String(n), verification: verificationsOf([`p${n}`])[0] },
            })),
            log,
          ),
      },
    },
    Person: {
      verifications: (person: { id: string; mergedIds: string[] }, { first }: { first: number }) =>
        soon(verificationsOf([person.id, ...person.mergedIds]).slice(0, first)),
    },
    Claim: { confirmedBy: ({ id }: { id: string }) => [{ id: `check-of-${id}`, kind: 'DOCUMENT', score: 0.5 }] },
    Verification: {
      __resolveReference: ({ id }: { id: string }, context: ToyContext) => context.verifications.load(id),
      person: (row: VerificationRow) => ({ __typename: 'Person', id: row.personId }),
      checks: (row: VerificationRow) => [{ id: `${row.id}-k`, kind: 'DOCUMENT', score: 1, verification: row }],
    },
  };

  const decisionsOf = (id: string) => [
    {
      id: `${id}-d1`,
      outcome: 'APPROVED',
      decidedAt: new Date(5),
      person: { __typename: 'Person', id },
      verifications: [{ __typename: 'Verification', id: `${id}-v1` }],
      claims: [...(id === 'p5' ? ['missing'] : []), `${id}-c1`].map((claim) => ({ __typename: 'Claim', id: claim })),
    },
  ];

  const decisionResolvers: IResolvers<never, ToyContext> = {
    DateTime: dateTime,
    Query: {
      decision: (_root, { id }: { id: string }) => soon(decisionsOf(id.replace(/-d1$/, ''))[0]),
      rulings: (_root, { ids }: { ids: string[] }) => ids.flatMap((id) => decisionsOf(id.replace(/-d1$/, ''))),
    },
    Person: {
      decisions: (person: { id: string; mergedIds: string[] }) => {
        if (person.id === 'p4') throw fault({ code: 'UNAVAILABLE', public: 'The database does not answer.' });
        return soon([person.id, ...person.mergedIds].flatMap(decisionsOf));
      },
    },
  };

  const consentsOf = (id: string) => [
    { id: `${id}-k1`, purpose: 'marketing', granted: true, person: { __typename: 'Person', id } },
  ];

  const consentResolvers: IResolvers<never, ToyContext> = {
    Query: {
      consents: (_root, { first }: { first: number }) => PEOPLE.slice(0, first).flatMap((row) => consentsOf(row.id)),
    },
    Person: {
      consents: (person: { id: string; mergedIds: string[] }) =>
        soon([person.id, ...person.mergedIds].flatMap(consentsOf)),
    },
  };

  const context = ({ actor }: RequestContext): ToyContext => {
    log.contexts += 1;
    return {
      actor,
      people: new DataLoader(async (ids) => {
        log.batches.push(ids);
        await soon(undefined);
        return ids.map((id) => (id === 'poison' ? new Error('poisoned') : (survivor(id) ?? null)));
      }),
      verifications: new DataLoader(async (ids) =>
        soon(
          ids.map((id) =>
            /^p\d-v\d$/.test(id) ? (verificationsOf([id.slice(0, 2)]).find((row) => row.id === id) ?? null) : null,
          ),
        ),
      ),
    };
  };

  const subgraphs: LocalSubgraph[] = [
    { name: 'person', sdl: PERSON, subjects: {}, resolvers: personResolvers as unknown as IResolvers, context },
    {
      name: 'verification',
      sdl: VERIFICATION,
      subjects: {},
      resolvers: verificationResolvers as unknown as IResolvers,
      context,
    },
    { name: 'decision', sdl: DECISION, subjects: {}, resolvers: decisionResolvers as unknown as IResolvers, context },
    { name: 'consent', sdl: CONSENT, subjects: {}, resolvers: consentResolvers as unknown as IResolvers, context },
  ];
  return { subgraphs, log };
}

/** The composed supergraph and API of the toys. */
export function toySupergraph(): { supergraphSdl: string; publicSdl: string } {
  const result = composeServices([
    { name: 'person', typeDefs: parse(PERSON), url: 'http://person.invalid/graphql' },
    { name: 'verification', typeDefs: parse(VERIFICATION), url: 'http://verification.invalid/graphql' },
    { name: 'decision', typeDefs: parse(DECISION), url: 'http://decision.invalid/graphql' },
    { name: 'consent', typeDefs: parse(CONSENT), url: 'http://consent.invalid/graphql' },
  ]);
  if (!result.supergraphSdl) throw new Error(result.errors?.map((error) => error.message).join('\n'));
  return { supergraphSdl: result.supergraphSdl, publicSdl: result.publicSdl };
}
