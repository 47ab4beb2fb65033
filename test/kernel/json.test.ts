import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findJsonProblem } from '../../src/kernel/input/json.ts';

const LIMITS = { maxDepth: 4, maxBytes: 1_000 };

/** Levels of objects and lists in a JSON value. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

test('takes every JSON value of plain text within the limits, and none beyond them', () => {
  const plain = fc.string({ unit: fc.constantFrom('a', 'é', '漢', '🙂', ' ', '\n'), maxLength: 20 });
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6 },
      plain,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(plain, tie('tree'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      const fits = depthOf(value) <= LIMITS.maxDepth && Buffer.byteLength(JSON.stringify(value)) <= LIMITS.maxBytes;
      expect(findJsonProblem('inputs', value, LIMITS) === undefined).toBe(fits);
    }),
  );
});

test('says where text is wrong: in a value, or in a name', () => {
  expect(findJsonProblem('inputs', { a: [{ b: 'bell\u0007' }] }, LIMITS)?.path).toBe('inputs.a.0.b');
  expect(findJsonProblem('inputs', { a: { 'half a pair \ud800': 1 } }, LIMITS)?.path).toBe('inputs.a');
});

test('refuses a number that JSON cannot hold', () => {
  expect(findJsonProblem('inputs', { n: Number('1e999') }, LIMITS)).toEqual({
    path: 'inputs.n',
    message: 'Expected a number that JSON can hold.',
  });
});

test('survives a value that is nested without end', () => {
  const nested: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
  expect(findJsonProblem('inputs', nested, LIMITS)?.message).toBe('Expected at most 4 levels.');
});
