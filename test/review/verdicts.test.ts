import { expect, test } from 'vitest';
import { createHub } from '../support/hub.ts';
import { ask, record } from '../support/operations.ts';
import { countRows } from '../support/rows.ts';
import { clients, holderOf, people, resolve, reviews, split, take, twin } from './support.ts';

test('a verdict of SAME makes one person of two: the older id stays, the other leads to it', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const ada = await take(crm, twin('1', 'Ada'));
  const eva = await take(crm, twin('2', 'Eva'));
  const answer = await resolve(steward, { recordA: eva.recordId, recordB: ada.recordId, verdict: 'SAME' });
  expect(answer).toMatchObject({
    __typename: 'MatchResolved',
    outcome: 'MERGED',
    personIds: [ada.personId],
    people: [{ id: ada.personId }],
  });
  expect(await people(crm, [eva.personId])).toEqual({ [ada.personId]: ['1', '2'] });
  expect(await reviews(steward)).toEqual([]);
});

test('a verdict of DIFFERENT parts a person, and gives back the id that was lost', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const ada = await take(crm, twin('1', 'Ada'));
  const eva = await take(crm, twin('2', 'Eva'));
  const pair = { recordA: ada.recordId, recordB: eva.recordId };
  await resolve(steward, { ...pair, verdict: 'SAME' });
  const answer = await resolve(steward, { ...pair, verdict: 'DIFFERENT', expectedVerdict: 'SAME' });
  expect(answer).toMatchObject({ outcome: 'SPLIT', personIds: [ada.personId, eva.personId] });
  expect(await people(crm, [ada.personId, eva.personId])).toEqual({ [ada.personId]: ['1'], [eva.personId]: ['2'] });
});

test('a verdict of DIFFERENT holds between all records of the two, and those that arrive later', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const one = await take(crm, {
    externalId: '1',
    name: { given: 'Ada', family: 'Muster' },
    emails: [{ value: 'a@example.org' }],
  });
  const other = await take(crm, {
    externalId: '2',
    name: { given: 'Ada', family: 'Muster' },
    emails: [{ value: 'a@example.org' }],
  });
  expect(other.personId).toBe(one.personId);
  await resolve(steward, { recordA: one.recordId, recordB: other.recordId, verdict: 'DIFFERENT' });
  for (const externalId of ['3', '4', '5', '6']) {
    await take(crm, {
      externalId,
      name: { given: 'Ada', family: 'Muster' },
      emails: [{ value: 'a@example.org' }],
      phones: [{ value: `+4144668180${externalId}` }],
    });
    expect(await holderOf(crm, '1')).not.toBe(await holderOf(crm, '2'));
  }
});

test('tells the second of two reviewers who say different things at once', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const ada = await take(crm, twin('1', 'Ada'));
  const eva = await take(crm, twin('2', 'Eva'));
  const pair = { recordA: ada.recordId, recordB: eva.recordId };
  const answers = await Promise.all([
    resolve(steward, { ...pair, verdict: 'SAME', reason: 'One phone.' }),
    resolve(steward, { ...pair, verdict: 'DIFFERENT', reason: 'Two phones.' }),
  ]);
  const second = answers.findIndex(({ __typename }) => __typename === 'VerdictConflict');
  expect(answers[1 - second].__typename).toBe('MatchResolved');
  const first = second === 0 ? { said: 'DIFFERENT', reason: 'Two phones.' } : { said: 'SAME', reason: 'One phone.' };
  expect(answers[second].verdicts).toEqual([{ ...pair, ...first, actor: 'steward' }]);

  // Who knows what was said may overrule it.
  const verdict = second === 0 ? 'SAME' : 'DIFFERENT';
  expect(await resolve(steward, { ...pair, verdict, expectedVerdict: verdict })).toMatchObject({
    __typename: 'VerdictConflict',
  });
  expect(await resolve(steward, { ...pair, verdict, replace: true })).toMatchObject({
    __typename: 'MatchResolved',
    outcome: verdict === 'SAME' ? 'MERGED' : 'SPLIT',
  });
});

test('two reviewers who agree at once are both answered', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const ada = await take(crm, twin('1', 'Ada'));
  const eva = await take(crm, twin('2', 'Eva'));
  const said = { recordA: ada.recordId, recordB: eva.recordId, verdict: 'SAME' };
  const answers = await Promise.all([resolve(steward, said), resolve(steward, said), resolve(steward, said)]);
  expect(answers.map(({ outcome }) => String(outcome)).toSorted()).toEqual(['MERGED', 'UNCHANGED', 'UNCHANGED']);
  expect(new Set(answers.map(({ personIds }) => String(personIds)))).toEqual(new Set([ada.personId]));
});

test('refuses a verdict that was expected on what nobody has said yet', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const ada = await take(crm, twin('1', 'Ada'));
  const eva = await take(crm, twin('2', 'Eva'));
  expect(
    await resolve(steward, {
      recordA: ada.recordId,
      recordB: eva.recordId,
      verdict: 'SAME',
      expectedVerdict: 'UNSURE',
    }),
  ).toMatchObject({
    __typename: 'VerdictConflict',
    verdicts: [],
  });
});

test('a verdict on records that have moved since still holds: it is about records', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const ada = await take(crm, twin('1', 'Ada'));
  const eva = await take(crm, twin('2', 'Eva'));
  const lea = await take(crm, twin('3', 'Lea'));
  const [review] = await reviews(steward, `, personId: "${eva.personId}"`);
  // Meanwhile somebody else joins two of the three, and parts them again.
  await resolve(steward, { recordA: ada.recordId, recordB: lea.recordId, verdict: 'SAME' });
  await split(steward, ada.personId, [lea.recordId]);
  const pair = { recordA: review.recordA.id, recordB: review.recordB.id };
  const answer = await resolve(steward, { ...pair, verdict: 'SAME' });
  expect(answer).toMatchObject({ __typename: 'MatchResolved', outcome: 'MERGED' });
  const external = (id: string): string => ({ [ada.recordId]: '1', [eva.recordId]: '2', [lea.recordId]: '3' })[id]!;
  expect(await holderOf(crm, external(pair.recordA))).toBe(await holderOf(crm, external(pair.recordB)));
  expect(await holderOf(crm, '1')).not.toBe(await holderOf(crm, '3'));
});

test('names what was said of other records of the two people when it stands against a verdict', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const ada = await take(crm, twin('1', 'Ada'));
  const more = await take(crm, twin('2', 'Ada', { gender: 'FEMALE' }));
  const eva = await take(crm, twin('3', 'Eva'));
  expect(more.personId).toBe(ada.personId);
  await resolve(steward, {
    recordA: more.recordId,
    recordB: eva.recordId,
    verdict: 'DIFFERENT',
    reason: 'Two births.',
  });
  const same = await resolve(steward, { recordA: ada.recordId, recordB: eva.recordId, verdict: 'SAME', replace: true });
  expect(same).toMatchObject({
    __typename: 'VerdictConflict',
    message: expect.stringContaining('mergePeople'),
    verdicts: [{ recordA: more.recordId, recordB: eva.recordId, said: 'DIFFERENT', reason: 'Two births.' }],
  });
  await resolve(steward, { recordA: more.recordId, recordB: eva.recordId, verdict: 'SAME', replace: true });
  await resolve(steward, { recordA: ada.recordId, recordB: more.recordId, verdict: 'SAME' });
  expect(await resolve(steward, { recordA: ada.recordId, recordB: eva.recordId, verdict: 'DIFFERENT' })).toMatchObject({
    __typename: 'VerdictConflict',
    message: expect.stringContaining('splitPerson'),
    verdicts: expect.arrayContaining([expect.objectContaining({ recordB: eva.recordId, said: 'SAME' })]),
  });
});

test('takes whole people along, even where their other records contradict each other', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const records = async (
    given: string,
    birthDate: string,
    from: number,
  ): Promise<{ recordId: string; personId: string }[]> => {
    const taken = [];
    for (let n = from; n < from + 4; n += 1)
      taken.push(
        await take(crm, {
          externalId: String(n),
          name: { given, family: 'Muster' },
          birthDate,
          emails: [{ value: `${given}@example.org` }],
          phones: [{ value: `+4144668180${n}` }],
        }),
      );
    return taken;
  };
  const ada = await records('Ada', '1980-05-17', 1);
  const otto = await records('Otto', '1955-11-02', 5);
  expect([
    new Set(ada.map(({ personId }) => personId)).size,
    new Set(otto.map(({ personId }) => personId)).size,
  ]).toEqual([1, 1]);
  const answer = await resolve(steward, { recordA: ada[2]!.recordId, recordB: otto[1]!.recordId, verdict: 'SAME' });
  expect(answer).toMatchObject({ outcome: 'MERGED', personIds: [ada[0]!.personId] });
  expect(await people(crm, [ada[0]!.personId])).toEqual({
    [ada[0]!.personId]: ['1', '2', '3', '4', '5', '6', '7', '8'],
  });
  // And what arrives later finds its place too.
  const late = await take(crm, {
    externalId: '9',
    name: { given: 'Otto', family: 'Muster' },
    birthDate: '1955-11-02',
    emails: [{ value: 'Otto@example.org' }],
  });
  expect(late.personId).toBe(ada[0]!.personId);
  // What the verdict joined, its opposite parts.
  const undone = await resolve(steward, {
    recordA: ada[2]!.recordId,
    recordB: otto[1]!.recordId,
    verdict: 'DIFFERENT',
    replace: true,
  });
  expect(undone).toMatchObject({ outcome: 'SPLIT' });
  expect(await people(crm, [ada[0]!.personId, otto[0]!.personId])).toEqual({
    [ada[0]!.personId]: ['1', '2', '3', '4'],
    [otto[0]!.personId]: ['5', '6', '7', '8', '9'],
  });
});

test('the same key gives the same answer, and refuses another input', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const ada = await take(crm, twin('1', 'Ada'));
  const eva = await take(crm, twin('2', 'Eva'));
  const said = { recordA: ada.recordId, recordB: eva.recordId, verdict: 'SAME', idempotencyKey: 'k' };
  const first = await resolve(steward, said);
  const rows = await countRows(hub.database.url);
  expect(await resolve(steward, said)).toEqual(first);
  expect(await resolve(steward, { ...said, verdict: 'DIFFERENT' })).toEqual({
    __typename: 'IdempotencyConflict',
    inFlight: false,
  });
  expect(await countRows(hub.database.url)).toEqual(rows);
});

test('refuses what is no pair of records, and a verdict without a reason', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const ada = await take(crm, twin('1', 'Ada'));
  const eva = await take(crm, twin('2', 'Eva'));
  const nobody = '01a1f86a-0000-7000-8000-000000000000';
  const said = (recordA: string, recordB: string, more: object = {}) =>
    resolve(steward, { recordA, recordB, verdict: 'SAME', ...more });
  expect(await said(ada.recordId, ada.recordId.toUpperCase())).toEqual({
    __typename: 'InvalidInput',
    problems: [{ path: 'recordB', message: 'Expected another record.' }],
  });
  expect(await said(ada.recordId, eva.recordId, { reason: ' ' })).toMatchObject({
    __typename: 'InvalidInput',
    problems: [{ path: 'reason' }],
  });
  expect(await said(ada.recordId, nobody)).toEqual({ __typename: 'NotFound', id: nobody });
  expect(await said('nobody', eva.recordId)).toEqual({ __typename: 'NotFound', id: 'nobody' });
  await ask(crm, 'mutation { forgetRecord(input: { externalId: "2" }) { __typename } }');
  expect(await said(ada.recordId, eva.recordId)).toEqual({ __typename: 'NotFound', id: eva.recordId });
});

test('a verdict goes with a record that is taken back, so that it holds nobody apart any more', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const ada = await take(crm, twin('1', 'Ada'));
  const more = await take(crm, twin('2', 'Ada'));
  await resolve(steward, { recordA: ada.recordId, recordB: more.recordId, verdict: 'DIFFERENT' });
  const third = await take(crm, twin('3', 'Ada', { gender: 'FEMALE' }));
  await ask(crm, 'mutation { forgetRecord(input: { externalId: "1" }) { __typename } }');
  expect(await holderOf(crm, '2')).toBe(await holderOf(crm, '3'));
  expect(third.recordId).not.toBe(more.recordId);
});

test('a steward without the scope for reviews says nothing, and a source may only read', async () => {
  await using hub = await createHub();
  const { crm } = await clients(hub);
  const ada = await take(crm, twin('1', 'Ada'));
  const eva = await take(crm, twin('2', 'Eva'));
  expect(await reviews(crm)).toHaveLength(1);
  const readOnly = await hub.as('steward', ['match:read', 'person:read', 'person:lineage']);
  for (const client of [crm, readOnly]) {
    const { errors } = await client.query(
      'mutation ($input: ResolveMatchInput!) { resolveMatch(input: $input) { __typename } }',
      { input: { recordA: ada.recordId, recordB: eva.recordId, verdict: 'SAME', reason: 'x' } },
    );
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  }
});

test(
  'records that arrive one by one or with verdicts between them never break what was said',
  { timeout: 120_000 },
  async () => {
    await using hub = await createHub();
    const { crm, steward } = await clients(hub);
    const names = ['Ada', 'Eva', 'Lea', 'Mia'];
    const apart: [string, string][] = [];
    let seed = 7;
    const random = (below: number): number => ((seed = (seed * 48_271) % 2_147_483_647), seed % below);
    for (let n = 0; n < 40; n += 1) {
      const given = names[random(4)]!;
      const outcome = await record(
        crm,
        twin(String(n), given, {
          emails: [{ value: `${['a', 'b'][random(2)]}@example.org` }],
          phones: [{ value: `+4144668180${random(3)}` }],
        }),
      );
      expect(outcome.__typename).toBe('PersonRecorded');
      if (n < 2 || n % 3 !== 0) continue;
      const [one, other] = [String(random(n)), String(random(n))];
      if (one === other) continue;
      const { personByRecord: a } = await ask(
        crm,
        `{ personByRecord(system: "crm", externalId: "${one}") { records { id externalId } } }`,
      );
      const { personByRecord: b } = await ask(
        crm,
        `{ personByRecord(system: "crm", externalId: "${other}") { records { id externalId } } }`,
      );
      const idOf = (found: any, externalId: string): string =>
        found.records.find((row: any) => row.externalId === externalId).id;
      const answer = await resolve(steward, { recordA: idOf(a, one), recordB: idOf(b, other), verdict: 'DIFFERENT' });
      if (answer.__typename === 'MatchResolved') apart.push([one, other]);
      for (const [x, y] of apart) expect(await holderOf(crm, x)).not.toBe(await holderOf(crm, y));
    }
    expect(apart.length).toBeGreaterThan(5);
  },
);
