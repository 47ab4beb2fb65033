import { Behaviour } from '../../src/simulator/behaviour.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { serveParent } from '../processes/parent.ts';

/** Vendors of Standard Webhooks, all in one process. */
export interface VendorsOptions {
  /** The hub's address: `http://127.0.0.1:4000`. */
  hub: string;
  vendors: { id: string; webhookSecret: string; apiSecret: string; decideAfterMs: number | null }[];
}

/** The addresses of their APIs, in the same order. */
export type VendorsReady = string[];

await serveParent(async ({ hub, vendors }: VendorsOptions) => {
  const simulators = await Promise.all(
    vendors.map(({ id, webhookSecret, apiSecret, decideAfterMs }) =>
      startSimulator({
        adapter: 'STANDARD_WEBHOOKS',
        port: 0,
        hub: `${hub}/webhooks/${id}`,
        secret: webhookSecret,
        apiSecret,
        behaviour: Behaviour.parse({ decideAfterMs, passRate: 1, tellsBegin: false }),
      }),
    ),
  );
  return {
    ready: simulators.map(({ baseUrl }) => baseUrl) satisfies VendorsReady,
    methods: {
      /** Of each vendor, its references of checks. */
      references: () => simulators.map(({ desk }) => [...desk.cases.keys()]),
    },
    async stop() {
      await Promise.all(simulators.map((simulator) => simulator.stop()));
    },
  };
});
