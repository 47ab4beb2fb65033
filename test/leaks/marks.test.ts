import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { Marks, findMarks } from './marks.ts';

const marks = new Marks();
const value = marks.text('a name');

test.each([
  ['plain', value],
  ['upper case', value.toUpperCase()],
  ['hex', Buffer.from(`x${value}y`).toString('hex')],
  ['base64 at any place', Buffer.from(`{"a":"${value}"}`).toString('base64')],
  ['base64 one further', Buffer.from(`{"ab":"${value}"}`).toString('base64')],
  ['base64 two further', Buffer.from(`{"abc":"${value}"}`).toString('base64')],
  ['its SHA-256', createHash('sha256').update(value).digest('hex')],
  ['its MD5', createHash('md5').update(value.toLowerCase()).digest('hex')],
])('a mark is found in %s', (_name, text) => {
  expect(findMarks(marks, `… ${text} …`)).not.toEqual([]);
});

test('nothing is found where it is not', () => {
  expect(findMarks(marks, `${value.slice(1)} ${Buffer.from(value.slice(2)).toString('hex')}`)).toEqual([]);
});
