import { randomBytes } from 'node:crypto';
import { type HubClient, expectOutcome } from '../client.ts';
import type { HubProcess } from './hub.ts';
import { type Command, startCommand } from './processes.ts';

/** The vendors of the document check that the shipped journey names: the first one, and who checks instead. */
export const VENDORS = [
  { id: 'onfido', adapter: 'ONFIDO', template: 'a-workflow', costPerCheck: 1.4 },
  { id: 'persona', adapter: 'PERSONA', template: 'itmpl_demo', costPerCheck: 1.6 },
] as const;
type VendorId = (typeof VENDORS)[number]['id'];

/** What a vendor charged for, and how often: by the idempotency key that the hub called it with. */
export type Charges = Readonly<Record<string, number>>;

/** A simulated vendor, as a process of its own. */
export interface VendorProcess {
  readonly id: VendorId;
  readonly pid: number;
  readonly baseUrl: string;
  /** From now on its API ends every connection without an answer. What it has, it still tells of. */
  goDown(): Promise<void>;
  charges(): Promise<Charges>;
}

/** The vendors, which end when they are disposed of. */
export type Vendors = Readonly<Record<VendorId, VendorProcess>> & AsyncDisposable;

const API_SECRET = 'secret-of-the-demo';
/** A vendor that is well, and sees a document in a good second. Six of seven pass. */
const BEHAVIOUR = { latencyMs: 60, decideAfterMs: 1_200, passRate: 0.85 };

/** Starts the vendors, and registers them with the hub. */
export async function openVendors(hub: HubProcess, steward: HubClient, seed: number): Promise<Vendors> {
  const commands: Command[] = [];
  const dispose = async (): Promise<void> => {
    await Promise.all(commands.map((command) => command.end('SIGTERM')));
  };
  const open = async (vendor: (typeof VENDORS)[number]): Promise<VendorProcess> => {
    const secret = `whsec_${randomBytes(24).toString('base64')}`;
    const args = ['--hub', `${hub.url}/webhooks/${vendor.id}`, '--secret', secret, '--api-secret', API_SECRET];
    const behaviour = JSON.stringify({ ...BEHAVIOUR, seed });
    const command = startCommand(['simulate-vendor', vendor.id, ...args, '--behaviour', behaviour]);
    commands.push(command);
    const baseUrl = await command.firstLine();
    await register(steward, vendor, { baseUrl, secret });
    return {
      id: vendor.id,
      pid: command.pid,
      baseUrl,
      async goDown() {
        await fetch(new URL('/control', baseUrl), { method: 'POST', body: '{"down":true}' });
      },
      async charges() {
        const response = await fetch(new URL('/control/charges', baseUrl));
        return (await response.json()) as Charges;
      },
    };
  };
  try {
    const [onfido, persona] = await Promise.all([open(VENDORS[0]), open(VENDORS[1])]);
    return { onfido, persona, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

const REGISTER = /* GraphQL */ `
  mutation ($vendor: RegisterVendorInput!, $webhook: AddVendorSecretInput!, $api: AddVendorSecretInput!) {
    registerVendor(input: $vendor) {
      __typename
    }
    webhook: addVendorSecret(input: $webhook) {
      __typename
    }
    api: addVendorSecret(input: $api) {
      __typename
    }
  }
`;

async function register(
  steward: HubClient,
  { id, ...vendor }: (typeof VENDORS)[number],
  { baseUrl, secret }: { baseUrl: string; secret: string },
): Promise<void> {
  const answer = await steward.ask<Record<'registerVendor' | 'webhook' | 'api', { __typename: string }>>(REGISTER, {
    vendor: { id, ...vendor, baseUrl, kinds: ['DOCUMENT'] },
    webhook: { vendor: id, use: 'WEBHOOK', secret },
    api: { vendor: id, use: 'API', secret: API_SECRET },
  });
  expectOutcome(answer.registerVendor, 'VendorRegistered');
  expectOutcome(answer.webhook, 'VendorSecretAdded');
  expectOutcome(answer.api, 'VendorSecretAdded');
}
