import { expect, test, vi } from 'vitest';
import { createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { post, registerStandard, settledMessages, signed } from '../verification/vendors/support.ts';

const LETTERS = '{ reviews(kinds: [DEAD_LETTER]) { edges { node { state deadLetter { id vendor } person { id } } } } }';

test('a message of a vendor that cannot be read waits in the queue, by its id, for who looks after vendors', async () => {
  await using hub = await createHub();
  const steward = await hub.as('steward');
  await registerStandard(steward, 'acme');
  await post(hub, 'acme', signed('{', new Date()));
  const [message] = await settledMessages(steward, 'acme', 1);
  expect(message.state).toBe('DEAD');
  await vi.waitFor(async () => {
    const { reviews } = await ask(steward, LETTERS);
    expect(reviews.edges).toEqual([
      { node: { state: 'OPEN', deadLetter: { id: message.id, vendor: 'acme' }, person: null } },
    ]);
  });
  const reader = await hub.as('steward', ['review:read', 'decision:read', 'match:read']);
  expect((await ask(reader, '{ reviews { edges { node { kind } } } }')).reviews.edges).toEqual([]);
});
