import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { HubProcess } from '../kill/hub-process.ts';
import { temporaryFolder } from '../local/temporary.ts';
import { createDatabase } from '../support/database.ts';
import { hubAt } from './running.ts';
import { MARK, erase, keysOf, reached, tablesWith, whole } from './support.ts';

const ROUNDS = 3;

test('an erasure goes on when the hub is killed in the middle of it, wherever that is', async () => {
  await using folder = await temporaryFolder();
  await using database = await createDatabase();
  const port = await freePort();
  const hub = new HubProcess({ name: 'hub', dataDir: folder.path, port, databaseUrl: database.url });
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      hub.start();
      await hub.untilReady();
      const running = await hubAt(hub.url, folder.path, database.url);
      const name = ['Karl', 'Lina', 'Moritz', 'Nora', 'Otto', 'Paula'][round]!;
      const person = await whole(running, name);
      const id = await erase(running, person.personId);
      await sleep(round * 50);
      await hub.end('SIGKILL');
      hub.start();
      await hub.untilReady();
      const status = await reached(running, id);
      expect(status.subgraphs.map(({ state }: { state: string }) => state)).toEqual(['DONE', 'DONE', 'DONE', 'DONE']);
      const owners = [...person.recordIds, person.verificationId, person.fileId, person.decisionId];
      expect(await keysOf(database.url, owners)).toBe(0);
      expect(await tablesWith(database.url, `${MARK}${name}`)).toEqual([]);
      await hub.end('SIGKILL');
    }
  } finally {
    await hub.end('SIGKILL');
  }
}, 300_000);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
