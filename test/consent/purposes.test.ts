import { assertEnumType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DATA_CLASSES } from '../../src/kernel/data-classes.ts';
import { api } from '../permissions/schema.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { registerPurpose, retirePurpose } from './operations.ts';

let hub: TestHub;
let officer: Client;

beforeAll(async () => {
  hub = await createHub();
  officer = await hub.as('privacy_officer');
});
afterAll(() => hub[Symbol.asyncDispose]());

const find = async (id: string): Promise<any> => {
  const fields =
    'id name legalBasis dataClasses uses recipients jurisdictions retentionDays consentDays onMaterialChange';
  const { purpose } = await ask(officer, `query ($id: ID!) { purpose(id: $id) { ${fields} retiredAt } }`, { id });
  return purpose;
};

const idsOf = async (all = false): Promise<string[]> => {
  const { purposes } = await ask(officer, `{ purposes(includeRetired: ${all}) { id } }`);
  return purposes.map(({ id }: { id: string }) => id);
};

describe('a purpose', () => {
  test('stands as it was registered, with what was left away as written in the schema', async () => {
    const outcome = await registerPurpose(officer, {
      id: 'profiling',
      name: ' Offers  that fit ',
      dataClasses: ['DECISION', 'IDENTITY', 'IDENTITY'],
      jurisdictions: ['de', 'us-ca'],
      recipients: ['Acme Ads'],
      consentDays: 365,
    });
    expect(outcome).toMatchObject({ __typename: 'PurposeRegistered', purposeId: 'profiling' });
    expect(await find('profiling')).toEqual({
      id: 'profiling',
      name: 'Offers that fit',
      legalBasis: 'CONSENT',
      dataClasses: ['IDENTITY', 'DECISION'],
      uses: [],
      recipients: ['Acme Ads'],
      jurisdictions: ['DE', 'US-CA'],
      retentionDays: null,
      consentDays: 365,
      onMaterialChange: 'STOP',
      retiredAt: null,
    });
  });

  test('is changed by registering it again, all but its basis', async () => {
    await registerPurpose(officer, { id: 'surveys', name: 'Questions' });
    await registerPurpose(officer, { id: 'surveys', name: 'A question a year', retentionDays: 30 });
    expect(await find('surveys')).toMatchObject({ name: 'A question a year', retentionDays: 30 });
    expect(await registerPurpose(officer, { id: 'surveys', legalBasis: 'CONTRACT' })).toEqual({
      __typename: 'InvalidInput',
      problems: [{ path: 'legalBasis', message: 'Expected CONSENT: the basis of a purpose cannot change.' }],
    });
  });

  test('that is retired stays known, and comes back under another name only', async () => {
    await registerPurpose(officer, { id: 'raffle' });
    expect(await retirePurpose(officer, { id: 'raffle' })).toMatchObject({ __typename: 'PurposeRetired' });
    expect(await retirePurpose(officer, { id: 'raffle' })).toMatchObject({ __typename: 'PurposeRetired' });
    expect(await idsOf()).not.toContain('raffle');
    expect(await idsOf(true)).toContain('raffle');
    expect(await registerPurpose(officer, { id: 'raffle' })).toMatchObject({ problems: [{ path: 'id' }] });
  });

  test('that the hub works under itself cannot be retired; one that is not there is not found', async () => {
    expect(await retirePurpose(officer, { id: 'data-governance' })).toMatchObject({ problems: [{ path: 'id' }] });
    expect(await retirePurpose(officer, { id: 'nothing' })).toEqual({ __typename: 'NotFound', id: 'nothing' });
  });

  test.each([
    ['id', { id: 'No Slug' }],
    ['name', { name: '  ' }],
    ['dataClasses', { dataClasses: [] }],
    ['jurisdictions.1', { jurisdictions: ['DE', 'Germany'] }],
    ['recipients.0', { recipients: [' '] }],
    ['retentionDays', { retentionDays: 0 }],
    ['consentDays', { consentDays: 36_501 }],
    ['consentDays', { consentDays: 10, legalBasis: 'CONTRACT' }],
  ])('with a wrong %s is refused, and nothing is stored', async (path, input) => {
    const before = await idsOf(true);
    expect(await registerPurpose(officer, { id: 'wrong', ...input })).toMatchObject({ problems: [{ path }] });
    expect(await idsOf(true)).toEqual(before);
  });
});

test('a hub begins with what it works under, each system of the development set under some of it', async () => {
  await using fresh = await createHub();
  const { purposes } = await ask(await fresh.as('marketing'), '{ purposes { id legalBasis } }');
  expect(purposes).toEqual([
    { id: 'analytics', legalBasis: 'LEGITIMATE_INTERESTS' },
    { id: 'customer-service', legalBasis: 'CONTRACT' },
    { id: 'data-governance', legalBasis: 'LEGAL_OBLIGATION' },
    { id: 'data-subject-rights', legalBasis: 'LEGAL_OBLIGATION' },
    { id: 'identity-verification', legalBasis: 'CONTRACT' },
    { id: 'marketing', legalBasis: 'CONSENT' },
  ]);
  const { systems } = await ask(await fresh.as('steward'), '{ systems { id purposes } }');
  const known = purposes.map(({ id }: { id: string }) => id);
  for (const system of systems) {
    expect(system.purposes.length).toBeGreaterThan(0);
    expect(known).toEqual(expect.arrayContaining(system.purposes));
  }
});

test('the classes of data in the schema are those of the code, in the same words', () => {
  const type = assertEnumType(api.getType('DataClass'));
  expect(Object.fromEntries(type.getValues().map(({ name, description }) => [name, description]))).toEqual(
    DATA_CLASSES,
  );
});
