import { expect, test } from 'vitest';
import { isShown } from './script.ts';

test.each([
  ['{ "a": 1 }', '{"a":1}\n', true],
  ['{ "a": 1 }', '{"a":2}', false],
  ['{ "a": 1 }', '{"a":1}{"b":2}', false],
  ['{ "a": 1, … }', '{"a":1,"b":[2]}', true],
  ['{ "id": "01a1f86a-0298-72f6-96cf-043586503b33" }', '{"id":"01a1f86b-1111-72f6-96cf-043586503b34"}', true],
  ['{ "id": "01a1f86a-0298-72f6-96cf-043586503b33" }', '{"id":null}', false],
  ['{ "at": "2026-11-20T10:04:20.482Z" }', '{"at":"2027-01-01T00:00:00Z"}', true],
  ['a (b) [c]', 'a (b) [c]', true],
])('a page that shows %j is right about %j: %s', (expected, actual, right) => {
  expect(isShown(expected, actual)).toBe(right);
});
