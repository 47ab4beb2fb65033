import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { give, post, registerStandard, saying, signed } from '../verification/vendors/support.ts';
import { tablesWith, erased, statusOf, whole } from './support.ts';

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
  expect((await statusOf(hub, id)).systems).toMatchObject([{ state: 'ACKNOWLEDGED' }, { state: 'OVERDUE' }]);
  await ask(officer, ACKNOWLEDGE, { id, system: 'onboarding' });
  expect((await ask(officer, OVERDUE)).erasures.edges).toEqual([]);
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
