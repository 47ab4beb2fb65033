import { expect, test } from 'vitest';
import { derivePeople } from '../../src/subgraphs/person/matching/derive.ts';
import type { VerdictRow } from '../../src/subgraphs/person/matching/store.ts';
import { prepare } from '../../src/resolution/score/frequencies.ts';
import { initialModel } from '../../src/resolution/score/model.ts';
import { createScorer } from '../../src/resolution/score/score.ts';
import { standardise } from '../../src/resolution/standardise/index.ts';

const model = initialModel();
const ada = prepare(
  standardise({
    name: { full: 'Ada Lovelace', given: 'Ada', family: 'Lovelace' },
    birthDate: '1815-12-10',
    emails: [{ value: 'ada.lovelace@example.com' }],
  }),
  model.frequencies,
);
const derive = (ids: readonly string[], verdicts: readonly VerdictRow[]) =>
  derivePeople({
    members: ids.map((id) => ({ id, profile: 2n })),
    matches: [],
    verdicts,
    comparableOf: () => ada,
    model,
    scorer: createScorer(model),
  }).people;
const idsUpTo = (count: number) => Array.from({ length: count }, (_, n) => `r${String(n).padStart(5, '0')}`);

test('records that say the same are one person', () => {
  const ids = idsUpTo(1_000);
  expect(derive(ids, [])).toEqual([ids]);
});

test.each([0, 1, 700, 1_499])(
  'one of many that say the same is taken out, whichever it is, and the others stay one person',
  (place) => {
    const ids = idsUpTo(1_500);
    const out = ids[place]!;
    const others = ids.filter((id) => id !== out);
    const verdicts = others.map((id): VerdictRow => {
      const [a, b] = [id, out].toSorted() as [string, string];
      return { a, b, said: 'DIFFERENT' };
    });
    const start = performance.now();
    expect(new Set(derive(ids, verdicts).map((group) => group.length))).toEqual(new Set([1, 1_499]));
    expect(performance.now() - start).toBeLessThan(5_000);
  },
);
