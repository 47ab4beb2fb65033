import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';
import { letGo } from '../support/retention.ts';
import { preview, set } from './operations.ts';

const DAY_MS = 86_400_000;
const TERMS = 'id name legalBasis dataClasses uses recipients jurisdictions retentionDays consentDays onMaterialChange';
const clock = testClock();
let hub: TestHub;
let officer: Client;

beforeAll(async () => {
  hub = await createHub({ clock });
  officer = await hub.as('privacy_officer');
});
afterAll(() => hub[Symbol.asyncDispose]());

const purposesOf = async (dataClass: string): Promise<any[]> =>
  (await ask(officer, `{ purposes { ${TERMS} } }`)).purposes.filter((one: any) => one.dataClasses.includes(dataClass));

/** Says for how long a purpose needs its data. */
async function need(purpose: object, retentionDays: number | null): Promise<void> {
  const text = `mutation ($input: RegisterPurposeInput!) { registerPurpose(input: $input) { __typename } }`;
  const { registerPurpose } = await ask(officer, text, { input: { ...purpose, retentionDays } });
  expect(registerPurpose.__typename).toBe('PurposeRegistered');
}

async function policyOf(subject: string): Promise<any> {
  const { retentionPolicies } = await ask(officer, '{ retentionPolicies { subject period purposeDays version } }');
  return retentionPolicies.find((one: any) => one.subject === subject);
}

async function signal(): Promise<void> {
  const personId = await recorded(await hub.as('crm'), { externalId: `p${clock.now().getTime()}`, gender: 'OTHER' });
  const text =
    'mutation ($id: ID!) { recordSignal(input: { personId: $id, kind: LOGIN_FAILED, ip: "192.0.2.1" }) { __typename } }';
  await ask(await hub.as('onboarding'), text, { id: personId });
}

test('data goes when the purpose that needs it longest needs it no more, though its policy would keep it', async () => {
  expect(await policyOf('SIGNALS')).toMatchObject({ period: 'P90D', purposeDays: null });
  const [longest, ...others] = await purposesOf('RISK');
  expect(others.length).toBeGreaterThan(0);
  for (const purpose of others) await need(purpose, 20);
  // One needs it as long as it lasts.
  expect(await policyOf('SIGNALS')).toMatchObject({ purposeDays: null });
  await need(longest, 40);
  const { version } = await policyOf('SIGNALS');
  expect(await policyOf('SIGNALS')).toMatchObject({ period: 'P90D', purposeDays: 40 });

  await signal();
  clock.advance(30 * DAY_MS);
  await signal();
  expect(await preview(officer, { subject: 'SIGNALS' })).toMatchObject({ period: 'P40D', decision: { due: 0 } });
  expect(await letGo(hub, 'SIGNALS')).toMatchObject([{ gone: 0 }]);
  clock.advance(11 * DAY_MS);
  expect(await letGo(hub, 'SIGNALS')).toMatchObject([{ gone: 1, version }]);

  // A policy that is shorter counts, and one that is longer does not.
  await set(officer, { subject: 'SIGNALS', period: 'P10D' });
  expect(await preview(officer, { subject: 'SIGNALS' })).toMatchObject({ period: 'P10D', decision: { due: 1 } });
  await set(officer, { subject: 'SIGNALS', forever: true });
  expect(await preview(officer, { subject: 'SIGNALS' })).toMatchObject({ period: 'P40D', decision: { due: 0 } });
  await set(officer, { subject: 'SIGNALS', period: 'P90D' });

  // What is tried is tried as it is.
  expect(await preview(officer, { subject: 'SIGNALS', period: 'P365D' })).toMatchObject({ period: 'P365D' });

  // Needed as long as the purpose lasts again: it stays.
  await need(longest, null);
  clock.advance(31 * DAY_MS);
  expect(await letGo(hub, 'SIGNALS')).toMatchObject([{ gone: 0 }]);
});

test('a purpose that is retired keeps nothing any more', async () => {
  const before = await purposesOf('EVIDENCE');
  for (const purpose of before) await need(purpose, 50);
  const audits = { id: 'audits', name: 'Audits', legalBasis: 'LEGITIMATE_INTERESTS', dataClasses: ['EVIDENCE'] };
  await need(audits, null);
  expect(await policyOf('EVIDENCE_FILES')).toMatchObject({ period: 'P1825D', purposeDays: null });
  await ask(officer, 'mutation { retirePurpose(input: { id: "audits" }) { __typename } }');
  expect(await policyOf('EVIDENCE_FILES')).toMatchObject({ purposeDays: 50 });
  expect(await preview(officer, { subject: 'EVIDENCE_FILES' })).toMatchObject({ period: 'P50D' });
});

test('purposes that change at once leave what counts for the last of them', async () => {
  const purposes = await purposesOf('DECISION');
  await Promise.all(purposes.map((purpose, at) => need(purpose, 100 + at)));
  const longest = 100 + purposes.length - 1;
  expect(await policyOf('DECISIONS')).toMatchObject({ period: null, purposeDays: longest });
  expect(await preview(officer, { subject: 'DECISIONS' })).toMatchObject({ period: `P${longest}D` });
  const told: string[] = [];
  const stream = officer.subscribe('subscription { events(after: "earliest") { type data } }');
  for await (const { data } of stream) {
    const { type, data: said } = data.events;
    if (type === 'dev.selfsame.retention.set.v1' && said.subject === 'DECISIONS') told.push(said.period);
    if (told.at(-1) === `P${longest}D`) break;
  }
  expect(told.at(-1)).toBe(`P${longest}D`);
});
