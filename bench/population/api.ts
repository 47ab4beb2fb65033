import type { Environment } from '../environment.ts';
import { RECORD_MUTATION } from '../load/record-mutation.ts';
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
  recordPerson: { person: { id: string } };
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

/** Records the first invented people, and all that happens to them, as their systems would: one mutation after the other. */
export async function recordCases(environment: Environment, url: string, people: number): Promise<void> {
  const send = async <Data>(system: string, query: string, variables: unknown): Promise<Data> => {
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

  for (let number = 0; number < people; number += 1) {
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
  }
}
