import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { serveParent } from '../processes/parent.ts';

/** PostGraphile 5 over the plain tables, on `node:http`, with prepared statements and without anything that a benchmark does not need. */
await serveParent(async ({ databaseUrl, connections }: { databaseUrl: string; connections: number }) => {
  const service = makePgService({
    connectionString: databaseUrl,
    schemas: ['plain'],
    poolConfig: { max: connections },
  });
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset],
    // Global object ids: the hub answers its own ids as they are.
    disablePlugins: ['NodePlugin'],
    pgServices: [service],
    schema: { defaultBehavior: '-insert -update -delete +list' },
    grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false, websockets: false },
    grafast: { explain: false },
  });
  const server = createServer();
  await instance.createServ(grafserv).addTo(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ready: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await instance.release();
      await service.release?.();
    },
  };
});
