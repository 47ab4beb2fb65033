import { type HubClient, expectOutcome } from './client.ts';
import type { InventedWrite, Source } from './population.ts';

const CONCURRENCY = 8;

const RECORD_PERSON = /* GraphQL */ `
  mutation ($input: RecordPersonInput!) {
    recordPerson(input: $input) {
      __typename
      ... on PersonRecorded {
        outcome
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
    }
  }
`;

/** What the hub made of the writes: how many of each outcome. */
export type Outcomes = Readonly<Record<string, number>>;

/**
 * Sends writes through the public API, several at once, each with an idempotency key. `sent` is told how many are through.
 * Throws when one is refused, or when `signal` aborts.
 */
export async function sendAll(
  clients: Readonly<Record<Source, HubClient>>,
  writes: readonly InventedWrite[],
  { sent, signal }: { sent: (done: number) => void; signal: AbortSignal },
): Promise<Outcomes> {
  const outcomes: Record<string, number> = {};
  let next = 0;
  let done = 0;
  const sender = async (): Promise<void> => {
    for (;;) {
      signal.throwIfAborted();
      const place = next++;
      const write = writes[place];
      if (!write) return;
      const input = { ...write.input, idempotencyKey: `demo-${place}` };
      const answer = await clients[write.system].ask<{ recordPerson: { __typename: string } }>(RECORD_PERSON, {
        input,
      });
      const { outcome } = expectOutcome<{ __typename: 'PersonRecorded'; outcome: string }>(
        answer.recordPerson,
        'PersonRecorded',
      );
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      sent(++done);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, sender));
  return outcomes;
}

const PEOPLE = /* GraphQL */ `
  query ($after: String) {
    people(first: 200, after: $after) {
      edges {
        node {
          id
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

/** Counts the people of the hub, page by page. */
export async function countPeople(client: HubClient): Promise<number> {
  let count = 0;
  let after: string | null = null;
  for (;;) {
    const { people }: PeoplePage = await client.ask<PeoplePage>(PEOPLE, { after });
    count += people.edges.length;
    if (!people.pageInfo.hasNextPage) return count;
    after = people.pageInfo.endCursor;
  }
}

interface PeoplePage {
  people: { edges: unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}
