import postgres from 'postgres';
import { expect, test, vi } from 'vitest';
import { hubAt } from '../erasure/running.ts';
import { HubProcess } from '../kill/hub-process.ts';
import { freePort } from '../kill/processes.ts';
import { temporaryFolder } from '../local/temporary.ts';
import { createDatabase } from '../support/database.ts';
import { ask, recorded } from '../support/operations.ts';
import { addSignals } from './signals.ts';

const SIGNALS = 40_000;
const KILLS = 3;

test(
  'what is due goes once and is told once, though hubs are killed in the midst of it',
  { timeout: 300_000 },
  async () => {
    await using folder = await temporaryFolder();
    await using database = await createDatabase();
    const sql = postgres(database.url, { max: 1 });
    const ports = [await freePort(), await freePort()];
    const hubs = ports.map(
      (port, at) => new HubProcess({ name: `hub ${at}`, dataDir: folder.path, port, databaseUrl: database.url }),
    );
    const left = async (): Promise<number> =>
      (await sql<{ n: number }[]>`select count(*)::int as n from decision.signal`)[0]!.n;
    try {
      // One after the other: the first makes what is made once.
      for (const hub of hubs) {
        hub.start();
        await hub.untilReady();
      }
      const running = await hubAt(hubs[0]!.url, folder.path, database.url);
      const crm = await running.as('crm');
      const person = await recorded(crm, { externalId: 'r1', gender: 'OTHER' });
      const officer = await running.as('privacy_officer');
      await addSignals(sql, person, SIGNALS, 100);
      const { runRetention } = await ask(
        officer,
        'mutation { runRetention(input: { subjects: [SIGNALS] }) { ... on RetentionAsked { askId } } }',
      );
      let before = SIGNALS;
      let killed = 0;
      for (; killed < KILLS; killed += 1) {
        await vi.waitFor(async () => expect(await left()).toBeLessThan(before - 500), {
          timeout: 60_000,
          interval: 10,
        });
        // Both, so that nobody else goes on.
        await Promise.all(hubs.map((hub) => hub.end('SIGKILL')));
        before = await left();
        expect(before).toBeGreaterThan(0);
        // Keys and what they open go together, and what is noted is what went.
        const [noted] = await sql<{ gone: number }[]>`
        select gone::int as gone from decision.retention_task where subject = 'SIGNALS'`;
        expect(noted!.gone).toBe(SIGNALS - before);
        const [keys] = await sql<{ n: number }[]>`
        select count(*)::int as n from decision.key join decision.signal using (id)`;
        expect(keys!.n).toBe(before);
        // It goes on before it is ready for anything else.
        hubs[killed % 2]!.start();
      }
      if (!hubs[0]!.isRunning) hubs[0]!.start();
      await hubs[0]!.untilReady();
      const reports = async (): Promise<any[]> =>
        (await ask(officer, 'query ($id: ID!) { retentionRuns(askId: $id) { gone held } }', { id: runRetention.askId }))
          .retentionRuns;
      await vi.waitFor(async () => expect(await reports()).toEqual([{ gone: SIGNALS, held: 0 }]), { timeout: 60_000 });
      expect(await left()).toBe(0);
      const told = await sql`
      select data->>'gone' as gone from log.event
      where type = 'dev.selfsame.retention.done.v1' and data->>'subject' = 'SIGNALS' and data->>'gone' <> '0'`;
      expect(told).toEqual([{ gone: String(SIGNALS) }]);
    } finally {
      await Promise.all(hubs.map((hub) => hub.end('SIGKILL')));
      await sql.end();
    }
  },
);
