import { ZenEngine } from '@gorules/zen-engine';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/subgraphs/decision/policies/engine.ts';
import { readDevelopmentPolicy } from '../../src/local/policies.ts';
import { type TestRow, ask, policyOf, problemsOf, read } from './support.ts';

const AGE = { age: { type: 'number', min: 0, max: 150 } };
const NO_MATCH = { outcome: 'REVIEW', reasonCodes: ['POLICY_NO_MATCH'], matchedRules: [] };
const engine = new ZenEngine();

/** What the engine alone answers to a whole model. */
async function bare(content: any, inputs: Record<string, unknown>): Promise<any> {
  const decision = engine.createDecision(content.model);
  decision.validate();
  return (await decision.evaluate(inputs)).result;
}

const adults = policyOf(AGE, [{ id: 'adult', cells: { age: '>= 18' } }]);

describe('what the engine answers with {} and without an error', () => {
  test.each([
    ['a missing input', {}],
    ['null', { age: null }],
    ['text in place of a number', { age: '20' }],
  ])('%s is refused before it gets there', async (_name, inputs) => {
    expect(await bare(adults, inputs)).toEqual({});
    expect(ask(read(adults), inputs)).toBeUndefined();
  });

  test('no row that matches is a review', async () => {
    expect(await bare(adults, { age: 17 })).toEqual({});
    expect(ask(read(adults), { age: 17 })).toEqual(NO_MATCH);
  });

  test.each([
    ['a syntax error', '>= >= 18'],
    ['half an expression', '>= 18 and'],
    ['an input that is not there', '>= limit'],
    ['a comparison with text', '> "18"'],
    ['text added to a number', '$ + "a" > 3'],
  ])('%s in a cell is refused when it is drafted, although the engine validates it', async (_name, cell) => {
    const content = policyOf(AGE, [{ id: 'adult', cells: { age: cell } }]);
    expect(await bare(content, { age: 20 })).toEqual({});
    expect(Object.keys(problemsOf(content))).toEqual(['model.nodes.1.content.rules.0.i-age']);
  });

  test('an outcome that is no text, is unknown or is missing is refused when it is drafted', async () => {
    for (const outcome of ['APPROVE', '"APPROVED"', '"APP', '', '1']) {
      const content = policyOf(AGE, [{ id: 'adult', outcome }]);
      expect((await bare(content, { age: 20 })).outcome).not.toBe('APPROVE');
      expect(Object.keys(problemsOf(content))).toEqual(['model.nodes.1.content.rules.0.o-outcome']);
    }
  });

  test('a row that blocks and cannot be evaluated lets none below it approve', async () => {
    const content = policyOf({ age: { type: 'number' }, country: { type: 'string' } }, [
      { id: 'block', cells: { age: '$ + country > 3' }, outcome: '"BLOCK"', reasons: '"NO"' },
      { id: 'approve' },
    ]);
    expect(await bare(content, { age: 20, country: 'CH' })).toEqual({ outcome: 'APPROVE', reasons: 'OK' });
    // Such a cell is refused; this is what stands behind that, should another engine say it is fine.
    expect(Object.keys(problemsOf(content))).toEqual(['model.nodes.1.content.rules.0.i-age']);
    const row = (id: string, outcome: 'BLOCK' | 'APPROVE', text?: string) => ({
      id,
      cells: text === undefined ? [] : [{ field: 'age', reads: ['country'], text }],
      outputs: { outcome, reasonCodes: ['OK'] },
    });
    const last = [row('block', 'BLOCK', '$ + country > 3'), row('approve', 'APPROVE')];
    expect(evaluate({ before: [], last, texts: {} }, { age: 20, country: 'CH' } as never)).toEqual({
      outcome: 'REVIEW',
      reasonCodes: ['POLICY_FAILED'],
      matchedRules: [],
    });
  });
});

const FIELDS = {
  age: { type: 'number', integer: true, min: 0, max: 150 },
  score: { type: 'number' },
  known: { type: 'boolean' },
  country: { type: 'enum', values: ['CH', 'DE', 'FR'] },
  name: { type: 'string', maxLength: 20 },
  born: { type: 'date' },
};
const CELLS: Record<keyof typeof FIELDS, string[]> = {
  age: ['', '>= 18', '< 18', '[20..30]', '1, 2, 3', '$ > 40 and known', '> 18 or score > 0'],
  score: ['', '> 0.5', '<= 0.5', '$ > age', 'abs($) < 1', '(0..1)'],
  known: ['', 'true', 'false', 'not ($)'],
  country: ['', '"CH"', '"CH","DE"', 'not in ["FR"]', '!= "CH"'],
  name: ['', '"Ada"', 'startsWith($, "A")', 'len($) > 3', 'contains(lower($), "a")'],
  born: ['', 'd($) < d("2000-01-01")', 'd($).isAfter(d("1990-06-15"))', 'd("2026-01-01").diff(d($), "year") >= 18'],
};
const OUTCOMES = ['APPROVE', 'REJECT', 'REQUEST_INFORMATION', 'BLOCK', 'STEP_UP', 'REVIEW'];

const rowOf: fc.Arbitrary<Omit<TestRow, 'id'>> = fc.record({
  cells: fc.record(
    Object.fromEntries(Object.entries(CELLS).map(([field, cells]) => [field, fc.constantFrom(...cells)])),
  ),
  outcome: fc.constantFrom(...OUTCOMES.map((outcome) => `"${outcome}"`)),
});
const tables = fc
  .array(rowOf, { minLength: 1, maxLength: 8 })
  // A row that always matches may only be the last.
  .map((rows) =>
    rows.filter((row, index) => index === rows.length - 1 || Object.values(row.cells!).some((cell) => cell)),
  )
  .map((rows) =>
    policyOf(
      FIELDS,
      rows.map((row, index) => ({ id: `r${index}`, ...row })),
    ),
  );
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const fitting = fc.record({
  age: fc.integer({ min: 0, max: 150 }),
  score: fc.oneof(
    fc.double({ noNaN: true, min: -10, max: 10 }).map((score) => (Math.abs(score) < 1e-9 ? 0 : score)),
    fc.constantFrom(0.5, 1),
  ),
  known: fc.boolean(),
  country: fc.constantFrom('CH', 'DE', 'FR'),
  name: fc.oneof(fc.constantFrom('Ada', 'Anna', ''), fc.string({ maxLength: 5, unit: 'grapheme-ascii' })),
  born: day,
});

describe('whatever the table', () => {
  test('what fits the policy is decided as the engine decides, by the row that the engine names', async () => {
    await fc.assert(
      fc.asyncProperty(tables, fitting, async (content, inputs) => {
        const verdict = ask(read(content), inputs)!;
        const { result, trace } = await engine.createDecision(content.model).evaluate(inputs, { trace: true });
        const row = Object.values(trace ?? {}).find(({ id }) => id === 'table')?.traceData?.rule?._id;
        expect(verdict.matchedRules).toEqual(row === undefined ? [] : [row]);
        expect(verdict.outcome).toBe(result.outcome ?? 'REVIEW');
      }),
      { numRuns: 300 },
    );
  });

  test('an outcome other than REVIEW comes only from a row that matched, whatever the inputs', () => {
    fc.assert(
      fc.property(
        tables,
        fc.oneof(
          fitting,
          fc.record(Object.fromEntries(Object.keys(FIELDS).map((name) => [name, fc.anything()])), { requiredKeys: [] }),
        ),
        (content, inputs) => {
          const policy = read(content);
          const verdict = ask(policy, inputs);
          if (!verdict || verdict.outcome === 'REVIEW') return;
          const rule = content.model.nodes[1].content.rules.find(({ _id }: any) => _id === verdict.matchedRules.at(-1));
          expect(rule['o-outcome']).toBe(`"${verdict.outcome}"`);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('no cell that is let in and no input that fits ends the process', () => {
    const words = [
      '$',
      'age',
      'score',
      'country',
      'born',
      'name',
      'known',
      '"CH"',
      '1',
      '1e12',
      '0.000000001',
      '"2026-03-01"',
    ];
    const signs = ['+', '-', '<', '>=', '==', 'and', 'or', 'not', 'in', '(', ')', '[', ']', ',', '..', '.', 'd(', ')'];
    const calls = [
      'd($)',
      'd(born)',
      '.add(1000, "year")',
      '.sub(1000, "day")',
      '.year()',
      '.diff(d("0001-01-01"), "second")',
    ];
    const cells = fc
      .array(fc.constantFrom(...words, ...signs, ...calls, 'len(name)', 'abs($)', 'min([$, age])', 'upper(name)'), {
        minLength: 1,
        maxLength: 8,
      })
      .map((parts) => parts.join(' '));
    const edges = fc.record({
      age: fc.constantFrom(0, 150),
      score: fc.constantFrom(1e12, -1e12, 1e-9, -1e-9, 1.234567890123456e-9, 123456789.12345678),
      known: fc.boolean(),
      country: fc.constantFrom('CH', 'FR'),
      name: fc.constantFrom('', 'Ada', 'ß', '👩‍🚀 Ärger'),
      born: fc.constantFrom('0001-01-01', '9999-12-31', '2024-02-29'),
    });
    fc.assert(
      fc.property(fc.constantFrom('age', 'score', 'born', 'name'), cells, edges, (field, cell, inputs) => {
        const content = policyOf(FIELDS, [{ id: 'r', cells: { [field]: cell } }]);
        const isGood = Object.keys(problemsOf(content)).length === 0;
        expect(isGood && ask(read(content), inputs)).toBeDefined();
      }),
      { numRuns: 5_000 },
    );
  });

  test('numbers that the engine has no room for are refused', () => {
    const policy = read(policyOf({ score: { type: 'number' } }, [{ id: 'a', cells: { score: '> 0' } }]));
    for (const score of [1e13, -1e300, 5e-324, 1e-10, Infinity, NaN]) expect(ask(policy, { score })).toBeUndefined();
    for (const score of [1e12, 1e-9, 1.234567890123456e-9, 0.1 + 0.2]) {
      expect(ask(policy, { score })).toMatchObject({ outcome: 'APPROVE' });
    }
  });

  test('the same inputs give the same answer', () => {
    fc.assert(
      fc.property(tables, fitting, (content, inputs) => {
        expect(ask(read(content), inputs)).toEqual(ask(read(structuredClone(content)), { ...inputs }));
      }),
    );
  });
});

test('tables in a row give what they say to the next one', async () => {
  const content = policyOf({ country: FIELDS.country, age: FIELDS.age }, [
    { id: 'high', cells: {}, outcome: '"REVIEW"', reasons: '"NO"' },
    { id: 'rest', cells: { age: '>= 18' } },
  ]);
  const [, table] = content.model.nodes;
  table.content.inputs.unshift({ id: 'i-level', name: 'Level', field: 'level' });
  table.content.rules[0]['i-level'] = '"HIGH"';
  table.content.rules[1]['i-level'] = '';
  content.model.nodes.push({
    id: 'levels',
    name: 'Levels',
    type: 'decisionTableNode',
    content: {
      hitPolicy: 'first',
      passThrough: true,
      inputs: [{ id: 'c', name: 'Country', field: 'country' }],
      outputs: [{ id: 'l', name: 'Level', field: 'level' }],
      rules: [
        { _id: 'risky', c: '"FR"', l: '"HIGH"' },
        { _id: 'usual', c: '"CH"', l: '"LOW"' },
      ],
    },
  });
  content.model.edges = [
    { id: 'e1', sourceId: 'in', targetId: 'levels' },
    { id: 'e2', sourceId: 'levels', targetId: 'table' },
    { id: 'e3', sourceId: 'table', targetId: 'out' },
  ];
  const policy = read(content);
  expect(ask(policy, { country: 'FR', age: 40 })).toMatchObject({ outcome: 'REVIEW', matchedRules: ['risky', 'high'] });
  expect(ask(policy, { country: 'CH', age: 40 })).toMatchObject({
    outcome: 'APPROVE',
    matchedRules: ['usual', 'rest'],
  });
  expect(ask(policy, { country: 'CH', age: 4 })).toMatchObject({ outcome: 'REVIEW', matchedRules: ['usual'] });
  expect(ask(policy, { country: 'DE', age: 40 })).toEqual(NO_MATCH);
  expect(await bare(content, { country: 'CH', age: 40 })).toMatchObject({ outcome: 'APPROVE' });
});

test.each(['onboarding', 'step-up', 'vendor-contact'] as const)(
  'the policy %s of the development set is good',
  async (name) => {
    expect(problemsOf(await readDevelopmentPolicy(name))).toEqual({});
  },
);
