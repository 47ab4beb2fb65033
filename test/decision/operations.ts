import type { Client, TestHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';

const RECORD = /* GraphQL */ `
  mutation ($input: RecordDecisionInput!) {
    recordDecision(input: $input) {
      __typename
      ... on DecisionRecorded {
        decisionId
        decision {
          id
          outcome
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

/** What an engine would send, without evidence. */
export const DECISION = {
  subject: 'onboarding',
  outcome: 'APPROVE',
  reasons: [{ code: 'ALL_CHECKS_PASSED' }],
  policy: { name: 'onboarding', version: '3.2.0' },
  inputs: { age: 41, country: 'CH' },
};

/** Records a decision; answers the member of the union. */
export async function decide(client: Client, input: Record<string, unknown>): Promise<any> {
  return (await ask(client, RECORD, { input: { ...DECISION, ...input } })).recordDecision;
}

/** Records a decision that must be taken in; answers its id. */
export async function decided(client: Client, input: Record<string, unknown>): Promise<string> {
  const outcome = await decide(client, input);
  if (outcome.__typename !== 'DecisionRecorded') throw new Error(JSON.stringify(outcome));
  return outcome.decisionId;
}

/** The clients that a decision needs: one that writes people, and one that decides. */
export interface Desk {
  crm: Client;
  engine: Client;
}

/** Opens both. */
export async function openDesk(hub: TestHub): Promise<Desk> {
  const [crm, engine] = await Promise.all([hub.as('crm'), hub.as('decision')]);
  return { crm, engine };
}

/** A person with evidence to cite. */
export interface Subject {
  personId: string;
  claimIds: string[];
  verificationId: string;
}

let people = 0;

/** A new person with a name and an e-mail address, and a verification that was requested. */
export async function newSubject({ crm }: Desk, emails?: readonly { value: string }[]): Promise<Subject> {
  people += 1;
  const personId = await recorded(crm, {
    externalId: `decision-${people}`,
    name: { given: 'Ada', family: 'Lovelace' },
    emails: emails ?? [{ value: `decision-${people}@example.com` }],
  });
  const [{ person }, verificationId] = await Promise.all([
    ask(crm, 'query ($id: ID!) { person(id: $id) { lineage { id } } }', { id: personId }),
    requestVerification(crm, personId),
  ]);
  return { personId, claimIds: person.lineage.map(({ id }: { id: string }) => id), verificationId };
}

/** Asks for a verification of a person; answers its id. */
export async function requestVerification(client: Client, personId: string): Promise<string> {
  const { requestVerification: requested } = await ask(
    client,
    `mutation ($input: RequestVerificationInput!) {
      requestVerification(input: $input) { ... on VerificationRequested { verificationId } }
    }`,
    { input: { personId, checks: [{ kind: 'DOCUMENT' }] } },
  );
  return requested.verificationId;
}

/** Two people with evidence, who turn out to be one when `join` is called; it answers the id that stays. */
export async function twoSubjects(desk: Desk): Promise<{ subjects: [Subject, Subject]; join(): Promise<string> }> {
  const emails = [0, 1].map(() => ({ value: `joined-decision-${(people += 1)}@example.com` }));
  const one = await newSubject(desk, [emails[0]!]);
  const other = await newSubject(desk, [emails[1]!]);
  const join = (): Promise<string> => recorded(desk.crm, { externalId: `joined-${(people += 1)}`, emails });
  return { subjects: [one, other], join };
}
