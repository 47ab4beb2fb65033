import { expect, test } from 'vitest';
import { createHub } from '../support/hub.ts';
import { record } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';

const ADA = {
  name: { given: 'Ada', family: 'Zellweger' },
  birthDate: '1985-12-10',
  emails: [{ value: 'ada@example.org' }],
};

test('a record that another version of the program named differently can be written and found again', async () => {
  await using hub = await createHub();
  const crm = await hub.as('crm');
  const { recordId } = await record(crm, { externalId: '1', ...ADA });
  const sql = <Row>(statement: string) => runSql<Row>(hub.database.url, statement);
  // What another standardiser would have left behind: all under another number.
  await sql(
    `update person.block_key set profile = 42 where profile = (select profile from person.record where id = '${recordId}')`,
  );
  await sql(
    `update person.search_key set profile = 42 where profile = (select profile from person.record where id = '${recordId}')`,
  );
  await sql(`update person.record set profile = 42 where id = '${recordId}'`);
  expect(await record(crm, { externalId: '1', locale: 'de-CH' })).toMatchObject({ outcome: 'UPDATED' });
  const [renamed] = await sql<{ profile: string; keys: number }>(
    `select profile::text, (select count(*)::int from person.block_key where profile = record.profile) as keys
     from person.record where id = '${recordId}'`,
  );
  expect(renamed!.profile).not.toBe('42');
  expect(renamed!.keys).toBeGreaterThan(5);
  // Keys that nobody's record has any more find nobody, and are in nobody's way.
  expect(await record(crm, { externalId: '2', ...ADA })).toMatchObject({ outcome: 'JOINED' });
  await sql(`update person.record set profile = 43 where id = '${recordId}'`);
  expect(
    (await crm.query('mutation { forgetRecord(input: { externalId: "1" }) { __typename } }')).data.forgetRecord,
  ).toEqual({ __typename: 'RecordForgotten' });
});
