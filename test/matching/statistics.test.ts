import { expect, test } from 'vitest';
import { createHub } from '../support/hub.ts';
import { ask, record, recorded } from '../support/operations.ts';

const STATISTICS =
  '{ matchStatistics { records people duplicateRate links questions automaticShare reviewRate verdicts } }';

test('statistics tell how many records are known already, and how many pairs are linked or asked about', async () => {
  await using hub = await createHub();
  const [crm, hr] = await Promise.all([hub.as('crm'), hub.as('hr')]);
  expect((await ask(crm, STATISTICS)).matchStatistics).toEqual({
    records: 0,
    people: 0,
    duplicateRate: null,
    links: 0,
    questions: 0,
    automaticShare: null,
    reviewRate: null,
    verdicts: 0,
  });
  const ada = { name: { given: 'Ada', family: 'Lovelace' }, emails: [{ value: 'ada@example.com' }] };
  await recorded(crm, { externalId: '1', ...ada });
  await recorded(hr, { externalId: '1', ...ada, birthDate: '1815-12-10' });
  // Another given name at the same address: a person has to say.
  await recorded(hr, { ...ada, externalId: '2', name: { given: 'Byron', family: 'Lovelace' } });
  await recorded(crm, { externalId: '3', name: { given: 'Grace', family: 'Hopper' } });
  const { matchStatistics } = await ask(crm, STATISTICS);
  expect(matchStatistics).toMatchObject({ records: 4, people: 3, duplicateRate: 0.25, links: 1, verdicts: 0 });
  expect(matchStatistics.questions).toBeGreaterThan(0);
  expect(matchStatistics.automaticShare).toBeCloseTo(1 / (1 + matchStatistics.questions));
  expect(matchStatistics.reviewRate).toBe(matchStatistics.questions / 4);
  await record(crm, { externalId: '3', name: null });
  expect((await ask(crm, STATISTICS)).matchStatistics.records).toBe(4);
});
