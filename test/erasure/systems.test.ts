import { afterAll, beforeAll, expect, test } from 'vitest';
import { grant } from '../consent/operations.ts';
import { testClock } from '../support/clock.ts';
import { type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { give, post, registerStandard, saying, signed } from '../verification/vendors/support.ts';
import { erase, erased, reached, statusOf, tablesWith, whole } from './support.ts';

const clock = testClock();
let hub: TestHub;
beforeAll(async () => {
  hub = await createHub({ clock });
});
afterAll(() => hub[Symbol.asyncDispose]());

const ACKNOWLEDGE =
  'mutation ($id: ID!, $system: String) { acknowledgeErasure(input: { erasureId: $id, system: $system }) { __typename } }';
const OVERDUE = '{ erasures(overdue: true) { edges { node { id } } } }';

test('a system that held a record is asked, is overdue when it does not answer, and sees no other', async () => {
  const { personId } = await whole(hub, 'Quirin');
  const { id } = await erased(hub, personId);
  expect((await statusOf(hub, id, 'crm')).systems).toEqual([{ system: 'crm', because: 'RECORD', state: 'PENDING' }]);
  expect(await statusOf(hub, id, 'marketing')).toBeNull();
  expect(await ask(await hub.as('marketing'), ACKNOWLEDGE, { id })).toEqual({
    acknowledgeErasure: { __typename: 'NotFound' },
  });
  const other = await (await hub.as('crm')).query(ACKNOWLEDGE, { id, system: 'onboarding' });
  expect(other.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  expect(await ask(await hub.as('crm'), ACKNOWLEDGE, { id })).toEqual({
    acknowledgeErasure: { __typename: 'ErasureAcknowledged' },
  });
  const officer = await hub.as('privacy_officer');
  expect((await ask(officer, OVERDUE)).erasures.edges).toEqual([]);
  clock.advance(31 * 86_400_000);
  expect((await ask(officer, OVERDUE)).erasures.edges).toEqual([{ node: { id } }]);
  expect((await statusOf(hub, id)).systems).toMatchObject([
    { state: 'ACKNOWLEDGED' },
    { state: 'OVERDUE' },
    { system: 'workflow', because: 'READ' },
  ]);
  for (const system of ['onboarding', 'workflow']) await ask(officer, ACKNOWLEDGE, { id, system });
  expect((await ask(officer, OVERDUE)).erasures.edges).toEqual([]);
});

test('a system that read the person, or heard of it, is asked like one that held a record', async () => {
  const { personId } = await whole(hub, 'Ulla');
  await grant(await hub.as('onboarding'), { personId });
  const NAME = 'query ($id: ID!) { person(id: $id) { name { full } } }';
  const [marketing, support, steward, analytics, hr] = await Promise.all(
    ['marketing', 'support', 'privacy_officer', 'analytics', 'hr'].map((system) => hub.as(system)),
  );
  for (const reader of [marketing!, support!, steward!]) await ask(reader, NAME, { id: personId });
  const HEARD = `subscription ($types: [String!], $id: ID!) { events(types: $types, personId: $id, after: "earliest") { type data } }`;
  const listener = analytics!.subscribe(HEARD, { types: ['identity.created'], id: personId });
  expect((await listener.next()).value).toMatchObject({ data: { events: { type: expect.any(String) } } });
  const asked = hr!.subscribe(HEARD, { types: ['erasure.requested', 'identity.deleted'], id: personId });
  const id = await erase(hub, personId);
  for (const _ of [1, 2]) await asked.next();
  const { systems } = await reached(hub, id);
  expect(systems).toMatchObject([
    { system: 'analytics', because: 'READ', state: 'PENDING' },
    { system: 'crm', because: 'RECORD' },
    { system: 'marketing', because: 'READ' },
    { system: 'onboarding', because: 'RECORD' },
    { system: 'support', because: 'READ' },
    { system: 'workflow', because: 'READ' },
  ]);
  expect(await statusOf(hub, id, 'marketing')).toMatchObject({ systems: [{ system: 'marketing' }] });
  await ask(marketing!, ACKNOWLEDGE, { id });
  expect((await statusOf(hub, id, 'marketing')).systems).toMatchObject([{ state: 'ACKNOWLEDGED' }]);
});

test('what a vendor says of somebody who was erased is acknowledged, and kept nowhere', async () => {
  const person = await whole(hub, 'Rosa');
  await registerStandard(await hub.as('administrator'), 'acme');
  await give(hub, person.checkId, 'acme', 'reference-1');
  await erased(hub, person.personId);
  const now = clock.now();
  const late = saying('reference-1', now, { reasonCodes: ['LATE_ROSA'] });
  expect(await post(hub, 'acme', signed(late, now))).toMatchObject({ status: 200 });
  expect(await tablesWith(hub.database.url, 'webhook.dropped')).toContain('log.event');
  expect(await tablesWith(hub.database.url, 'LATE_ROSA')).toEqual([]);
  const { vendorMessages } = await ask(
    await hub.as('administrator'),
    '{ vendorMessages(vendor: "acme") { edges { cursor } } }',
  );
  expect(vendorMessages.edges).toEqual([]);
});
