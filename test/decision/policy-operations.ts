import type { Client } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { policyOf } from '../policies/support.ts';

const ANSWER = /* GraphQL */ `
  __typename
  ... on PolicyChanged {
    name
    version
    policy {
      state
    }
  }
  ... on SecondPersonNeeded {
    message
  }
  ... on IllegalTransition {
    from
    to
    message
  }
  ... on NotFound {
    id
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
`;

/** Writes a policy; answers the member of the union. */
export async function draft(client: Client, input: Record<string, unknown>): Promise<any> {
  // Not every answer has every member of the union.
  const fields = ANSWER.replace(/\.\.\. on SecondPersonNeeded \{\s+message\s+\}/, '');
  const query = `mutation ($input: DraftPolicyInput!) { draftPolicy(input: $input) { ${fields} } }`;
  return (await ask(client, query, { input })).draftPolicy;
}

/** Submits, publishes or retires a version; answers the member of the union. */
export async function step(
  client: Client,
  name: 'submitPolicy' | 'publishPolicy' | 'retirePolicy',
  input: { name: string; version: number; idempotencyKey?: string },
): Promise<any> {
  const fields =
    name === 'publishPolicy' ? ANSWER : ANSWER.replace(/\.\.\. on SecondPersonNeeded \{\s+message\s+\}/, '');
  const query = `mutation ($input: PolicyStepInput!) { ${name}(input: $input) { ${fields} } }`;
  return (await ask(client, query, { input }))[name];
}

/** Publishes a new version of a policy; answers its number. */
export async function publish(client: Client, name: string, content: unknown): Promise<number> {
  const outcomes = [await draft(client, { name, content })];
  const [{ version }] = outcomes;
  outcomes.push(await step(client, 'submitPolicy', { name, version }));
  outcomes.push(await step(client, 'publishPolicy', { name, version }));
  for (const outcome of outcomes) if (outcome.__typename !== 'PolicyChanged') throw new Error(JSON.stringify(outcome));
  return version;
}

/** A policy that approves from an age on, rejects below it and says nothing where the score is 0.5. */
export function adults(limit = 18, more: Record<string, unknown> = {}): any {
  const inputs = { age: { type: 'number', min: 0, max: 150 }, score: { type: 'number', min: 0, max: 1 } };
  return policyOf(
    inputs,
    [
      { id: 'adult', cells: { age: `>= ${limit}`, score: '> 0.5' } },
      { id: 'minor', cells: { age: `< ${limit}`, score: '> 0.5' }, outcome: '"REJECT"', reasons: '["NO", "OK"]' },
    ],
    more,
  );
}

const DECIDE = /* GraphQL */ `
  mutation ($input: DecideInput!) {
    decide(input: $input) {
      __typename
      ... on DecisionRecorded {
        decisionId
        decision {
          outcome
          reasons {
            code
            text
          }
          matchedRules
          engine
          policy {
            name
            version
          }
        }
      }
      ... on NotFound {
        id
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
    }
  }
`;

/** Decides by a policy; answers the member of the union. */
export async function decideBy(client: Client, input: Record<string, unknown>): Promise<any> {
  return (await ask(client, DECIDE, { input: { subject: 'onboarding', policy: 'adults', ...input } })).decide;
}

/** Ends the only check of a verification. */
export async function endCheck(
  vendor: Client,
  verificationId: string,
  result: { status: string; validUntil?: string } = { status: 'PASSED' },
): Promise<void> {
  const { verification } = await ask(vendor, 'query ($id: ID!) { verification(id: $id) { checks { id } } }', {
    id: verificationId,
  });
  for (const { id } of verification.checks) {
    const { recordCheckResult } = await ask(
      vendor,
      'mutation ($input: RecordCheckResultInput!) { recordCheckResult(input: $input) { __typename } }',
      { input: { checkId: id, method: 'ocr', traceId: `t-${id}`, ...result } },
    );
    if (recordCheckResult.__typename !== 'CheckResultRecorded') throw new Error(JSON.stringify(recordCheckResult));
  }
}
