import type { Client, TestHub } from '../support/hub.ts';
import { ask, record } from '../support/operations.ts';

/** What a test asks of a review. */
export const REVIEW = /* GraphQL */ `
  id status weight probability
  recordA { id externalId claims { field value } }
  recordB { id externalId }
  personA { id } personB { id }
  explanation {
    modelVersion prior household weight probability decision rule veto
    steps { comparison level text m u weight rarityAdjustment }
  }
  ifSame { personIds stays }
  verdicts { recordA recordB said reason actor saidAt }
`;

/** The open reviews, or those of one person or another status. */
export async function reviews(client: Client, args = ''): Promise<any[]> {
  const { matchReviews } = await ask(client, `{ matchReviews(first: 200${args}) { edges { node { ${REVIEW} } } } }`);
  return matchReviews.edges.map(({ node }: { node: unknown }) => node);
}

const RESOLVED = /* GraphQL */ `
  __typename
  ... on MatchResolved { outcome personIds people { id version } }
  ... on NotFound { id }
  ... on InvalidInput { problems { path message } }
  ... on IdempotencyConflict { inFlight }
`;

/** Says something of two records. */
export async function resolve(client: Client, input: Record<string, unknown>): Promise<any> {
  const { resolveMatch } = await ask(
    client,
    `mutation ($input: ResolveMatchInput!) { resolveMatch(input: $input) {
      ${RESOLVED} ... on VerdictConflict { message verdicts { recordA recordB said reason actor } }
    } }`,
    { input: { reason: 'Asked on the phone.', ...input } },
  );
  return resolveMatch;
}

/** Makes people one. */
export async function merge(client: Client, personIds: readonly string[], more: object = {}): Promise<any> {
  const { mergePeople } = await ask(
    client,
    `mutation ($input: MergePeopleInput!) { mergePeople(input: $input) { ${RESOLVED} } }`,
    { input: { personIds, reason: 'One customer.', ...more } },
  );
  return mergePeople;
}

/** Parts records from a person. */
export async function split(
  client: Client,
  personId: string,
  recordIds: readonly string[],
  more: object = {},
): Promise<any> {
  const { splitPerson } = await ask(
    client,
    `mutation ($input: SplitPersonInput!) { splitPerson(input: $input) {
      ${RESOLVED} ... on VersionConflict { expected actual }
    } }`,
    { input: { personId, recordIds, reason: 'Two customers.', ...more } },
  );
  return splitPerson;
}

/** A record that was taken in: its id and its person's. */
export interface Taken {
  recordId: string;
  personId: string;
}

/** Writes a record that must be taken in. */
export async function take(client: Client, input: Record<string, unknown>): Promise<Taken> {
  const outcome = await record(client, input);
  if (outcome.__typename !== 'PersonRecorded') throw new Error(JSON.stringify(outcome));
  return { recordId: outcome.recordId, personId: outcome.person.id };
}

/** Twins, as the model sees them: one e-mail address and birth date, two given names. It asks whether they are one. */
export function twin(externalId: string, given: string, more: object = {}): Record<string, unknown> {
  return {
    externalId,
    name: { given, family: 'Muster' },
    birthDate: '1980-05-17',
    emails: [{ value: 'muster@example.org' }],
    ...more,
  };
}

/** The records of each person: ids of people by the external ids of what they hold. */
export async function people(client: Client, ids: readonly string[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const id of ids) {
    const { person } = await ask(client, 'query ($id: ID!) { person(id: $id) { id records { externalId } } }', { id });
    found[person.id] = person.records.map(({ externalId }: { externalId: string }) => externalId).toSorted();
  }
  return found;
}

/** The person to whom a record belongs. */
export async function holderOf(client: Client, externalId: string, system = 'crm'): Promise<string> {
  const { personByRecord } = await ask(
    client,
    'query ($system: ID!, $id: String!) { personByRecord(system: $system, externalId: $id) { id } }',
    { system, id: externalId },
  );
  return personByRecord.id;
}

/** The clients that most tests need. */
export async function clients(hub: TestHub): Promise<{ crm: Client; steward: Client }> {
  const [crm, steward] = await Promise.all([hub.as('crm'), hub.as('steward')]);
  return { crm, steward };
}
