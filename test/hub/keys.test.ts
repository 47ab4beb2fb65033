import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { silentLogger } from '../../src/kernel/logger.ts';
import { createMasterKeys } from '../../src/local/keys.ts';
import { startHub } from '../../src/main.ts';
import { createHub } from '../support/hub.ts';
import { recorded } from '../support/operations.ts';

test('a hub that was given other keys than its data was sealed with does not start', async () => {
  await using hub = await createHub({ part: { only: 'person' } });
  await recorded(await hub.as('crm'), { externalId: '1', name: { full: 'A' } });
  const again = await startHub(hub.config, { only: 'person' }, { logger: silentLogger });
  await again.stop();
  await rm(hub.config.keyFile);
  await createMasterKeys(hub.config.keyFile);
  await expect(startHub(hub.config, { only: 'person' }, { logger: silentLogger })).rejects.toMatchObject({
    code: 'CONFIGURATION',
    public: expect.stringContaining('key file does not belong to this database'),
  });
});
