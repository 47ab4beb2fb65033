import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, record } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';

let hub: TestHub;
let crm: Client;

beforeAll(async () => {
  hub = await createHub();
  crm = await hub.as('crm');
});
afterAll(() => hub[Symbol.asyncDispose]());

const FIELDS = `samePerson reason text replayed sharedKeys overCommonKeys fields
  recordA { externalId } recordB { externalId }
  explanation { modelVersion prior household weight probability decision rule veto steps { comparison level text m u weight rarityAdjustment } }
  through { recordA recordB weight said identical explanation { weight decision } }
  refusals { link { recordA recordB weight said } personA personB because fields }
  verdicts { recordA recordB said reason actor saidAt }`;
const WHY = `query ($a: ID!, $b: ID!) { why(recordA: $a, recordB: $b) { ${FIELDS} } whyNot(recordA: $a, recordB: $b) { reason text } }`;

let count = 0;
/** Writes records of people whom nobody else is like; answers the records' ids. */
async function records(...all: Record<string, unknown>[]): Promise<string[]> {
  const ids: string[] = [];
  for (const facts of all) ids.push((await record(crm, { externalId: `w${(count += 1)}`, ...facts })).recordId);
  return ids;
}

async function why(a: string, b: string, client = crm): Promise<any> {
  const { why: answer, whyNot } = await ask(client, WHY, { a, b });
  if (answer) expect(whyNot).toEqual({ reason: answer.reason, text: answer.text });
  return answer;
}

const name = { full: 'Zora Quist' };
const email = { emails: [{ value: 'zora@example.org' }] };

test('two linked records show the stored decision, whose steps add up to its weight', async () => {
  const [a, b] = (await records({ name, ...email }, { name, ...email, gender: 'FEMALE' })) as [string, string];
  const { explanation, ...rest } = await why(a, b);
  expect(rest).toMatchObject({ samePerson: true, reason: 'LINKED', replayed: true, through: [], refusals: [] });
  expect(rest.text).toBe('They are one person, since they are linked.');
  const [{ weight, version }] = (await runSql<{ weight: number; version: string }>(
    hub.database.url,
    `select weight, version from person.match join person.model on model.id = match.model_id
     where a in (select profile from person.record where id in ('${a}', '${b}')) and b in (select profile from person.record where id in ('${a}', '${b}')) and a <> b`,
  )) as [{ weight: number; version: string }];
  expect(explanation).toMatchObject({ weight, modelVersion: version, decision: 'LINK', rule: 'SAME_EMAIL_AND_NAME' });
  const steps = explanation.steps.reduce(
    (sum: number, step: { weight: number; rarityAdjustment: number }) => sum + step.weight + step.rarityAdjustment,
    explanation.prior + explanation.household,
  );
  expect(steps).toBeCloseTo(explanation.weight, 9);
  expect(JSON.stringify(explanation)).not.toMatch(/zora|quist/i);
});

test('the explanation is that of the stored vector, and not made anew', async () => {
  const [a, b] = (await records(
    { name: { full: 'Yves Kermadec' }, emails: [{ value: 'yk@example.org' }] },
    { name: { full: 'Yves Kermadec' }, emails: [{ value: 'yk@example.org' }], gender: 'MALE' },
  )) as [string, string];
  const gender = async (): Promise<string[]> =>
    (await why(a, b)).explanation.steps.flatMap((step: any) => (step.comparison === 'gender' ? [step.level] : []));
  expect(await gender()).toEqual([]);
  const profiles = `select profile from person.record where id in ('${a}', '${b}')`;
  await runSql(
    hub.database.url,
    `update person.match set vector = set_byte(vector, 5, 2) where a in (${profiles}) and b in (${profiles})`,
  );
  expect(await gender()).toEqual(['DIFFERENT']);
});

test('records that are not linked with each other are one by way of others', async () => {
  const [a, middle, b] = (await records(
    { name: { full: 'Ulla Brink' }, emails: [{ value: 'ulla@example.org' }] },
    { name: { full: 'Ulla Brink' }, emails: [{ value: 'ulla@example.org' }], phones: [{ value: '+41446681801' }] },
    { name: { full: 'Ulla Brink' }, phones: [{ value: '+41446681801' }] },
  )) as [string, string, string];
  const answer = await why(a, b);
  expect(answer).toMatchObject({ samePerson: true, reason: 'LINKED_THROUGH', explanation: { decision: 'REVIEW' } });
  expect(answer.through).toHaveLength(2);
  expect(answer.through.map((link: any) => new Set([link.recordA, link.recordB]))).toEqual([
    new Set([a, middle]),
    new Set([b, middle]),
  ]);
  for (const link of answer.through) {
    expect(link).toMatchObject({
      said: false,
      identical: false,
      explanation: { decision: 'LINK', weight: link.weight },
    });
  }
});

describe('two records that are not one person', () => {
  test.each([
    [
      'NO_SHARED_KEY',
      { name: { full: 'Ada Lovelace' }, birthDate: '1815-12-10' },
      { name: { full: 'Grace Hopper' }, birthDate: '1906-12-09' },
      { sharedKeys: 0, replayed: false, explanation: { decision: 'APART' } },
    ],
    [
      'BELOW_THRESHOLD',
      { name: { full: 'Peter Brown' }, birthDate: '1980-01-01' },
      { name: { full: 'Peter Brown' }, birthDate: '1951-05-09' },
      { replayed: false, explanation: { decision: 'APART' } },
    ],
    [
      'ASKED',
      { name: { full: 'Ilse Grau' }, birthDate: '1960' },
      { name: { full: 'Ilse Grau' } },
      { replayed: true, explanation: { decision: 'REVIEW' } },
    ],
    [
      'VETO',
      {
        name: { full: 'Nina Holm' },
        birthDate: '1970-03-03',
        identifiers: [{ type: 'PASSPORT', value: 'AB123456' }],
        emails: [{ value: 'nh@example.org' }],
      },
      {
        name: { full: 'Nina Holm' },
        birthDate: '1970-03-03',
        identifiers: [{ type: 'PASSPORT', value: 'ZK998877' }],
        emails: [{ value: 'nh@example.org' }],
      },
      {
        replayed: true,
        explanation: { veto: 'OTHER_IDENTIFIER' },
        text: 'They would be linked, but a person is asked first: their identifiers are different.',
      },
    ],
    ['NOTHING_TO_COMPARE', { locale: 'de-CH' }, { name: { full: 'Olga Petrova' } }, { explanation: null }],
  ])('%s says why', async (reason, one, other, expected) => {
    const [a, b] = (await records(one, other)) as [string, string];
    expect(await why(a, b)).toMatchObject({ samePerson: false, reason, through: [], ...expected });
  });

  test('are never compared where all that they share is shared by very many', async () => {
    for (let n = 0; n < 45; n += 1)
      await records({ name: { full: 'Max Muster' }, birthDate: `19${10 + n}-01-01`, gender: 'OTHER' });
    const [a, b] = (await records(
      { name: { full: 'Max Muster' }, birthDate: '1901-03-03' },
      { name: { full: 'Max Muster' }, birthDate: '2001-12-12' },
    )) as [string, string];
    const answer = await why(a, b);
    expect(answer).toMatchObject({ reason: 'NO_SHARED_KEY', replayed: false });
    expect(answer.overCommonKeys).toBeGreaterThan(0);
    expect(answer.overCommonKeys).toBe(answer.sharedKeys);
  });
});

test('a record that is not there, was taken back, or is one and the same explains nothing', async () => {
  const [a, b] = (await records({ name: { full: 'Ruth Gone' } }, { name: { full: 'Ruth Stays' } })) as [string, string];
  await ask(crm, `mutation { forgetRecord(input: { externalId: "w${count - 1}" }) { __typename } }`);
  expect(await why(a, b)).toBeNull();
  expect(await why(b, '00000000-0000-7000-8000-000000000000')).toBeNull();
  expect(await why('no id', b)).toBeNull();
  const { errors } = await crm.query(WHY, { a: b, b });
  expect(errors?.[0]?.extensions?.code).toBe('BAD_REQUEST');
});

test('needs both scopes', async () => {
  const [a, b] = (await records({ name: { full: 'Scope One' } }, { name: { full: 'Scope Two' } })) as [string, string];
  for (const scopes of [
    ['person:read', 'match:read'],
    ['person:read', 'person:lineage'],
  ]) {
    const { errors } = await (await hub.as('crm', scopes)).query(WHY, { a, b });
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  }
});

describe('what people said', () => {
  const ofOne = (key: string): [Record<string, unknown>, Record<string, unknown>] => {
    const facts = { name: { given: key, family: 'Underhill' }, emails: [{ value: `${key}@example.org` }] };
    return [facts, { ...facts, gender: 'OTHER' }];
  };
  const say = async (recordA: string, recordB: string, verdict: string): Promise<void> => {
    const steward = await hub.as('steward');
    const { resolveMatch } = await ask(
      steward,
      `mutation ($input: ResolveMatchInput!) { resolveMatch(input: $input) { __typename } }`,
      { input: { recordA, recordB, verdict, reason: `Told by ${verdict}` } },
    );
    expect(resolveMatch.__typename).toBe('MatchResolved');
  };

  test('SAME makes one person, by its word and not by the weight', async () => {
    const [a, b] = (await records({ name: { full: 'Ib Sand' } }, { name: { full: 'Kai Rehm' } })) as [string, string];
    await say(a, b, 'SAME');
    const answer = await why(a, b);
    expect(answer).toMatchObject({
      samePerson: true,
      reason: 'SAID',
      replayed: false,
      explanation: { decision: 'APART' },
    });
    expect(answer.verdicts).toMatchObject([
      { said: 'SAME', reason: 'Told by SAME', actor: expect.stringContaining('steward') },
    ]);
  });

  test('DIFFERENT keeps linked records apart', async () => {
    const [a, b] = (await records(...ofOne('Ferd'))) as [string, string];
    await say(a, b, 'DIFFERENT');
    const answer = await why(a, b);
    expect(answer).toMatchObject({
      samePerson: false,
      reason: 'CANNOT_LINK',
      explanation: { decision: 'LINK' },
      verdicts: [{ said: 'DIFFERENT' }],
      refusals: [{ because: 'CANNOT_LINK', link: { said: false } }],
    });
    expect(
      [answer.refusals[0].link.recordA, answer.refusals[0].link.recordB].toSorted((x, y) => (x < y ? -1 : 1)),
    ).toEqual([a, b].toSorted((x, y) => (x < y ? -1 : 1)));
  });

  test('DIFFERENT holds between all records of the two people, and shows from each of them', async () => {
    const [one] = ofOne('Gila');
    const [a, b] = (await records(one, { ...one, gender: 'OTHER' })) as [string, string];
    await say(a, b, 'DIFFERENT');
    const [c] = (await records({ ...one, phones: [{ value: '+41446681805' }] })) as [string];
    const answers = [await why(a, c), await why(b, c)];
    expect(answers.filter(({ samePerson }) => samePerson)).toHaveLength(1);
    const apart = answers.find(({ samePerson }) => !samePerson);
    expect(apart).toMatchObject({
      reason: 'CANNOT_LINK',
      verdicts: [{ recordA: [a, b].toSorted()[0], said: 'DIFFERENT' }],
    });
  });

  test('UNSURE leaves the question open', async () => {
    const [a, b] = (await records(
      { name: { full: 'Ilse Weiss' }, birthDate: '1960' },
      { name: { full: 'Ilse Weiss' } },
    )) as [string, string];
    await say(a, b, 'UNSURE');
    expect(await why(a, b)).toMatchObject({ reason: 'ASKED', verdicts: [{ said: 'UNSURE' }] });
  });
});

const passport = (value: string) => ({ identifiers: [{ type: 'PASSPORT', value, country: 'CH' }] });

test('a record that fits two people equally well, who contradict each other, is with neither', async () => {
  const hans = { name: { given: 'Hans', family: 'Zweifel' }, emails: [{ value: 'zweifel@example.org' }] };
  const [father, son, either] = (await records(
    { ...hans, birthDate: '1951-11-23', ...passport('X1234567') },
    { ...hans, birthDate: '1980-03-04', ...passport('X7654321') },
    hans,
  )) as [string, string, string];
  for (const one of [father, son]) {
    expect(await why(either, one)).toMatchObject({
      samePerson: false,
      reason: 'TIE',
      text: 'They are linked, but one of them fits another record equally well, which contradicts this one in the birth date and an identifier.',
      fields: ['birth', 'identifier'],
      explanation: { decision: 'LINK' },
      refusals: [{ because: 'TIE', fields: ['birth', 'identifier'] }],
    });
  }
});

test('a link between people who contradict each other on the whole makes them no one person', async () => {
  const ida = { name: { given: 'Ida', family: 'Quast' }, emails: [{ value: 'quast@example.org' }] };
  const own = { phones: [{ value: '+41443332299' }], birthDate: '1951-11-23' };
  const [linked, , other] = (await records(
    { ...ida, ...own },
    { ...ida, ...own, ...passport('X1111117') },
    { ...ida, ...passport('X2222227') },
  )) as [string, string, string];
  expect(await why(linked, other)).toMatchObject({
    samePerson: false,
    reason: 'CONTRADICTION',
    text: 'They are linked, but on the whole their two people contradict each other in an identifier.',
    fields: ['identifier'],
    explanation: { decision: 'LINK' },
    refusals: [{ because: 'CONTRADICTION', fields: ['identifier'] }],
  });
});
