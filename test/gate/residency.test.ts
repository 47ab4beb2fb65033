import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';

let hub: TestHub;
let crm: Client;
let officer: Client;
let admin: Client;

beforeAll(async () => {
  hub = await createHub({ env: { REGION: 'us' } });
  [crm, officer, admin] = await Promise.all([hub.as('crm'), hub.as('privacy_officer'), hub.as('administrator')]);
  for (const region of ['eu', 'us']) {
    await ask(
      admin,
      'mutation ($input: RegisterSystemInput!) { registerSystem(input: $input) { ... on SystemRegistered { system { region } } } }',
      { input: { id: `shop-${region}`, kind: 'CRM', name: region, region, purposes: ['customer-service'] } },
    );
  }
});
afterAll(() => hub[Symbol.asyncDispose]());

const READ = 'query ($id: ID!) { person(id: $id) { regions name { full } locale } }';

async function shop(region: 'eu' | 'us'): Promise<Client> {
  return hub.as(`shop-${region}`, ['person:read', 'person:write']);
}

async function rule(dataClasses: readonly string[]): Promise<void> {
  await ask(
    officer,
    'mutation ($input: SetResidencyRuleInput!) { setResidencyRule(input: $input) { ... on ResidencyRuleSet { home } } }',
    { input: { home: 'eu', reader: 'us', dataClasses } },
  );
}

test('what is held in another region is kept back, but for what a rule lets be read from here', async () => {
  const id = await recorded(await shop('eu'), { externalId: '1', name: { full: 'Eda Berg' }, locale: 'de-DE' });
  const refused: any = await crm.query(READ, { id });
  expect(refused.data.person).toEqual({ regions: ['eu'], name: null, locale: null });
  expect(refused.extensions.withheld.map(({ field, reason }: any) => [field, reason])).toEqual([
    ['Person.locale', 'RESIDENCY'],
    ['Person.name', 'RESIDENCY'],
  ]);
  await rule(['PREFERENCES']);
  await expect.poll(async () => (await crm.query(READ, { id })).data.person.locale).toBe('de-DE');
  expect((await crm.query(READ, { id })).data.person.name).toBeNull();
  await rule([]);
  await expect.poll(async () => (await crm.query(READ, { id })).data.person.locale).toBeNull();
});

test('what is held here is read, until a record of it is held elsewhere too', async () => {
  const both = { name: { full: 'Uta Stein' }, emails: [{ value: 'uta@example.org' }], birthDate: '1980-05-17' };
  const id = await recorded(await shop('us'), { externalId: '2', ...both });
  expect((await crm.query(READ, { id })).data.person).toMatchObject({ regions: ['us'], name: { full: 'Uta Stein' } });
  expect(await recorded(await shop('eu'), { externalId: '2', ...both })).toBe(id);
  expect((await crm.query(READ, { id })).data.person).toMatchObject({ regions: ['eu', 'us'], name: null });
});

test('somebody may say where a person is held, whatever the systems say, and take it back', async () => {
  const id = await recorded(await shop('eu'), { externalId: '3', name: { full: 'Ole Dahl' } });
  const assign = (region: string | null) =>
    ask(
      officer,
      'mutation ($input: AssignRegionInput!) { assignRegion(input: $input) { __typename ... on InvalidInput { problems { path } } } }',
      { input: { personId: id, region } },
    );
  expect((await assign('us')).assignRegion).toEqual({ __typename: 'RegionAssigned' });
  expect((await crm.query(READ, { id })).data.person).toMatchObject({ regions: ['us'], name: { full: 'Ole Dahl' } });
  await assign(null);
  expect((await crm.query(READ, { id })).data.person.name).toBeNull();
  expect((await assign('no region')).assignRegion).toEqual({
    __typename: 'InvalidInput',
    problems: [{ path: 'region' }],
  });
});

test('what was said of one of two people before they were one does not outlive what is said of both', async () => {
  const assign = (personId: string, region: string | null) =>
    ask(officer, 'mutation ($input: AssignRegionInput!) { assignRegion(input: $input) { __typename } }', {
      input: { personId, region },
    });
  const emails = [{ value: 'doppelt1@example.org' }, { value: 'doppelt2@example.org' }];
  const one = await recorded(crm, { externalId: 'd-1', emails: [emails[0]] });
  const other = await recorded(crm, { externalId: 'd-2', emails: [emails[1]], locale: 'de-DE' });
  await assign(one, 'us');
  await assign(other, 'eu');
  const id = await recorded(crm, { externalId: 'd-3', emails });
  expect(id).toBe(one);
  expect((await crm.query(READ, { id })).data.person).toEqual({ regions: ['eu', 'us'], name: null, locale: null });
  await assign(id, 'us');
  expect((await crm.query(READ, { id })).data.person).toMatchObject({ regions: ['us'], locale: 'de-DE' });
  await assign(other, 'eu');
  expect((await crm.query(READ, { id })).data.person).toMatchObject({ regions: ['eu'], locale: null });
  await assign(id, null);
  expect((await crm.query(READ, { id })).data.person).toMatchObject({ regions: [], locale: 'de-DE' });
});

test('a rule within one region is refused', async () => {
  const { setResidencyRule } = await ask(
    officer,
    'mutation { setResidencyRule(input: { home: "eu", reader: "eu", dataClasses: [] }) { ... on InvalidInput { problems { path } } } }',
  );
  expect(setResidencyRule).toEqual({ problems: [{ path: 'reader' }] });
});
