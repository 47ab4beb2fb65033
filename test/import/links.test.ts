import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startFakeHub } from './support/fake-hub.ts';
import { openWorkplace } from './support/workplace.ts';

const MAPPING = { format: 'csv', record: { externalId: 'id', gender: 'gender' } };
const ROWS = 'id,gender\n1,wrong\n2,FEMALE\n';

test.each(['elsewhere', 'nowhere'])(
  'refused rows do not go through a link to %s that somebody put in their place',
  async (target) => {
    await using hub = await startFakeHub();
    await using place = await openWorkplace(hub);
    await place.write('people.csv', ROWS);
    await place.write('elsewhere', 'mine');
    await symlink(join(place.directory, target), join(place.directory, 'people.csv.rejects.csv'));
    await expect(place.import('people.csv', MAPPING)).rejects.toMatchObject({ code: 'CONFIGURATION' });
    expect(await place.import('people.csv', MAPPING, { fresh: true })).toMatchObject({
      status: 'COMPLETE',
      rejected: 1,
    });
    expect(await place.read('elsewhere')).toBe('mine');
    expect(place.has('nowhere')).toBe(false);
    expect(await place.read('people.csv.rejects.csv')).toContain('1,wrong');
  },
);

test('a link that appears while rows are sent is replaced, not followed', async () => {
  await using hub = await startFakeHub();
  await using place = await openWorkplace(hub);
  await place.write('people.csv', ROWS);
  await place.write('elsewhere', 'mine');
  const links = ['people.csv.rejects.csv', `people.csv.progress.json.${process.pid}.tmp`];
  hub.before = async () => {
    for (const name of links.splice(0)) await symlink(join(place.directory, 'elsewhere'), join(place.directory, name));
    return undefined;
  };
  expect(await place.import('people.csv', MAPPING)).toMatchObject({ status: 'COMPLETE', rejected: 1 });
  expect(await place.read('elsewhere')).toBe('mine');
});
