import { expect, test, vi } from 'vitest';
import * as lineage from '../../src/subgraphs/person/lineage.ts';
import { createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';

const claims = (person: any): string[][] =>
  person.records.map((record: any) =>
    record.claims.map((claim: any) => `${claim.recordId === record.id} ${claim.value.full}`),
  );

test('a history is made once, however many records of a person are asked for their claims', async () => {
  await using hub = await createHub();
  const crm = await hub.as('crm');
  let id = '';
  for (let n = 0; n < 5; n++)
    id = await recorded(crm, {
      externalId: `${n}`,
      name: { full: `Ada${' '.repeat(n)} Lovelace` },
      emails: [{ value: 'a@example.com' }],
    });
  using lineageOf = vi.spyOn(lineage, 'lineageOf');
  const { person } = await ask(
    crm,
    'query ($id: ID!) { person(id: $id) { records { id claims { field recordId value } } lineage { id } again: lineage(field: NAME) { id } } }',
    { id },
  );
  expect(person.lineage).toHaveLength(10);
  expect(person.again).toHaveLength(5);
  expect(lineageOf).toHaveBeenCalledTimes(1);
});

test('each write of an operation answers with the claims of its own moment', async () => {
  await using hub = await createHub();
  const crm = await hub.as('crm');
  const write = (name: string): string =>
    `${name}: recordPerson(input: { externalId: "1", name: { full: "${name}" } }) { ... on PersonRecorded { person { records { id claims { recordId value } } } } }`;
  const answer = await ask(crm, `mutation { ${write('first')} ${write('second')} }`);
  expect(claims(answer.first.person)).toEqual([['true first']]);
  expect(claims(answer.second.person)).toEqual([['true second']]);
});
