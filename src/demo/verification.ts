import { type HubClient, expectOutcome } from './client.ts';
import type { DemoPerson } from './lineage.ts';

const REQUEST = /* GraphQL */ `
  mutation ($input: RequestVerificationInput!) {
    requestVerification(input: $input) {
      __typename
      ... on VerificationRequested {
        verificationId
        verification {
          checks {
            id
            kind
          }
        }
      }
    }
  }
`;

const RECORD_RESULT = /* GraphQL */ `
  mutation ($input: RecordCheckResultInput!) {
    recordCheckResult(input: $input) {
      __typename
      ... on CheckResultRecorded {
        outcome
      }
    }
  }
`;

const WATCH = /* GraphQL */ `
  subscription ($verificationId: ID!) {
    verificationStatusChanged(verificationId: $verificationId, after: "earliest") {
      type
      status
      verification {
        checks {
          kind
          status
        }
      }
    }
  }
`;

/** What a watcher hears of a verification. */
export interface Change {
  type: string;
  status: string;
  verification: { checks: { kind: string; status: string }[] };
}

interface Requested {
  __typename: 'VerificationRequested';
  verificationId: string;
  verification: { checks: { id: string; kind: string }[] };
}

/**
 * Requests a verification and completes it as the vendor would, a step for each change that the watcher heard. The
 * watcher begins at the oldest event that is kept, so it misses nothing however late it comes.
 * @param heard told of each change, as it arrives over the WebSocket
 * @returns the verification's id
 */
export async function verify(
  person: DemoPerson,
  { requester, vendor, watcher }: Record<'requester' | 'vendor' | 'watcher', HubClient>,
  heard: (change: Change) => Promise<void>,
): Promise<string> {
  const input = { personId: person.id, checks: [{ kind: 'DOCUMENT' }, { kind: 'SANCTIONS' }] };
  const answer = await requester.ask<{ requestVerification: { __typename: string } }>(REQUEST, { input });
  const requested = expectOutcome<Requested>(answer.requestVerification, 'VerificationRequested');
  const { verificationId } = requested;
  const steps = vendorSteps(person, requested.verification.checks);
  const changes = watcher.subscribe<{ verificationStatusChanged: Change }>(WATCH, { verificationId });
  for await (const { verificationStatusChanged: change } of changes) {
    await heard(change);
    if (change.status === 'VERIFIED') break;
    const step = steps.shift();
    if (!step) continue;
    const result = await vendor.ask<{ recordCheckResult: { __typename: string } }>(RECORD_RESULT, { input: step });
    expectOutcome(result.recordCheckResult, 'CheckResultRecorded');
  }
  return verificationId;
}

/** What the vendor reports: it began, the document is good and confirms two values, no list has the person. */
function vendorSteps(
  { lineage }: DemoPerson,
  checks: readonly { id: string; kind: string }[],
): Record<string, unknown>[] {
  const checkOf = (kind: string): string => checks.find((check) => check.kind === kind)!.id;
  const confirmed = lineage.filter(({ field, chosen }) => chosen && (field === 'NAME' || field === 'BIRTH_DATE'));
  return [
    { checkId: checkOf('DOCUMENT'), status: 'IN_PROGRESS', method: 'document_ocr', traceId: 'vendor-4711' },
    {
      checkId: checkOf('DOCUMENT'),
      status: 'PASSED',
      method: 'document_ocr',
      traceId: 'vendor-4711',
      score: 0.97,
      reasonCodes: ['MRZ_MATCH', 'NOT_EXPIRED'],
      confirmedClaimIds: confirmed.map(({ id }) => id),
    },
    {
      checkId: checkOf('SANCTIONS'),
      status: 'PASSED',
      method: 'list_screening',
      traceId: 'vendor-4712',
      score: 1,
      reasonCodes: ['NO_MATCH'],
    },
  ];
}
