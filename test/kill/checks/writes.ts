import type { Vault } from '../../../src/kernel/vault.ts';
import type { Mutation, Write } from '../writes.ts';
import type { EventRow, Found } from './database.ts';
import { type Check, differences } from './report.ts';

/** Whether all that was acknowledged is there, once, with the outcome that was acknowledged. */
export function checkWrites(writes: readonly Write[], found: Found, vault: Vault): Check[] {
  const acknowledged = writes.filter(({ answer }) => answer !== undefined);
  const answers = (...mutations: Mutation[]) =>
    acknowledged.filter(({ mutation }) => mutations.includes(mutation)).map(({ answer }) => answer!);
  const consents = answers('grantConsent', 'withdrawConsent');
  const once = (name: string, inDatabase: readonly string[], expected: readonly string[]): Check => ({
    name,
    looked: expected.length,
    missing: differences(inDatabase, expected),
  });

  return [
    {
      name: 'every write was acknowledged in the end',
      looked: writes.length,
      missing: writes
        .filter(({ answer, refused }) => !answer && !refused)
        .map(({ key, mutation, attempts }) => `${mutation} ${key} after ${attempts} attempts`),
    },
    once(
      'each key was used once, and its answer is kept',
      found.keys,
      acknowledged.map(({ key }) => vault.mark('idempotency', key)),
    ),
    once(
      'each record was written as often as acknowledged, with the outcome acknowledged',
      writesOfRecords(found.events).map(({ data }) => `record ${String(data['recordId'])} ${String(data['outcome'])}`),
      [
        ...answers('recordPerson').map(({ recordId, outcome }) => `record ${String(recordId)} ${String(outcome)}`),
        ...answers('forgetRecord').map(({ recordId }) => `record ${String(recordId)} FORGOTTEN`),
      ],
    ),
    once(
      'each verification was requested once',
      found.verifications.map(({ id }) => id),
      answers('requestVerification').map(({ verificationId }) => String(verificationId)),
    ),
    once(
      'each result of a check was applied once',
      [...found.passedChecks.map((id) => `${id} APPLIED`), ...applied(found.events)],
      answers('recordCheckResult').flatMap(({ checkId, outcome }) => [
        `${String(checkId)} ${String(outcome)}`,
        `event of ${String(checkId)}`,
      ]),
    ),
    once(
      'each decision was recorded once',
      found.decisions.map(({ id }) => id),
      answers('recordDecision').map(({ decisionId }) => String(decisionId)),
    ),
    once(
      'each statement about a consent was recorded once',
      [...statements(found.events), `${found.consentStatements} statements`],
      [
        ...consents.map(({ consentId, applied: took }) => `${String(consentId)} late ${!took}`),
        `${consents.length} statements`,
      ],
    ),
  ];
}

function writesOfRecords(events: readonly EventRow[]): EventRow[] {
  return events.filter(
    ({ type, data }) => /\.identity\.(created|updated|deleted)\./.test(type) && data['recordId'] !== undefined,
  );
}

function applied(events: readonly EventRow[]): string[] {
  return events.flatMap(({ data: { checkId } }) => (typeof checkId === 'string' ? [`event of ${checkId}`] : []));
}

function statements(events: readonly EventRow[]): string[] {
  return events.flatMap(({ type, data }) =>
    type.includes('.consent.') ? [`${String(data['consentId'])} late ${String(data['late'])}`] : [],
  );
}
