import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluate } from '../../src/resolution/evaluate.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';
import { activate, ended, train } from './support/jobs.ts';
import { type Sheet, partition, peopleOf, sheets, write } from './support/population.ts';

const TIMEOUT_MS = 180_000;

describe('a hub of some thousand records', () => {
  let hub: TestHub;
  let steward: Client;
  let records: Sheet[];
  let modelId: string;

  beforeAll(async () => {
    hub = await createHub();
    steward = await hub.as('steward');
    records = sheets(1_000, 11);
    await write(hub, records);
  }, TIMEOUT_MS);
  afterAll(() => hub[Symbol.asyncDispose]());

  test('trains a model from its own records, one training at a time', { timeout: TIMEOUT_MS }, async () => {
    const [one, other] = await Promise.all([train(steward), train(steward)]);
    expect(new Set([one.__typename, other.__typename])).toEqual(new Set(['JobRunning', 'MatchJobStarted']));
    const job = await ended(steward, one.jobId ?? other.jobId);
    expect(job).toMatchObject({ kind: 'TRAIN', state: 'DONE', model: { state: 'CANDIDATE' } });
    modelId = job.model!.id;
    const { models } = await ask(
      steward,
      '{ models { id state training { records population labels expectedPrecision } activatedBy } }',
    );
    expect(models).toEqual([
      {
        id: modelId,
        state: 'CANDIDATE',
        training: {
          records: expect.any(Number),
          population: records.length,
          labels: 0,
          expectedPrecision: expect.any(Number),
        },
        activatedBy: null,
      },
      { id: expect.any(String), state: 'ACTIVE', training: null, activatedBy: null },
    ]);
    expect(models[0].training.expectedPrecision).toBeGreaterThan(0.999);
  });

  test('tells what a model would change, and then changes just that', { timeout: TIMEOUT_MS }, async () => {
    const before = await peopleOf(hub);
    const compared = await ended(steward, (await activate(steward, modelId, true)).jobId);
    expect(compared).toMatchObject({ kind: 'COMPARE', state: 'DONE', model: { state: 'CANDIDATE' } });
    expect(await peopleOf(hub)).toEqual(before);

    const activated = await ended(steward, (await activate(steward, modelId, false)).jobId);
    expect(activated).toMatchObject({ kind: 'ACTIVATE', state: 'DONE', model: { state: 'ACTIVE' } });
    expect(activated.report).toEqual(compared.report);
    const after = partition(await peopleOf(hub));
    expect(after).toHaveLength(compared.report.people.after);
    const kept = new Set(partition(before));
    const { merged, split, unchanged } = compared.report.people;
    expect(after.filter((group) => kept.has(group))).toHaveLength(unchanged);
    expect(merged + split).toBeGreaterThan(0);
  });

  test('says why in the report, and nothing of anybody', { timeout: TIMEOUT_MS }, async () => {
    const { matchJob } = await ask(steward, '{ matchJob { report } }');
    const [sample] = [
      ...matchJob.report.samples.merged.map((one: any) => one.link),
      ...matchJob.report.samples.split.map((one: any) => one.parted),
    ];
    expect(sample.waterfall.steps.length).toBeGreaterThan(0);
    const text = JSON.stringify(matchJob.report).toLowerCase();
    for (const { input } of records as { input: { externalId: string; name?: { family?: string } } }[]) {
      const family = input.name?.family;
      if (family && family.length > 5) expect(text).not.toContain(family.toLowerCase());
    }
  });

  test('finds people as well as the same records do in memory', { timeout: TIMEOUT_MS }, async () => {
    const found: string[] = [];
    const truth: number[] = [];
    for (const system of ['crm', 'hr', 'onboarding'] as const) {
      const client = await hub.as(system);
      const own = records.filter((record) => record.system === system);
      for (let start = 0; start < own.length; start += 20) {
        const page = own.slice(start, start + 20);
        const answer = await ask(
          client,
          `{ ${page.map(({ input }, place) => `r${place}: personByRecord(system: "${system}", externalId: "${input.externalId}") { id }`).join(' ')} }`,
        );
        page.forEach(({ person }, place) => {
          found.push(answer[`r${place}`].id);
          truth.push(person);
        });
      }
    }
    const { pairs } = evaluate(found, truth);
    expect(pairs.precision).toBeGreaterThanOrEqual(0.999);
    expect(pairs.recall).toBeGreaterThanOrEqual(0.85);
  });

  test('gives the same model for the same records', { timeout: TIMEOUT_MS }, async () => {
    const again = await ended(steward, (await train(steward)).jobId);
    expect(again.model!.id).toBe(modelId);
  });

  test('knows no other model, and lets nobody but stewards at it', async () => {
    expect(await activate(steward, 'x', true)).toEqual({ __typename: 'NotFound' });
    expect(await activate(steward, '01234567-89ab-7def-8123-456789abcdef', false)).toEqual({ __typename: 'NotFound' });
    const answer = await (await hub.as('crm')).query('{ models { id } }');
    expect(answer.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});

test('refuses to learn from too little, and stores nothing', async () => {
  await using hub = await createHub();
  const steward = await hub.as('steward');
  const crm = await hub.as('crm');
  for (let n = 0; n < 3; n += 1) await recorded(crm, { externalId: `c${n}`, name: { full: `Ada ${n}` } });
  expect(await train(steward)).toEqual({ __typename: 'TooLittleData', records: 3, needed: 200 });
  expect(await runSql(hub.database.url, 'select id from person.match_job')).toEqual([]);
});

test('refuses to learn where hardly two records are one person', { timeout: TIMEOUT_MS }, async () => {
  await using hub = await createHub();
  const steward = await hub.as('steward');
  const first = new Map(sheets(400, 5).map((sheet) => [sheet.person, sheet]));
  await write(hub, [...first.values()]);
  const { jobId } = await train(steward);
  const job = await ended(steward, jobId);
  expect(job).toMatchObject({ state: 'FAILED', model: null, problem: expect.stringContaining('Too little data') });
  expect(await runSql(hub.database.url, "select id from person.model where state = 'CANDIDATE'")).toEqual([]);
});
