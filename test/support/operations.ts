import type { Client } from './hub.ts';

/** Everything that `recordPerson` can answer. */
const RECORD = /* GraphQL */ `
  mutation ($input: RecordPersonInput!) {
    recordPerson(input: $input) {
      __typename
      ... on PersonRecorded {
        outcome
        recordId
        person {
          id
          version
        }
      }
      ... on FieldNotOwned {
        fields {
          field
          owners
        }
      }
      ... on InvalidInput {
        problems {
          path
          message
        }
      }
      ... on IdempotencyConflict {
        inFlight
      }
      ... on DoNotReimport {
        since
        erasureId
      }
      ... on VersionConflict {
        expected
        actual
      }
    }
  }
`;

/** Writes a record; answers the member of the union. */
export async function record(client: Client, input: Record<string, unknown>): Promise<any> {
  return (await ask(client, RECORD, { input })).recordPerson;
}

/** Writes a record that must be taken in; answers the person's id. */
export async function recorded(client: Client, input: Record<string, unknown>): Promise<string> {
  const outcome = await record(client, input);
  if (outcome.__typename !== 'PersonRecorded') throw new Error(JSON.stringify(outcome));
  return outcome.person.id;
}

/** Runs an operation that must succeed; answers its data. */
export async function ask(client: Client, query: string, variables: Record<string, unknown> = {}): Promise<any> {
  const answer = await client.query(query, variables);
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}
