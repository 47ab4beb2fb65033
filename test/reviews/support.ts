import { decided } from '../decision/operations.ts';
import type { Client } from '../support/hub.ts';
import { ask } from '../support/operations.ts';

/** What a test asks of a review in the queue. */
export const REVIEW = /* GraphQL */ `
  id kind state priority priorityByHand overdue openedAt deadline ageSeconds fourEyes
  person { id } otherPerson { id }
  match { recordA recordB } field decision { id outcome } deadLetter { id vendor }
  assignee assignedAt agreed { actor word } notes { text author } closed { as by }
`;

/** The first page of the queue. */
export async function queue(client: Client, args = ''): Promise<any[]> {
  const { reviews } = await ask(client, `{ reviews(first: 200${args}) { edges { node { ${REVIEW} } } } }`);
  return reviews.edges.map(({ node }: { node: unknown }) => node);
}

/** How many reviews wait, by kind. */
export async function counts(client: Client): Promise<any[]> {
  return (await ask(client, '{ reviews(first: 1) { counts { kind open assigned } } }')).reviews.counts;
}

/** Does something with a review; answers the member of the union. */
export async function work(client: Client, command: string, input: Record<string, unknown>): Promise<any> {
  const type = `${command[0]!.toUpperCase()}${command.slice(1)}`;
  const taken = /assign|release/.test(command) ? '... on ReviewTaken { assignee message }' : '';
  const closed = /note/.test(command) ? '' : '... on ReviewClosed { closed { as by } }';
  const data = await ask(
    client,
    `mutation ($input: ${type}Input!) { ${command}(input: $input) {
      __typename ... on ReviewUpdated { reviewId review { ${REVIEW} } } ${taken} ${closed}
      ... on NotFound { id } ... on InvalidInput { problems { path message } } ... on IdempotencyConflict { inFlight }
    } }`,
    { input },
  );
  return data[command];
}

/** Records a decision that waits for a person; answers its id. */
export async function undecided(engine: Client, personId: string, claimId: string, more: object = {}): Promise<string> {
  return decided(engine, { personId, claimIds: [claimId], outcome: 'REVIEW', ...more });
}

/** One of the claims about a person, for a decision to cite. */
export async function claimOf(client: Client, personId: string): Promise<string> {
  const { person } = await ask(client, 'query ($id: ID!) { person(id: $id) { lineage { id } } }', { id: personId });
  return person.lineage[0].id;
}
