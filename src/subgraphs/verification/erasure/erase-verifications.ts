import type { Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { append, appendAll } from '../../../log/append.ts';
import { closePerson } from '../../../log/erasing/close-person.ts';
import type { ErasureOrder, ErasurePass, ErasureSteps } from '../../../log/erasing/steps.ts';
import type { Services } from '../context.ts';
import { discard } from '../evidence/discard.ts';
import { eventOf } from '../evidence/tell.ts';
import { isOpen, statusAt } from '../rules.ts';
import { cancelWithVendors } from '../vendors/cancel.ts';
import * as statements from './store.ts';

const AUTHOR = { actor: 'selfsame', traceparent: undefined };

/** How this subgraph erases a person: vendors are told while their references can be read, then rows and keys go, then files. */
export function verificationErasure(services: Services): ErasureSteps {
  const { pools } = services;
  return {
    async before({ personIds }) {
      await cancelWithVendors(services, await statements.listOpenAttempts(pools.write, personIds));
    },
    erase: (tx, order) => eraseVerifications(tx, services, order),
    async after({ personIds }) {
      for (const file of await statements.listObjects(pools.write, personIds)) await discard(services, file);
    },
  };
}

async function eraseVerifications(tx: Transaction, services: Services, order: ErasureOrder): Promise<ErasurePass> {
  const { clock } = services;
  const now = clock.now();
  await closePerson(tx, order);
  const verifications = await statements.lockVerifications(tx, order.personIds);
  const ids = verifications.map(({ id }) => id);
  const open = verifications.filter(({ status, expiresAt }) => isOpen(statusAt(status, expiresAt, now)));
  statements.cancelRows(
    tx,
    open.map(({ id }) => id),
    now,
  );
  for (const { id, personId } of open)
    append(tx, {
      id: newId(clock),
      name: 'verification.cancelled',
      subject: personId,
      time: now,
      data: { verificationId: id, status: 'CANCELLED' },
      ...AUTHOR,
    });
  const files = await statements.destroyFiles(tx, ids, now);
  appendAll(
    tx,
    files.map((file) =>
      eventOf(clock, AUTHOR, { name: 'evidence.deleted', file, data: { fileId: file.id, why: 'ERASURE' } }),
    ),
  );
  const messages = await statements.destroyMessages(tx, ids);
  // What waited to be looked at waits no more.
  for (const { id, vendor, state } of messages)
    if (state === 'DEAD')
      append(tx, {
        id: newId(clock),
        name: 'webhook.settled',
        subject: vendor,
        time: now,
        data: { messageId: id, vendor, state: 'LATE', reason: 'ERASED' },
        ...AUTHOR,
      });
  const held = await statements.listHeld(tx, ids);
  // What a held file hangs on keeps its key, or the hold could not be released.
  const kept = new Set(held.map(({ verificationId }) => verificationId));
  const gone = ids.filter((id) => !kept.has(id));
  const keys = await statements.destroyKeys(tx, gone);
  statements.emptyRows(tx, ids, now);
  const objects = await statements.countObjects(tx, ids);
  return {
    counts: { verifications: keys, files: files.length, messages: messages.length },
    held: held.map(({ id }) => ({ kind: 'evidence', id })),
    isLeft: objects > 0,
  };
}
