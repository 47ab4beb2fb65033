import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isCompositeType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCOPES_OF_KIND } from '../../src/kernel/access.ts';
import { type DataClass, EVERY_DATA_CLASS } from '../../src/kernel/data-classes.ts';
import { api } from '../permissions/schema.ts';
import { NOTICE } from '../support/consents.ts';
import { type Answer, type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, record } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';

// Every field through every door, for every reader: what comes out of any of them must be what the matrix below allows. The
// matrix is written down again here, in words of its own, and knows nothing of how the gate decides.

/** Somebody in the data, with a mark for each class that stands nowhere else. */
interface Somebody {
  name: string;
  id: string;
  recordId: string;
  verificationId: string;
  decisionId: string;
  marks: Partial<Record<DataClass, string[]>>;
  /** Purposes that are no basis for reading of them, though they would be for others. */
  without: readonly string[];
}

const ALL_BUT_RISK_AND_EVIDENCE = EVERY_DATA_CLASS.filter((one) => one !== 'RISK' && one !== 'EVIDENCE');
/** What each purpose covers. */
const COVERS: Readonly<Record<string, readonly DataClass[]>> = {
  'data-governance': EVERY_DATA_CLASS,
  'identity-verification': EVERY_DATA_CLASS.filter((one) => one !== 'EXTENSIONS'),
  'customer-service': ALL_BUT_RISK_AND_EVIDENCE,
  marketing: ['IDENTITY', 'CONTACT', 'PREFERENCES'],
  analytics: ['PREFERENCES', 'VERIFICATION', 'DECISION'],
  nothing: [],
};
/** Each reader: the system, and the purposes that it reads for. */
const READERS: readonly { system: string; purposes: readonly string[]; narrow?: string }[] = [
  { system: 'crm', purposes: ['customer-service'] },
  { system: 'support', purposes: ['customer-service'] },
  { system: 'onboarding', purposes: ['customer-service', 'identity-verification'] },
  { system: 'onboarding', purposes: ['identity-verification'], narrow: 'identity-verification' },
  { system: 'verification', purposes: ['identity-verification'] },
  { system: 'decision', purposes: ['identity-verification'] },
  { system: 'marketing', purposes: ['marketing'] },
  { system: 'analytics', purposes: ['analytics'] },
  { system: 'steward', purposes: ['data-governance'] },
  { system: 'both', purposes: ['marketing', 'analytics'] },
  { system: 'both', purposes: ['analytics'], narrow: 'analytics' },
  { system: 'without', purposes: [] },
];

let hub: TestHub;
const people: Somebody[] = [];

/** What people have said, and which purposes are no basis for it. */
const SAID = {
  nothing: ['marketing'],
  granted: [],
  withdrawn: ['marketing'],
  expired: ['marketing'],
  restricted: ['customer-service', 'identity-verification', 'analytics', 'marketing'],
  objected: ['marketing', 'analytics'],
} as const;
const LOCALES = ['de-LI', 'fr-LU', 'it-SM', 'nl-SR', 'pt-AO', 'es-GQ'];

beforeAll(async () => {
  hub = await createHub();
  const [crm, onboarding, decision, verification, steward] = (await Promise.all(
    ['crm', 'onboarding', 'decision', 'verification', 'steward'].map((system) => hub.as(system)),
  )) as [Client, Client, Client, Client, Client];
  for (const [id, purposes] of [
    ['both', ['marketing', 'analytics']],
    ['without', []],
  ] as const) {
    await ask(
      steward,
      'mutation ($input: RegisterSystemInput!) { registerSystem(input: $input) { ... on SystemRegistered { system { id } } } }',
      { input: { id, kind: 'ANALYTICS', name: id, purposes } },
    );
  }
  for (const [place, [name, without]] of Object.entries(SAID).entries()) {
    const tag = `${name}${place}q`;
    const both = {
      name: { full: `Xname${tag}` },
      emails: [{ value: `xmail${tag}@example.org` }],
      identifiers: [{ type: 'PASSPORT', value: `XPASS${place}77`, country: 'DE' }],
    };
    const first = await record(onboarding, { externalId: `xext${tag}`, ...both });
    const second = await record(crm, {
      externalId: `xcrm${tag}`,
      ...both,
      employer: { name: `Xwork${tag}` },
      locale: LOCALES[place],
      extensions: { crm: { segment: `xseg${tag}` } },
    });
    expect(second.person.id).toBe(first.person.id);
    const { id } = second.person;
    const { requestVerification } = await ask(
      onboarding,
      'mutation ($id: ID!) { requestVerification(input: { personId: $id, checks: [{ kind: DOCUMENT }] }) { ... on VerificationRequested { verification { id checks { id } } } } }',
      { id },
    );
    const requested = requestVerification.verification;
    await ask(
      verification,
      `mutation ($check: ID!) { recordCheckResult(input: { checkId: $check, status: PASSED, method: "xmeth${tag}", traceId: "xtrace${tag}", score: 0.9 }) { __typename } }`,
      { check: requested.checks[0].id },
    );
    const { recordDecision } = await ask(
      decision,
      `mutation ($id: ID!, $verification: ID!) { recordDecision(input: { personId: $id, subject: "onboarding", outcome: APPROVE,
        reasons: [{ code: "OK", text: "xreason${tag}" }], policy: { name: "p", version: "1" }, inputs: { a: "xinput${tag}" }, verificationIds: [$verification] })
        { ... on DecisionRecorded { decisionId } } }`,
      { id, verification: requested.id },
    );
    people.push({
      name,
      id,
      recordId: second.recordId,
      verificationId: requested.id,
      decisionId: recordDecision.decisionId,
      without,
      marks: {
        IDENTITY: [`Xname${tag}`],
        CONTACT: [`xmail${tag}`],
        IDENTIFIERS: [`XPASS${place}77`, `xext${tag}`, `xcrm${tag}`],
        EMPLOYMENT: [`Xwork${tag}`],
        PREFERENCES: [LOCALES[place]!],
        EXTENSIONS: [`xseg${tag}`],
        VERIFICATION: [`xmeth${tag}`, `xtrace${tag}`],
        DECISION: [`xreason${tag}`, `xinput${tag}`],
      },
    });
  }
  const grant = async (id: string, more: object = {}): Promise<void> => {
    const { grantConsent } = await ask(
      crm,
      'mutation ($input: GrantConsentInput!) { grantConsent(input: $input) { __typename ... on InvalidInput { problems { path message } } } }',
      { input: { personId: id, purpose: 'marketing', ...NOTICE, method: 'paper', ...more } },
    );
    expect(grantConsent).toEqual({ __typename: 'ConsentRecorded' });
  };
  const withdraw = (id: string, purpose: string): Promise<unknown> =>
    ask(crm, 'mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { __typename } }', {
      input: { personId: id, purpose, method: 'paper' },
    });
  const by = Object.fromEntries(people.map((one) => [one.name, one.id])) as Record<keyof typeof SAID, string>;
  await grant(by.granted);
  await grant(by.withdrawn);
  await withdraw(by.withdrawn, 'marketing');
  const past = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();
  await grant(by.expired, { occurredAt: past(2), expiresAt: past(1) });
  await withdraw(by.objected, 'analytics');
  await runSql(
    hub.database.url,
    `insert into consent.restriction (person_id, since, case_id) values ('${by.restricted}', now(), gen_random_uuid())`,
  );
});
afterAll(() => hub[Symbol.asyncDispose]());

/** Whether the matrix lets somebody who reads for some purposes see a class of data of a person. */
function allows(purposes: readonly string[], somebody: Somebody, dataClass: DataClass): boolean {
  return purposes.some((purpose) => COVERS[purpose]!.includes(dataClass) && !somebody.without.includes(purpose));
}

/** The marks in an answer that its reader may not see. */
function leaks(text: string, purposes: readonly string[]): string[] {
  return people.flatMap((somebody) =>
    Object.entries(somebody.marks).flatMap(([dataClass, marks]) =>
      allows(purposes, somebody, dataClass as DataClass)
        ? []
        : marks
            .filter((mark) => text.toLowerCase().includes(mark.toLowerCase()))
            .map((mark) => `${dataClass} of ${somebody.name}: ${mark}`),
    ),
  );
}

/** What an operation may hold and cost is bounded, so the deepest that is allowed is asked. */
const DEPTHS = [6, 5, 4, 3, 2, 1];

/** All that can be selected below a type, as deep as given, without coming by a type twice. */
function selection(type: GraphQLNamedType, depth: number, path: readonly string[] = []): string {
  if (isUnionType(type)) {
    const members = type.getTypes().map((member) => `... on ${member.name} ${selection(member, depth, path)}`);
    return `{ __typename ${members.join(' ')} }`;
  }
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields()).flatMap((field) => selected(field, type, depth, path));
  return `{ __typename ${fields.join(' ')} }`;
}

function selected(
  field: GraphQLField<unknown, unknown>,
  type: GraphQLNamedType,
  depth: number,
  path: readonly string[] = [],
): string[] {
  const target = getNamedType(field.type);
  if (!isCompositeType(target)) return [`${field.name}${pageOf(field)}`];
  if (path.length >= depth || path.includes(target.name)) return [];
  return [`${field.name}${pageOf(field)} ${selection(target, depth, [...path, type.name])}`];
}

/** Selections that together ask for all below a type; of each the deepest first. */
function selections(type: GraphQLNamedType): string[][] {
  if (!isObjectType(type)) return [DEPTHS.map((depth) => selection(type, depth))];
  return Object.values(type.getFields()).map((field) =>
    DEPTHS.map((depth) => `{ __typename ${selected(field, type, depth).join(' ')} }`),
  );
}

/** Few of each list, so that the operation stays within its bounds; all of what is in the data. */
function pageOf(field: GraphQLField<unknown, unknown>): string {
  return field.args.some(({ name }) => name === 'first') ? '(first: 3)' : '';
}

/** The arguments of each root field that asks about a person; those of the others need none. */
function argumentsFor(one: Somebody, other: Somebody): Readonly<Record<string, string>> {
  const records = `(recordA: "${one.recordId}", recordB: "${other.recordId}")`;
  return {
    person: `(id: "${one.id}")`,
    personByRecord: `(system: "crm", externalId: "${one.marks.IDENTIFIERS![2]}")`,
    why: records,
    whyNot: records,
    how: `(personId: "${one.id}")`,
    visibility: `(personId: "${one.id}")`,
    preview: `(input: { name: { full: "${one.marks.IDENTITY![0]}" }, emails: [{ value: "${one.marks.CONTACT![0]}@example.org" }] })`,
    verification: `(id: "${one.verificationId}")`,
    decision: `(id: "${one.decisionId}")`,
    search: `(input: { name: "${one.marks.IDENTITY![0]}" })`,
    people: '(first: 10)',
    matchReviews: '(first: 10)',
    conflicts: '(first: 10)',
    journeys: '(state: WAITING)',
  };
}

/** Operations that together ask for all that can be read of somebody; of each the deepest first. */
function operationsFor(one: Somebody, other: Somebody): string[][] {
  const given = argumentsFor(one, other);
  return Object.values((api.getQueryType() as GraphQLObjectType).getFields()).flatMap((field) => {
    const needed = field.args.some((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined);
    if (needed && given[field.name] === undefined) return [];
    return selections(getNamedType(field.type)).map((alternatives) =>
      alternatives.map((select) => `query { ${field.name}${given[field.name] ?? ''} ${select} }`),
    );
  });
}

/** The answer to the first operation that is not too large. */
async function deepest(client: Client, alternatives: readonly string[]): Promise<Answer> {
  let answer: Answer | undefined;
  for (const operation of new Set(alternatives)) {
    answer = await client.query(operation);
    if (!answer.errors?.some(({ extensions }) => extensions?.code === 'LIMIT_EXCEEDED')) return answer;
  }
  return answer!;
}

describe.each(READERS)('$system for $purposes', ({ system, purposes, narrow }) => {
  let client: Client;
  beforeAll(async () => {
    const scopes = ['both', 'without'].includes(system) ? [...SCOPES_OF_KIND.ANALYTICS] : undefined;
    client = await hub.as(system, scopes, undefined, narrow);
  });

  test('sees through no query what the matrix does not allow', async () => {
    const seen: string[] = [];
    for (const [place, one] of people.entries()) {
      for (const alternatives of operationsFor(one, people[(place + 1) % people.length]!)) {
        const answer = await deepest(client, alternatives);
        expect(answer.errors?.filter(({ extensions }) => extensions?.code !== 'FORBIDDEN') ?? []).toEqual([]);
        expect([alternatives[0]!.slice(0, 80), leaks(JSON.stringify(answer), purposes)]).toEqual([
          alternatives[0]!.slice(0, 80),
          [],
        ]);
        seen.push(JSON.stringify(answer));
      }
    }
    // And what it allows is there, as far as the scopes of the kind go.
    for (const somebody of people) {
      if (allows(purposes, somebody, 'IDENTITY'))
        expect(seen.some((text) => text.includes(somebody.marks.IDENTITY![0]!))).toBe(true);
    }
  });

  test('finds by a value only whom the matrix lets it read that value of', async () => {
    expect(people).not.toEqual([]);
    for (const somebody of people) {
      const doors: [DataClass, string][] = [
        ['IDENTITY', `{ search(input: { name: "${somebody.marks.IDENTITY![0]}" }) { personId } }`],
        ['CONTACT', `{ search(input: { email: "${somebody.marks.CONTACT![0]}@example.org" }) { personId } }`],
        [
          'CONTACT',
          `{ people(filter: { email: "${somebody.marks.CONTACT![0]}@example.org" }) { edges { cursor node { id } } pageInfo { endCursor } } }`,
        ],
        [
          'IDENTIFIERS',
          `{ people(filter: { identifier: { type: "PASSPORT", value: "${somebody.marks.IDENTIFIERS![0]}", country: "DE" } }) { edges { node { id } } } }`,
        ],
        ['IDENTIFIERS', `{ search(input: { identifier: "${somebody.marks.IDENTIFIERS![0]}" }) { personId } }`],
      ];
      for (const [dataClass, operation] of doors) {
        const found = JSON.stringify((await client.query(operation)).data ?? {}).includes(somebody.id);
        expect([operation, found && !allows(purposes, somebody, dataClass)]).toEqual([operation, false]);
      }
    }
  });

  test('hears on no stream what the matrix does not allow', async () => {
    for (const field of Object.values(api.getSubscriptionType()!.getFields())) {
      const stream = client.subscribe(
        `subscription { ${field.name}(after: "earliest") ${selection(getNamedType(field.type), 3)} }`,
      );
      for (let count = 0; count < 40; count += 1) {
        const next = await Promise.race([
          stream.next().catch(() => undefined),
          new Promise<undefined>((resolve) => setTimeout(resolve, 300, undefined)),
        ]);
        if (!next || next.done) break;
        expect([field.name, leaks(JSON.stringify(next.value), purposes)]).toEqual([field.name, []]);
      }
      await stream.return?.();
    }
  });
});
