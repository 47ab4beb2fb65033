import { createHash } from 'node:crypto';
import { newId } from '../../../../kernel/ids.ts';
import { append } from '../../../../log/append.ts';
import type { Services } from '../../context.ts';
import type { VendorMessageSource } from '../../schema.generated.ts';
import { labels } from '../../sealing.ts';
import { ADAPTERS } from '../adapters.ts';
import type { VendorMessage } from '../answer.ts';
import type { Received } from '../signatures/signature.ts';
import type { VendorRow } from '../store.ts';
import { blindReference } from '../vendor.ts';
import { insertMessage } from './store.ts';

/** What is sealed of a message. */
export interface RawMessage {
  headers: Received['headers'];
  /** In base64. */
  body: string;
}

/** A message that was stored, and what it says. */
export interface StoredMessage {
  id: string;
  says: VendorMessage;
}

/** Longer than it takes to deal with a message that was just stored: what is left then, a process that died has left. */
const GRACE_MS = 5_000;

/**
 * Stores a message of a vendor that is believed, before anything is done for it. Undefined for a copy of one that is there, and for
 * one about somebody who was erased: of that nothing is kept, and it is told that it came.
 */
export async function receive(
  services: Pick<Services, 'pools' | 'vault' | 'clock' | 'log'>,
  vendor: Pick<VendorRow, 'id' | 'adapter' | 'owner'>,
  received: Received,
  source: VendorMessageSource,
): Promise<StoredMessage | undefined> {
  const { pools, vault, clock } = services;
  const says = readMessage(vendor, received, source);
  const id = newId(clock);
  const { key, wrapped } = vault.createKey(id);
  const raw: RawMessage = { headers: received.headers, body: received.body.toString('base64') };
  const arrival = await insertMessage(
    pools.write,
    {
      id,
      vendor: vendor.id,
      source,
      message: vault.mark('vendor-message', `${vendor.id} ${source} ${nameOf(says, received)}`),
      reference: says.kind === 'ANSWER' ? blindReference(vault, vendor.id, says.reference) : null,
      receivedAt: received.at,
      owner: vendor.owner,
      dueAt: new Date(received.at.getTime() + GRACE_MS),
      sealed: vault.seal(key, labels.message, raw),
    },
    wrapped,
  );
  if (arrival === 'DROPPED') await tellDropped(services, vendor.id, source);
  return arrival === 'STORED' ? { id, says } : undefined;
}

async function tellDropped(
  { pools, clock, log }: Pick<Services, 'pools' | 'clock' | 'log'>,
  vendor: string,
  source: VendorMessageSource,
): Promise<void> {
  await pools.write.begin((tx) =>
    append(tx, {
      id: newId(clock),
      name: 'webhook.dropped',
      subject: vendor,
      time: clock.now(),
      data: { vendor, source, reason: 'ERASED' },
      actor: `vendor:${vendor}`,
      traceparent: undefined,
    }),
  );
  log.wake();
}

/** What a message says, by the way in which it came. */
export function readMessage(
  { adapter }: Pick<VendorRow, 'adapter'>,
  received: Received,
  source: VendorMessageSource,
): VendorMessage {
  return source === 'POLL' ? ADAPTERS[adapter].readPolled(received) : ADAPTERS[adapter].read(received);
}

/** By what a copy is known: the vendor's name for the message; of one that cannot be read, its bytes. */
function nameOf(says: VendorMessage, { body }: Received): string {
  return says.kind === 'UNREADABLE' ? createHash('sha256').update(body).digest('hex') : says.messageId;
}
