import type { Client } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';

/** A verification that was requested, with its checks. */
export interface Requested {
  id: string;
  checks: { id: string; kind: string }[];
}

/** A member of one of the unions: it has those of the fields that `__typename` has. */
export interface Outcome {
  __typename: string;
  outcome: string;
  verificationId: string;
  verification: Requested & Record<string, unknown>;
  problems: { path: string; message: string }[];
}

const REQUEST = /* GraphQL */ `
  mutation ($input: RequestVerificationInput!) {
    requestVerification(input: $input) {
      __typename
      ... on VerificationRequested {
        verificationId
        verification {
          id
          status
          requestedBy
          expiresAt
          checks {
            id
            kind
            status
            vendor
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

const RESULT = /* GraphQL */ `
  mutation ($input: RecordCheckResultInput!) {
    recordCheckResult(input: $input) {
      __typename
      ... on CheckResultRecorded {
        outcome
        verificationId
        checkId
        verification {
          id
          status
          completedAt
          expiresAt
        }
        check {
          id
          status
        }
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
    }
  }
`;

const CANCEL = /* GraphQL */ `
  mutation ($input: CancelVerificationInput!) {
    cancelVerification(input: $input) {
      __typename
      ... on VerificationCancelled {
        verificationId
        verification {
          id
          status
          cancelReason
          completedAt
          expiresAt
        }
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
    }
  }
`;

/** Requests a verification; answers the member of the union. */
export async function request(client: Client, input: Record<string, unknown>): Promise<Outcome> {
  return (await ask(client, REQUEST, { input })).requestVerification;
}

/** Requests a verification that must be taken in, with a check of each kind. */
export async function requested(
  client: Client,
  personId: string,
  kinds: readonly string[] = ['DOCUMENT'],
  more: Record<string, unknown> = {},
): Promise<Requested> {
  const outcome = await request(client, { personId, checks: kinds.map((kind) => ({ kind })), ...more });
  if (outcome.__typename !== 'VerificationRequested') throw new Error(JSON.stringify(outcome));
  return outcome.verification;
}

/** Records a result, PASSED by default; answers the member of the union. */
export async function answer(client: Client, checkId: string, input: Record<string, unknown> = {}): Promise<Outcome> {
  const bare = { checkId, status: 'PASSED', method: 'document_ocr', traceId: 'trace-1' };
  return (await ask(client, RESULT, { input: { ...bare, ...input } })).recordCheckResult;
}

/** Says that a check has begun; answers the member of the union. */
export function begin(client: Client, checkId: string, input: Record<string, unknown> = {}): Promise<Outcome> {
  return answer(client, checkId, { status: 'IN_PROGRESS', method: undefined, traceId: undefined, ...input });
}

/** Calls a verification off; answers the member of the union. */
export async function cancel(
  client: Client,
  verificationId: string,
  input: Record<string, unknown> = {},
): Promise<Outcome> {
  return (await ask(client, CANCEL, { input: { verificationId, reason: 'Asked by mistake.', ...input } }))
    .cancelVerification;
}

/** Where a verification stands. */
export async function statusOf(client: Client, id: string): Promise<string> {
  return (await ask(client, 'query ($id: ID!) { verification(id: $id) { status } }', { id })).verification.status;
}

let settled = 0;

/** Waits until the subgraph knows of all that was acknowledged so far: a person it has not heard of makes it catch up. */
export async function settle(client: Client): Promise<void> {
  settled += 1;
  await requested(client, await recorded(client, { externalId: `settle-${settled}`, gender: 'OTHER' }));
}
