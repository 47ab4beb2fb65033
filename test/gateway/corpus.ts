/** Operations that every executor must answer alike. `scopes` are those of the caller; all of them when left away. */
export interface Case {
  name: string;
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
  scopes?: readonly string[];
}

export const CORPUS: readonly Case[] = [
  {
    name: 'one person over four subgraphs',
    query: `query ($id: ID!) { person(id: $id) {
      id status version score createdAt name { full given family } emails { value type } extensions identifiers
      lineage { id field value assertedAt confirmedBy { id kind score } }
      verifications(first: 3) { id status requestedAt checks { id kind verification { id status } } person { id name { full } } }
      decisions { id outcome decidedAt person { id status } verifications { id } claims { id field value } }
      consents { id purpose granted person { id name { full } consents { id } } }
    } }`,
    variables: { id: 'p2' },
  },
  {
    name: 'an old id finds the survivor and its merged facts',
    query: `{ person(id: "older1") { id mergedIds verifications { id } consents { id person { id version } } } }`,
  },
  {
    name: 'cycles through the same fields',
    query: `query ($n: Int) { person(id: "older1") { consents { person { id consents { id person { version consents { id } verifications(first: $n) { person { verifications { id } } } } } } } } }`,
    variables: { n: 1 },
  },
  {
    name: 'cycles with nulls and errors in them',
    query: `{ people(first: 6) { nodes { id decisions { person { id decisions { id person { decisions { id claims { field } } } } brittle } } } } }`,
  },
  {
    name: 'cycles in fragments and aliases',
    query: `{ a: person(id: "p1") { ...F } find(text: "Given2") { ... on Person { ...F } } } fragment F on Person { k: consents { who: person { ...G } } } fragment G on Person { me: id k: consents { id } }`,
  },
  { name: 'nobody', query: `{ person(id: "nobody") { id name { full } verifications { id } } }` },
  {
    name: 'a forgotten person without a name',
    query: `{ person(id: "p9") { id status name { full } emails { value } verifications { id } } }`,
  },
  {
    name: 'a page of people',
    query: `{ people(first: 10) { total nodes { id mergedIds name { full } verifications(first: 1) { id person { id } } consents(purpose: "x") { purpose } } } }`,
  },
  { name: 'an entity that fails in its loader', query: `{ person(id: "poison") { id } }` },
  { name: 'a field that is null where none may be', query: `{ person(id: "p1") { id brittle } }` },
  {
    name: 'a field that throws where null may not be',
    query: `{ person(id: "p2") { id brittle } other: person(id: "p0") { id brittle } }`,
  },
  { name: 'null goes up through lists', query: `{ people(first: 3) { total nodes { id brittle } } }` },
  { name: 'null goes up to the root', query: `{ person(id: "p4") { self { self { self { brittle } } } } }` },
  {
    name: 'a subgraph that cannot answer costs only its own field',
    query: `{ person(id: "p4") { id name { full } decisions { id } verifications { id } } }`,
  },
  {
    name: 'a reference that its home does not know',
    query: `{ person(id: "p5") { id decisions { id claims { id } } } }`,
  },
  {
    name: 'a missing reference is null where it stands',
    query: `{ person(id: "p5") { id decisions { id claims { id field } verifications { status } } } decision(id: "p5-d1") { claims { field } } }`,
  },
  {
    name: 'a missing reference, fields that may be null and fields of other subgraphs',
    query: `{ person(id: "p5") { id decisions { id claims { id value confirmedBy { id } } } } }`,
  },
  {
    name: 'a missing reference of which others know fields',
    query: `{ person(id: "p5") { id decisions { id claims { id confirmedBy { id } } } } }`,
  },
  {
    name: 'a missing reference where null may not be takes the nearest place where it may',
    query: `{ a: rulings(ids: ["p2-d1", "zz-d1"]) { id person { id status } } b: decision(id: "zz-d1") { claims { field } person { id decisions { id } } } c: decision(id: "p2-d1") { id } }`,
  },
  {
    name: 'what failed beside a missing reference goes with it',
    query: `{ decision(id: "zz-d1") { id claims { confirmedBy { id } } person { status } verifications { status } } }`,
    scopes: [],
  },
  {
    name: 'missing references below entities of their own type',
    query: `{ people(first: 6) { nodes { id decisions { id person { decisions { claims { field } verifications { person { status } } } } } } } }`,
  },
  {
    name: 'contributed field of a reference that needs its home',
    query: `{ decision(id: "p3-d1") { person { verifications { id } decisions { id } } verifications { status person { name { full } } } } }`,
  },
  {
    name: 'unknown verification reference',
    query: `{ decision(id: "zz-d1") { id person { id } verifications { id } } }`,
  },
  {
    name: 'unknown person behind a decision',
    query: `{ decision(id: "zz-d1") { id person { id name { full } verifications { id } } } }`,
  },
  {
    name: 'unknown person behind a decision, field that must be there',
    query: `{ decision(id: "zz-d1") { id person { id status } } }`,
  },
  { name: 'only the key of a reference', query: `{ verification(id: "p1-v1") { id person { id __typename } } }` },
  {
    name: 'aliases and arguments',
    query: `{ a: person(id: "p1") { x: emails(first: 1) { v: value } y: emails { value } one: verifications(first: 1) { id } two: verifications(first: 2) { id s: status } } b: person(id: "p2") { id decisions { o: outcome } } }`,
  },
  {
    name: 'an alias that takes the name of a key',
    query: `{ person(id: "p1") { id: status mergedIds: version verifications { id: status } name { full: given } } }`,
  },
  {
    name: 'an alias in a union that takes the name of a field',
    query: `{ find(text: "Given1") { t: __typename ... on Person { value: status consents { id } } ... on System { id: id } ... on Claim { extensions: value confirmedBy { id } } } }`,
  },
  {
    name: 'a union with fields of other subgraphs',
    query: `{ find(text: "Given2") { __typename ... on Person { id name { full } verifications { id } } ... on Claim { id value confirmedBy { id } } ... on System { id kind } } }`,
  },
  { name: 'a union of which one member is asked for', query: `{ find(text: "Given2") { ... on System { kind } } }` },
  { name: 'an interface', query: `{ nodes { __typename id ... on System { kind } } }` },
  { name: 'an interface with a null that may not be', query: `{ nodes { id ... on Source { label } } }` },
  {
    name: 'fragments in fragments',
    query: `query { person(id: "p3") { ...A ...B } } fragment A on Person { id friends { ...B } } fragment B on Person { name { full } decisions { outcome person { ...C } } } fragment C on Person { id status }`,
  },
  {
    name: 'the same field in several fragments',
    query: `{ person(id: "p3") { name { given } ... on Person { name { family } verifications { id } } ...F } } fragment F on Person { name { full } verifications { status checks { id } } }`,
  },
  {
    name: 'skip and include, true',
    query: `query ($a: Boolean!, $b: Boolean = true) { person(id: "p1") { id @skip(if: $a) name @include(if: $a) { full } verifications @include(if: $b) { id } ... on Person @skip(if: $b) { status } ...F @include(if: $a) } } fragment F on Person { consents @skip(if: $b) { id } decisions { id } }`,
    variables: { a: true },
  },
  {
    name: 'skip and include, false',
    query: `query ($a: Boolean!, $b: Boolean = true) { person(id: "p1") { id @skip(if: $a) name @include(if: $a) { full } verifications @include(if: $b) { id } ... on Person @skip(if: $b) { status } ...F @include(if: $a) } } fragment F on Person { consents @skip(if: $b) { id } decisions { id } }`,
    variables: { a: false, b: false },
  },
  {
    name: 'one fragment under two conditions',
    query: `query ($a: Boolean!) { x: person(id: "p1") { ...F @include(if: $a) id } y: person(id: "p2") { ...F @skip(if: $a) id } } fragment F on Person { status verifications { id } }`,
    variables: { a: true },
  },
  { name: 'everything skipped', query: `{ person(id: "p1") @skip(if: true) { id } }` },
  { name: 'lists of lists with nulls', query: `{ person(id: "p1") { matrix friends { id matrix } } }` },
  {
    name: 'input with defaults, lists and scalars',
    query: `query ($i: RecordPersonInput!) { echo(input: $i) }`,
    variables: {
      i: {
        externalId: 'x',
        name: { given: 'G' },
        emails: 'one',
        at: '2026-03-01T09:30:00Z',
        extensions: { a: [1, { b: null }] },
      },
    },
  },
  {
    name: 'input in the document',
    query: `{ echo(input: { externalId: "x\\"y", name: { given: null, family: "F" }, emails: ["a"], kind: HR, at: "2026-03-01T09:30:00Z", extensions: { a: [1, { b: "c" }] } }, list: [[2], null]) }`,
  },
  {
    name: 'nulls and absence in variables',
    query: `query ($k: SystemKind, $g: String, $l: [[Int]]) { echo(input: { externalId: "x", kind: $k, name: { given: $g } }, list: $l) }`,
    variables: { g: null },
  },
  {
    name: 'a literal that graphql-jit would run',
    query: `{ echo(input: { externalId: "__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d0,process.exit(1)" }) }`,
  },
  {
    name: 'wrong variables',
    query: `query ($i: RecordPersonInput!) { echo(input: $i) }`,
    variables: { i: { name: { given: 5 }, nope: 'secret@example.test', kind: 'XX' } },
  },
  {
    name: 'a wrong moment',
    query: `query ($i: RecordPersonInput!) { echo(input: $i) }`,
    variables: { i: { externalId: 'x', at: 'jane@example.test' } },
  },
  { name: 'a missing variable', query: `query ($id: ID!) { person(id: $id) { id } }`, variables: {} },
  {
    name: 'no right to a field',
    query: `{ person(id: "p1") { id identifiers verifications { id } consents { id } decisions { id } } }`,
    scopes: ['person:lineage'],
  },
  {
    name: 'no right to a root field',
    query: `{ verification(id: "p1-v1") { id } person(id: "p1") { id } }`,
    scopes: [],
  },
  {
    name: 'no right to a field of a reference',
    query: `{ decision(id: "p3-d1") { claims { id confirmedBy { id } } person { consents { id } identifiers } } }`,
    scopes: [],
  },
  { name: 'faults, bugs and refusals', query: `{ outage bug refused person(id: "p1") { id } }` },
  {
    name: 'a mutation and its unions',
    query: `mutation { recordPerson(input: { externalId: "x" }) { __typename ... on PersonRecorded { outcome person { id name { full } verifications { id } } } ... on InvalidInput { problems { path message } } } }`,
  },
  {
    name: 'two mutations, one refused input',
    query: `mutation { a: recordPerson(input: { externalId: "" }) { ... on InvalidInput { problems { path message } } } requestVerification(personId: "p1") { ... on VerificationRequested { verification { id person { id name { full } } } } } b: requestVerification(personId: "x") { __typename ... on InvalidInput { problems { path } } } }`,
  },
  {
    name: 'introspection',
    query: `{ __schema { queryType { name fields { name } } } __type(name: "Person") { kind fields { name type { kind name ofType { name } } } } }`,
  },
  {
    name: 'introspection beside data',
    query: `{ __schema { queryType { name } } person(id: "p1") { id } t: __typename }`,
  },
  {
    name: 'introspection in a fragment',
    query: `{ ...Q person(id: "p1") { __typename } } fragment Q on Query { __type(name: "Claim") { name } }`,
  },
  { name: 'only the type name', query: `{ __typename }` },
  {
    name: 'one of two operations',
    query: `query A { person(id: "p1") { id } } query B { person(id: "p2") { id consents { id } } }`,
    operationName: 'B',
  },
  {
    name: 'names that objects have',
    query: `{ constructor: person(id: "p1") { toString: id hasOwnProperty: verifications { valueOf: id } } }`,
  },
  { name: 'a subscription', query: `subscription { events(after: "5", count: 2) { cursor type data } }` },
  {
    name: 'a subscription to a person',
    query: `subscription { personChanged(id: "p1") { cursor person { id name { full } verifications(first: 1) { id } } } }`,
  },
  {
    name: 'a subscription that goes through all subgraphs',
    query: `subscription ($p: ID) { change: verificationStatusChanged(personId: $p) { cursor verification { id status person { id status decisions { id claims { field } } consents { id } brittle } } } }`,
    variables: { p: 'p1' },
  },
  { name: 'a subscription that cannot begin', query: `subscription { broken { cursor } }` },
  {
    name: 'a subscription without rights to a part',
    query: `subscription { verificationStatusChanged { verification { person { id consents { id } } } } }`,
    scopes: ['verification:read'],
  },
];
