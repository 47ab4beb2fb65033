import { join } from 'node:path';
import postgres from 'postgres';
import { type Vault, createVault } from '../../src/kernel/vault.ts';
import { readMasterKeys } from '../../src/local/keys.ts';
import { startLocalPostgres } from '../../src/local/postgres.ts';
import { blindReference } from '../../src/subgraphs/verification/vendors/vendor.ts';
import type { Check } from '../kill/checks/report.ts';
import type { Ask, Started } from './scenario.ts';
import type { Books } from './vendors.ts';

/** The inbox as the database has it: how many messages there are about each reference of a vendor. */
export interface Inbox {
  vault: Vault;
  messages: Map<string, number>;
}

/** Reads the inbox behind the hub's back. */
export async function readInbox(dataDir: string): Promise<Inbox> {
  const vault = createVault(await readMasterKeys(join(dataDir, 'keys/master.jwks')));
  const server = await startLocalPostgres({ dataDir, log: { info() {}, warn() {} } });
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  try {
    const rows = await sql<{ reference: string; count: number }[]>`
      select reference, count(*)::int as count from verification.vendor_message where reference is not null group by 1`;
    return { vault, messages: new Map(rows.map(({ reference, count }) => [reference, count])) };
  } finally {
    await sql.end();
    await server.stop();
  }
}

const JOURNEY = `query ($id: ID!) { journey(id: $id) {
  state outcome reason step decisions { id } log { action detail } person { decisions { id subject outcome inputs recordedAt } verifications { id } }
} }`;

/** Looks at every journey, decision, message and charge. */
export async function checkAll({
  started,
  books,
  inbox,
  ask,
}: {
  started: readonly Started[];
  books: readonly Books[];
  inbox: Inbox;
  ask: Ask;
}): Promise<Check[]> {
  const journeys = new Map<string, any>();
  for (const { journeyId } of started) journeys.set(journeyId, (await ask(JOURNEY, { id: journeyId }))['journey']);
  const each = (name: string, fault: (journey: any) => string | undefined): Check => ({
    name,
    looked: journeys.size,
    missing: [...journeys].flatMap(([id, journey]) => {
      const text = fault(journey);
      return text === undefined ? [] : [`${id}: ${text}`];
    }),
  });
  return [
    each('every journey that was acknowledged has ended', (journey) =>
      journey.state === 'ENDED' && journey.outcome === 'DECIDED'
        ? undefined
        : `${journey.state} at ${journey.step} (${journey.reason ?? journey.outcome ?? 'no outcome'}): ${JSON.stringify(journey.log.slice(-3))}`,
    ),
    each('exactly one decision stands about each person, and the journey cites it', ({ decisions, person }) =>
      decisions.length === 1 && person.decisions.length === 1 && decisions[0].id === person.decisions[0].id
        ? undefined
        : `${decisions.length} of the journey, about the person ${JSON.stringify(person.decisions)}`,
    ),
    each('each person was verified once', ({ person }) =>
      person.verifications.length === 1 ? undefined : `${person.verifications.length} verifications`,
    ),
    {
      name: 'no vendor charged twice for one idempotency key',
      looked: books.reduce((sum, { charges }) => sum + Object.keys(charges).length, 0),
      missing: books.flatMap(({ vendor, charges }) =>
        Object.entries(charges).flatMap(([key, count]) =>
          count === 1 ? [] : [`${vendor} charged ${key} ${count} times`],
        ),
      ),
    },
    {
      name: 'no vendor had to give up a message',
      looked: books.reduce((sum, { cases }) => sum + cases.length, 0),
      missing: books.flatMap(({ vendor, cases }) =>
        cases.flatMap(({ reference, status, abandoned }) =>
          abandoned === 0 ? [] : [`${vendor} ${reference} (${status}): ${abandoned}`],
        ),
      ),
    },
    {
      name: 'every message that was acknowledged is in the inbox',
      looked: books.reduce((sum, { cases }) => sum + cases.filter(({ acknowledged }) => acknowledged > 0).length, 0),
      missing: books.flatMap(({ vendor, cases }) =>
        cases.flatMap(({ reference, acknowledged }) => {
          const there = inbox.messages.get(blindReference(inbox.vault, vendor, reference)) ?? 0;
          return there >= acknowledged ? [] : [`${vendor} ${reference}: ${there} of ${acknowledged}`];
        }),
      ),
    },
    {
      name: 'vendors failed, so that the fallback was called',
      looked: 1,
      missing: [...journeys.values()].some(({ log }) =>
        log.some(({ detail }: { detail: { insteadOf?: string } }) => detail.insteadOf),
      )
        ? []
        : ['no fallback in any journey'],
    },
  ];
}
