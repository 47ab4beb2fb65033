import type { Client } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';

const RECORDED = '... on ConsentRecorded { consentId eventId applied consent { id status } } ... on NotFound { id }';

const OUTCOMES: Readonly<Record<string, string>> = {
  grantConsent: RECORDED,
  refuseConsent: RECORDED,
  withdrawConsent: RECORDED,
  recordGlobalPrivacyControl: '... on GlobalPrivacyControlRecorded { purposes eventIds } ... on NotFound { id }',
  registerPurpose: '... on PurposeRegistered { purposeId purpose { id } }',
  retirePurpose: '... on PurposeRetired { purposeId purpose { id retiredAt } } ... on NotFound { id }',
};

/** What a form would send. */
const FORM = { purpose: 'marketing', method: 'web_form' };

/** Grants a consent; answers the member of the union. */
export function grant(client: Client, input: Record<string, unknown>): Promise<any> {
  return send(client, 'grantConsent', 'GrantConsentInput', {
    ...FORM,
    noticeVersion: '2026-01',
    language: 'en',
    ...input,
  });
}

/** Records a no; answers the member of the union. */
export function refuse(client: Client, input: Record<string, unknown>): Promise<any> {
  return send(client, 'refuseConsent', 'RefuseConsentInput', { ...FORM, ...input });
}

/** Tells of `Sec-GPC: 1`; answers the member of the union. */
export function signal(client: Client, input: Record<string, unknown>): Promise<any> {
  return send(client, 'recordGlobalPrivacyControl', 'RecordGlobalPrivacyControlInput', input);
}

/** Withdraws a consent; answers the member of the union. */
export function withdraw(client: Client, input: Record<string, unknown>): Promise<any> {
  return send(client, 'withdrawConsent', 'WithdrawConsentInput', { ...FORM, ...input });
}

/** Registers a purpose; answers the member of the union. */
export function registerPurpose(client: Client, input: Record<string, unknown>): Promise<any> {
  const purpose = { name: 'A purpose', legalBasis: 'CONSENT', dataClasses: ['CONTACT'], ...input };
  return send(client, 'registerPurpose', 'RegisterPurposeInput', purpose);
}

/** Retires a purpose; answers the member of the union. */
export function retirePurpose(client: Client, input: Record<string, unknown>): Promise<any> {
  return send(client, 'retirePurpose', 'RetirePurposeInput', input);
}

async function send(client: Client, mutation: string, type: string, input: Record<string, unknown>): Promise<any> {
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) {
    __typename ${OUTCOMES[mutation]} ... on InvalidInput { problems { path message } } ... on IdempotencyConflict { inFlight }
  } }`;
  return (await ask(client, text, { input }))[mutation];
}

/** A person's consents with their histories, as a client sees them. */
export async function consentsOf(client: Client, personId: string): Promise<any[]> {
  const { person } = await ask(
    client,
    `query ($id: ID!) {
      person(id: $id) {
        consents {
          id purpose status expiresAt changedAt person { id }
          history {
            action noticeVersion language method jurisdiction expiresAt occurredAt recordedAt recordedBy late
          }
        }
      }
    }`,
    { id: personId },
  );
  return person.consents;
}

let people = 0;

/** A new person, known to the client's system. */
export function newPerson(client: Client): Promise<string> {
  people += 1;
  return recorded(client, { externalId: `consent-${people}`, emails: [{ value: `consent-${people}@example.com` }] });
}

/** Two people who turn out to be one when `join` is called; it answers the id that stays. */
export async function twoPeople(client: Client): Promise<{ ids: [string, string]; join(): Promise<string> }> {
  const emails = [0, 1].map(() => ({ value: `joined-${(people += 1)}@example.com` }));
  const write = (externalId: string, of: readonly { value: string }[]): Promise<string> =>
    recorded(client, { externalId, emails: of });
  const [one, other] = emails as [{ value: string }, { value: string }];
  const ids: [string, string] = [await write(`a-${one.value}`, [one]), await write(`b-${one.value}`, [other])];
  return { ids, join: () => write(`c-${one.value}`, [one, other]) };
}
