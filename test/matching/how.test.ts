import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, record, recorded } from '../support/operations.ts';

let hub: TestHub;
let crm: Client;

beforeAll(async () => {
  hub = await createHub();
  crm = await hub.as('crm');
});
afterAll(() => hub[Symbol.asyncDispose]());

const HOW = `query ($id: ID!, $first: Int = 50, $skip: Int = 0) { how(personId: $id) { personId person { id } size mergeCount
  merges(first: $first, skip: $skip) { link { recordA recordB weight said identical explanation { weight decision } }
    one { size recordIds } other { size recordIds } }
  refusals { link { recordA recordB weight } personA personB because fields } } }`;

test('the merges of a person lead from single records to all of them, each by a link between its sides', async () => {
  const name = { given: 'Vera', family: 'Lindholm' };
  const [email, phone] = [[{ value: 'vera@example.org' }], [{ value: '+41446681803' }]];
  const ids: string[] = [];
  for (const [place, facts] of [{ emails: email }, { emails: email, phones: phone }, { phones: phone }].entries())
    ids.push((await record(crm, { externalId: `v${place}`, name, ...facts })).recordId);
  const { person } = await record(crm, { externalId: 'v0', gender: 'FEMALE' });
  const { how } = await ask(crm, HOW, { id: person.id });
  expect(how).toMatchObject({ personId: person.id, person: { id: person.id }, size: 3, mergeCount: 2, refusals: [] });
  const groups = new Map(ids.map((id) => [id, [id]]));
  for (const { link, one, other } of how.merges) {
    expect(one.recordIds.toSorted()).toEqual(groups.get(link.recordA)!.toSorted());
    expect(other.recordIds.toSorted()).toEqual(groups.get(link.recordB)!.toSorted());
    expect(link).toMatchObject({
      said: false,
      identical: false,
      explanation: { decision: 'LINK', weight: link.weight },
    });
    const both = [...one.recordIds, ...other.recordIds];
    for (const id of both) groups.set(id, both);
  }
  expect(groups.get(ids[0]!)!.toSorted()).toEqual(ids.toSorted());
  const weights = how.merges.map(({ link }: any) => link.weight);
  expect(weights).toEqual(weights.toSorted((x: number, y: number) => y - x));
  const { how: second } = await ask(crm, HOW, { id: person.id, first: 1, skip: 1 });
  expect(second.merges).toEqual([how.merges[1]]);
});

test('records that say the same are one step, however many', async () => {
  const facts = { name: { full: 'Otto Iden' }, emails: [{ value: 'oi@example.org' }] };
  let personId = '';
  for (let n = 0; n < 30; n += 1) personId = await recorded(crm, { externalId: `o${n}`, ...facts });
  const { how } = await ask(crm, HOW, { id: personId });
  expect(how).toMatchObject({ size: 30, mergeCount: 1 });
  expect(how.merges).toMatchObject([{ link: { identical: true }, one: { size: 1 }, other: { size: 29 } }]);
  expect(how.merges[0].other.recordIds).toHaveLength(20);
});

test('a person of one record has no merges, and one that is not there has no answer', async () => {
  const id = await recorded(crm, { externalId: 's1', name: { full: 'Solo Single' } });
  expect((await ask(crm, HOW, { id })).how).toMatchObject({ size: 1, mergeCount: 0, merges: [], refusals: [] });
  expect((await ask(crm, HOW, { id: '00000000-0000-7000-8000-000000000000' })).how).toBeNull();
  expect((await ask(crm, HOW, { id: 'x' })).how).toBeNull();
  const { errors } = await crm.query(HOW, { id, first: 201 });
  expect(errors?.[0]?.extensions?.code).toBe('BAD_REQUEST');
});

test('an id that was merged away explains the person that it leads to', async () => {
  const name = { given: 'Wim', family: 'Ostrander' };
  const [email, phone] = [[{ value: 'wim@example.org' }], [{ value: '+41446681804' }]];
  const older = await recorded(crm, { externalId: 'x1', name, emails: email });
  const younger = await recorded(crm, { externalId: 'x2', name, phones: phone });
  await recorded(crm, { externalId: 'x3', name, emails: email, phones: phone });
  expect((await ask(crm, HOW, { id: younger })).how).toMatchObject({ personId: older, size: 3 });
});

test('shows what a person said, before all links, and links to others that were refused', async () => {
  const steward = await hub.as('steward');
  const say = (recordA: string, recordB: string, verdict: string): Promise<any> =>
    ask(steward, `mutation ($input: ResolveMatchInput!) { resolveMatch(input: $input) { __typename } }`, {
      input: { recordA, recordB, verdict, reason: 'Told so' },
    });
  const facts = { name: { full: 'Gerd Halm' }, emails: [{ value: 'gerd@example.org' }] };
  const linked = await record(crm, { externalId: 'g1', ...facts });
  const refused = await record(crm, { externalId: 'g2', ...facts, gender: 'OTHER' });
  const said = await record(crm, { externalId: 'g3', name: { full: 'Quite Another' } });
  await say(linked.recordId, refused.recordId, 'DIFFERENT');
  await say(linked.recordId, said.recordId, 'SAME');
  const { personByRecord } = await ask(crm, '{ personByRecord(system: "crm", externalId: "g1") { id } }');
  const other = (await ask(crm, '{ personByRecord(system: "crm", externalId: "g2") { id } }')).personByRecord.id;
  const { how } = await ask(crm, HOW, { id: personByRecord.id });
  expect(how.merges).toMatchObject([{ link: { said: true, explanation: { decision: 'APART' } } }]);
  expect(how.refusals).toMatchObject([{ because: 'CANNOT_LINK' }]);
  expect(new Set([how.refusals[0].personA, how.refusals[0].personB])).toEqual(new Set([personByRecord.id, other]));
});
