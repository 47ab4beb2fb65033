import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runResolution } from '../../src/cli/resolve/run.ts';
import { type TestHub, createHub } from '../support/hub.ts';
import { partition, peopleOf, sheets, write } from './support/population.ts';

let hub: TestHub;
const signal = new AbortController().signal;
const out = new PassThrough().resume();
const run = (options: { version?: string; train?: boolean; dryRun?: boolean } = {}) =>
  runResolution(hub.config, { version: undefined, train: false, dryRun: false, signal, out, ...options });

beforeAll(async () => {
  hub = await createHub();
  await write(hub, sheets(1_000, 11));
});
afterAll(() => hub[Symbol.asyncDispose]());

test('gives exactly the people that one write after the other gave under the same model', async () => {
  const before = await peopleOf(hub);
  const report = await run();
  expect(report!.people).toMatchObject({ merged: 0, split: 0 });
  expect(await peopleOf(hub)).toEqual(before);
}, 120_000);

test('changes nothing in a dry run, and then just what that said', async () => {
  const before = await peopleOf(hub);
  const report = await run({ train: true, dryRun: true });
  expect(await peopleOf(hub)).toEqual(before);
  const done = await run({ version: report!.model });
  expect(done!.people).toEqual(report!.people);
  expect(done!.pairs).toEqual(report!.pairs);
  expect(partition(await peopleOf(hub))).toHaveLength(done!.people.after);
}, 120_000);
