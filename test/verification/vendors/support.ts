import { createHmac, randomUUID } from 'node:crypto';
import { Behaviour } from '../../../src/simulator/behaviour.ts';
import { type Simulator, startSimulator } from '../../../src/simulator/simulator.ts';
import { createVault } from '../../../src/kernel/vault.ts';
import { readMasterKeys } from '../../../src/local/keys.ts';
import { blindReference } from '../../../src/subgraphs/verification/vendors/vendor.ts';
import type { Client, TestHub } from '../../support/hub.ts';
import { ask } from '../../support/operations.ts';
import { runSql } from '../../support/rows.ts';

export const SECRET = `whsec_${Buffer.from('a secret that both know').toString('base64')}`;

/** Registers a vendor that signs by Standard Webhooks, with `SECRET`. */
export async function registerStandard(steward: Client, id: string, more: Record<string, unknown> = {}): Promise<void> {
  const input = {
    id,
    adapter: 'STANDARD_WEBHOOKS',
    baseUrl: 'https://vendor.example',
    kinds: ['DOCUMENT', 'SANCTIONS'],
    ...more,
  };
  const { registerVendor } = await ask(
    steward,
    'mutation ($input: RegisterVendorInput!) { registerVendor(input: $input) { __typename } }',
    { input },
  );
  if (registerVendor.__typename !== 'VendorRegistered') throw new Error(registerVendor.__typename);
  await addSecret(steward, id, SECRET);
}

/** Adds a secret for messages; answers its id. */
export async function addSecret(steward: Client, vendor: string, secret: string, use = 'WEBHOOK'): Promise<string> {
  const { addVendorSecret } = await ask(
    steward,
    'mutation ($input: AddVendorSecretInput!) { addVendorSecret(input: $input) { ... on VendorSecretAdded { secretId } } }',
    { input: { vendor, use, secret } },
  );
  return addVendorSecret.secretId;
}

/** What a vendor of Standard Webhooks sends. */
export interface Sent {
  id: string;
  seconds: number;
  body: string;
  signature: string;
}

/** A message as such a vendor signs it. */
export function signed(data: unknown, at: Date, { secret = SECRET, id = `msg_${randomUUID()}` } = {}): Sent {
  const body = typeof data === 'string' ? data : JSON.stringify(data);
  const seconds = Math.floor(at.getTime() / 1000);
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const hmac = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return { id, seconds, body, signature: `v1,${hmac}` };
}

/** An answer about a reference, PASSED by default. */
export function saying(reference: string, at: Date, more: Record<string, unknown> = {}): object {
  const data = { reference, status: 'PASSED', method: 'document_ocr', score: 0.9, reasonCodes: ['OK'], ...more };
  return { type: 'check.updated', timestamp: at.toISOString(), data };
}

/** Sends a message to a hub. */
export async function post(
  hub: { url: string },
  vendor: string,
  sent: Sent,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${hub.url}/webhooks/${vendor}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': sent.id,
      'webhook-timestamp': String(sent.seconds),
      'webhook-signature': sent.signature,
    },
    body: sent.body,
  });
  return { status: response.status, text: await response.text() };
}

/** Notes that a vendor has a check under a reference, as if it had been called. */
export async function give(hub: TestHub, checkId: string, vendor: string, reference: string): Promise<void> {
  const blind = blindReference(createVault(await readMasterKeys(hub.config.keyFile)), vendor, reference);
  await runSql(
    hub.database.url,
    `insert into verification.check_attempt (id, check_id, vendor, number, state, reference, cost, created_at)
     values ('${randomUUID()}', '${checkId}', '${vendor}',
             (select count(*) + 1 from verification.check_attempt where check_id = '${checkId}'), 'STARTED', '${blind}', 0, now())`,
  );
}

/** Messages of a vendor, the newest first, when none of them waits any more. */
export async function settledMessages(steward: Client, vendor: string, count: number): Promise<any[]> {
  for (let look = 0; look < 200; look++) {
    const { vendorMessages } = await ask(
      steward,
      `query ($vendor: ID!) { vendorMessages(vendor: $vendor, first: 200) { edges { node {
        id state reason owner attempts source receivedAt processedAt checkId raw { headers body } } } } }`,
      { vendor },
    );
    const messages = vendorMessages.edges.map((edge: { node: unknown }) => edge.node);
    if (messages.length >= count && messages.every((one: { state: string }) => one.state !== 'RECEIVED'))
      return messages;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the messages are not settled');
}

/** The events of a family, in the order of commits. */
export function eventsOf(hub: TestHub, family: string): Promise<{ name: string; data: any; actor: string }[]> {
  return runSql(
    hub.database.url,
    `select split_part(type, '.', 3) || '.' || split_part(type, '.', 4) as name, data, actor from log.event
     where split_part(type, '.', 3) = '${family}' order by id`,
  );
}

/** A vendor of a kind, simulated, and registered under a name. It ends with the test. */
export async function simulated(
  hub: TestHub,
  steward: Client,
  id: string,
  { adapter = 'STANDARD_WEBHOOKS', ...behaviour }: Partial<Behaviour> & { adapter?: string } = {},
  more: Record<string, unknown> = {},
): Promise<Simulator & AsyncDisposable> {
  const simulator = await startSimulator({
    adapter,
    port: 0,
    hub: `${hub.url}/webhooks/${id}`,
    secret: SECRET,
    apiSecret: 'token:secret',
    behaviour: Behaviour.parse(behaviour),
  });
  await registerStandard(steward, id, {
    adapter,
    baseUrl: simulator.baseUrl,
    template: 'flow',
    timeoutMs: 2_000,
    ...more,
  });
  await addSecret(steward, id, 'token:secret', 'API');
  return Object.assign(simulator, { [Symbol.asyncDispose]: () => simulator.stop() });
}

const START = /* GraphQL */ `
  mutation ($input: StartCheckInput!) {
    startCheck(input: $input) {
      __typename
      ... on CheckStarted {
        verificationId
        check {
          status
          vendor
        }
      }
      ... on VendorUnavailable {
        message
        retryAfterSeconds
      }
      ... on VendorRefused {
        reasonCode
      }
      ... on IllegalTransition {
        from
      }
      ... on InvalidInput {
        problems {
          path
          message
        }
      }
      ... on IdempotencyConflict {
        inFlight
      }
    }
  }
`;

/** Gives a check to a vendor; answers the member of the union. */
export async function start(
  client: Client,
  checkId: string,
  vendor: string,
  more: Record<string, unknown> = {},
): Promise<any> {
  const subject = { name: { given: 'Ada', family: 'Lovelace' }, birthDate: '1815-12-10', emails: ['ada@example.com'] };
  return (await ask(client, START, { input: { checkId, vendor, subject, ...more } })).startCheck;
}
