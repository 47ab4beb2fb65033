import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runResolution } from '../../src/cli/resolve/run.ts';
import { valuesOf } from '../../src/evaluate/values.ts';
import { resolveSet } from '../../src/resolution/resolve.ts';
import { type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { partition, peopleOf, sheets, write } from './support/population.ts';

const SHEETS = sheets(1_000, 11);

let hub: TestHub;
const signal = new AbortController().signal;
const out = new PassThrough().resume();
const run = (options: { version?: string; train?: boolean; dryRun?: boolean } = {}) =>
  runResolution(hub.config, { version: undefined, train: false, dryRun: false, signal, out, ...options });

beforeAll(async () => {
  hub = await createHub();
  await write(hub, SHEETS);
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

test('once the model is learned from them, has the people that `evaluate` finds in the same records', async () => {
  const stored = await peopleByExternalId();
  const own = SHEETS.filter(({ input }) => stored.has(input.externalId));
  const context = { now: new Date(), defaultCountry: hub.config.defaultCountry };
  const { people } = resolveSet(own.map(({ input: { externalId: _, ...facts } }) => valuesOf(facts, context)));
  const found = new Map(own.map(({ input }, place) => [input.externalId, String(people[place])]));
  expect(partition(stored)).toEqual(partition(found));
}, 120_000);

/** By external id, whom the hub has it with. */
async function peopleByExternalId(): Promise<Map<string, string>> {
  const crm = await hub.as('crm');
  const found = new Map<string, string>();
  for (let after: string | null = null; ;) {
    const { people } = await ask(
      crm,
      `query ($after: String) { people(first: 100, after: $after) {
        edges { node { id records { externalId } } } pageInfo { endCursor hasNextPage } } }`,
      { after },
    );
    for (const {
      node: { id, records },
    } of people.edges)
      for (const { externalId } of records) found.set(externalId, id);
    if (!people.pageInfo.hasNextPage) return found;
    after = people.pageInfo.endCursor;
  }
}
