import type { Environment } from '../environment.ts';
import { RECORD_MUTATION, changeOf } from '../load/record-mutation.ts';
import {
  ACTORS,
  type CHECK_KINDS,
  PURPOSES,
  checkInput,
  consentInput,
  decisionInput,
  verificationInput,
} from './case.ts';
import { SOURCES, inventPerson } from './people.ts';

const REQUEST = `mutation Request($input: RequestVerificationInput!) {
  requestVerification(input: $input) {
    __typename ... on VerificationRequested { verificationId verification { checks { id kind } } }
  }
}`;
const RESULT = 'mutation Result($input: RecordCheckResultInput!) { recordCheckResult(input: $input) { __typename } }';
const DECIDE = 'mutation Decide($input: RecordDecisionInput!) { recordDecision(input: $input) { __typename } }';
const GRANT = 'mutation Grant($input: GrantConsentInput!) { grantConsent(input: $input) { __typename } }';
const CLAIMS = `query Claims($id: ID!) { person(id: $id) { records { system { id } claims { id field } } } }`;

interface Recorded {
  recordPerson: { outcome: string; person: { id: string } };
}
interface Requested {
  requestVerification: {
    verificationId: string;
    verification: { checks: { id: string; kind: (typeof CHECK_KINDS)[number] }[] };
  };
}
interface Claims {
  person: { records: { system: { id: string }; claims: { id: string; field: string }[] }[] };
}

/** Clients that record at once; the hub derives the same people whatever the order. */
const CLIENTS = 8;

/** Records the first invented people, and all that happens to them, as their systems would: of each one mutation after the other. */
export async function recordCases(environment: Environment, url: string, people: number): Promise<void> {
  const send = sender(environment, url);
  await forEachNumber(people, async (number) => {
    const invented = inventPerson(number);
    let personId = '';
    for (const source of SOURCES) {
      const recorded = await send<Recorded>(source, RECORD_MUTATION, { input: invented[source] });
      personId = recorded.recordPerson.person.id;
    }
    const { person } = await send<Claims>('onboarding', CLAIMS, { id: personId });
    const cited = person.records
      .find(({ system }) => system.id === SOURCES.at(-1))!
      .claims.find(({ field }) => field === 'NAME')!.id;
    const { requestVerification } = await send<Requested>(ACTORS.verification, REQUEST, {
      input: verificationInput(personId),
    });
    for (const { id, kind } of requestVerification.verification.checks) {
      await send(ACTORS.result, RESULT, { input: checkInput(kind, id, cited, new Date()) });
    }
    await send(ACTORS.decision, DECIDE, { input: decisionInput(personId, requestVerification.verificationId, cited) });
    for (const purpose of PURPOSES) await send(ACTORS.consent, GRANT, { input: consentInput(personId, purpose) });
  });
}

/** Changes a record of each of the first invented people. Throws when that is no change of a record that is there. */
export async function recordChanges(environment: Environment, url: string, people: number): Promise<void> {
  const send = sender(environment, url);
  await forEachNumber(people, async (number) => {
    const { source, input } = changeOf(number, 0);
    const { recordPerson } = await send<Recorded>(source, RECORD_MUTATION, { input });
    if (recordPerson.outcome !== 'UPDATED') throw new Error(`An invented change was ${recordPerson.outcome}.`);
  });
}

/** Works through the numbers below `count`, some at once. */
async function forEachNumber(count: number, work: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      await work(next - 1);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
}

/** Sends operations in the name of systems. Throws when one is refused. */
function sender(environment: Environment, url: string) {
  return async <Data>(system: string, query: string, variables: unknown): Promise<Data> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await environment.token(system)}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as {
      data?: Record<string, { __typename?: string }>;
      errors?: unknown;
    };
    const outcome = Object.values(data ?? {})[0]?.__typename ?? '';
    if (errors || !data || /NotFound|InvalidInput|Conflict|NotOwned|Illegal/.test(outcome)) {
      throw new Error(`An invented case was refused: ${JSON.stringify(errors ?? data)}`);
    }
    return data as Data;
  };
}
