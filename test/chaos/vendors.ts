import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Random } from '../kill/random.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A vendor of the chaos: its name in the hub, whom it plays, and what its API asks for. */
export const VENDORS = [
  { id: 'onfido', adapter: 'onfido', kinds: ['DOCUMENT'], apiSecret: 'token-of-the-chaos', template: 'workflow' },
  { id: 'persona', adapter: 'persona', kinds: ['DOCUMENT'], apiSecret: 'key-of-the-chaos', template: 'itmpl_1' },
  {
    id: 'sumsub',
    adapter: 'sumsub',
    kinds: ['ADDRESS'],
    apiSecret: 'app-token:secret-of-the-chaos',
    template: 'basic-kyc',
  },
  { id: 'acme', adapter: 'standard-webhooks', kinds: ['ADDRESS'], apiSecret: 'bearer-of-the-chaos', template: null },
] as const;
export type Vendor = (typeof VENDORS)[number];

/** What a vendor has on its books. */
export interface Books {
  vendor: string;
  charges: Record<string, number>;
  cases: { reference: string; status: string; acknowledged: number; abandoned: number }[];
}

/** A vendor as a process of its own. */
export interface VendorProcess {
  vendor: Vendor;
  baseUrl: string;
  webhookSecret: string;
  books(): Promise<Books>;
  stop(): void;
}

/** Starts a vendor that does everything wrong now and then. */
export async function startVendor(vendor: Vendor, hub: string, random: Random): Promise<VendorProcess> {
  const webhookSecret = `whsec_${Buffer.from(`secret of ${vendor.id} ${random.between(0, 1e9)}`).toString('base64')}`;
  const behaviour = {
    seed: random.between(0, 2 ** 31),
    latencyMs: random.between(0, 40),
    errorRate: 0.1,
    hangRate: 0.1,
    // The second vendor of a kind takes what the first one refuses: each journey comes to a decision.
    refuseRate: vendor.id === 'onfido' || vendor.id === 'sumsub' ? 0.05 : 0,
    decideAfterMs: random.between(20, 300),
    passRate: 0.85,
    duplicateRate: 0.3,
    disorderRate: 0.3,
    lateRate: 0.05,
    lateMs: 4_000,
    wrongRate: 0.05,
    forgedRate: 0.05,
  };
  const child: ChildProcess = spawn(
    process.execPath,
    [
      'src/cli.ts',
      'simulate-vendor',
      vendor.adapter,
      '--hub',
      `${hub}/webhooks/${vendor.id}`,
      '--secret',
      webhookSecret,
      '--api-secret',
      vendor.apiSecret,
      '--behaviour',
      JSON.stringify(behaviour),
    ],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [baseUrl] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
  const control = async (path: string): Promise<unknown> => (await fetch(new URL(path, baseUrl))).json();
  return {
    vendor,
    baseUrl,
    webhookSecret,
    async books() {
      const { cases } = (await control('/control')) as Pick<Books, 'cases'>;
      const charges = (await control('/control/charges')) as Books['charges'];
      return { vendor: vendor.id, charges, cases };
    },
    stop: () => void child.kill('SIGKILL'),
  };
}
