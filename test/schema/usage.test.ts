import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { apiDifferences } from '../../src/schema/api-changes.ts';
import { settleLevels } from '../../src/schema/severity.ts';
import { usageOf } from '../../src/schema/usage.ts';

const BEFORE = `
  directive @live on QUERY
  interface Node { id: ID! }
  type Person implements Node { id: ID! mood: Mood }
  type Pet implements Node { id: ID! }
  type Refused { why: String }
  union Result = Person | Pet | Refused
  enum Mood { GOOD BAD }
  input Where { mood: Mood nested: Where }
  type Query { find(where: Where, mood: Mood): Result nodes: [Node!] moods: [Mood!] }
  type Lonely { only: Int }
`;

/** An edit of the schema, a document, and whether the document is touched. */
const CASES: [name: string, from: string, to: string, document: string, touched: boolean][] = [
  ['an interface that a type leaves', 'type Pet implements Node', 'type Pet', '{ nodes { id } }', true],
  ['an interface that nobody asks for', 'type Pet implements Node', 'type Pet', '{ moods }', false],
  ['a member of a union with a fragment', ' | Refused', '', '{ find { ... on Refused { why } } }', true],
  ['a member of a union without one', ' | Refused', '', '{ find { ... on Pet { id } } }', false],
  ['an enum value given as a literal', 'GOOD BAD', 'GOOD', '{ find(mood: BAD) { __typename } }', true],
  ['another enum value than the one given', 'GOOD BAD', 'GOOD', '{ find(mood: GOOD) { __typename } }', false],
  [
    'an enum value that a variable may hold',
    'GOOD BAD',
    'GOOD',
    'query A($mood: Mood) { find(mood: $mood) { __typename } }',
    true,
  ],
  [
    'an enum value deep in a variable',
    'GOOD BAD',
    'GOOD',
    'query A($where: Where) { find(where: $where) { __typename } }',
    true,
  ],
  [
    'an enum value deep in a literal',
    'GOOD BAD',
    'GOOD',
    '{ find(where: { nested: { mood: BAD } }) { __typename } }',
    true,
  ],
  ['an argument that is left away', ', mood: Mood)', ')', '{ find { __typename } }', false],
  ['an argument that has to be given now', ', mood: Mood)', ', mood: Mood!)', '{ find { __typename } }', true],
  [
    'an input with a new required field',
    'mood: Mood nested',
    'mood: Mood! nested',
    '{ find(where: {}) { __typename } }',
    true,
  ],
  ['a directive', 'directive @live on QUERY', '', 'query A @live { moods }', true],
  ['a directive that nobody uses', 'directive @live on QUERY', '', '{ moods }', false],
];

test.each(CASES)('knows whether a document is touched by %s', async (_, from, to, document, touched) => {
  expect(BEFORE).toContain(from);
  const [previous, current] = [buildSchema(BEFORE), buildSchema(BEFORE.replace(from, to))];
  const usage = usageOf(previous, [{ document: parse(document) }]);
  const settled = settleLevels(await apiDifferences(previous, current), { previous, usage, today: '2026-11-20' });
  expect(settled.some(({ level }) => level === 'breaking')).toBe(touched);
});

test('lets anything happen to a type that no operation reaches', async () => {
  const [previous, current] = [buildSchema(BEFORE), buildSchema(BEFORE.replace('only: Int', 'only: String'))];
  const settled = settleLevels(await apiDifferences(previous, current), {
    previous,
    usage: undefined,
    today: '2026-11-20',
  });
  expect(settled.map(({ level, note }) => [level, note])).toEqual([['safe', 'no operation could reach it']]);
});
