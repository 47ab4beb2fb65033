import { expect, test } from 'vitest';
import { silentLogger } from '../../src/kernel/logger.ts';
import { startHub } from '../../src/main.ts';
import { createHub } from '../support/hub.ts';

const open = (url: string): Promise<Response> => fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });

test('a browser finds GraphiQL in development, and in production a request without a token', async () => {
  await using hub = await createHub({ part: { only: 'consent' } });
  const page = await open(hub.url);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(await page.text()).toContain('GraphiQL');

  const production = await startHub(
    { ...hub.config, environment: 'production' },
    { only: 'consent' },
    { logger: silentLogger },
  );
  const refused = await open(production.url);
  expect([refused.status, refused.headers.get('content-type')]).toEqual([401, 'application/json; charset=utf-8']);
  await production.stop();
});
