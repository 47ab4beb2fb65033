import { type ExecutionResult, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { fuse } from '../../src/gateway/fuse.ts';
import { mapStream } from '../../src/gateway/stream.ts';
import type { LocalSubgraph } from '../../src/gateway/subgraph.ts';
import { NO_READS, caller, fusedExecutor, toys } from './support.ts';
import { ticks } from './toy.ts';

const ask = (executor: ReturnType<typeof fusedExecutor>, query: string) =>
  executor.execute({ document: parse(query), context: caller() }) as Promise<ExecutionResult>;

describe('a reference to an entity of another subgraph', () => {
  test('is followed in one batch, however many there are', async () => {
    const toy = toys();
    await ask(
      fusedExecutor(toy),
      '{ people(first: 9) { nodes { verifications(first: 2) { person { name { full } } } } } }',
    );
    expect(toy.log.batches).toHaveLength(1);
    expect(toy.log.batches[0]).toHaveLength(9);
  });

  test('is not followed where the reference itself tells all that is asked', async () => {
    const toy = toys();
    const { data } = await ask(
      fusedExecutor(toy),
      '{ verification(id: "p1-v1") { person { __typename id } } decision(id: "p1-d1") { verifications { id } } }',
    );
    expect(JSON.stringify(data)).toBe(
      '{"verification":{"person":{"__typename":"Person","id":"p1"}},"decision":{"verifications":[{"id":"p1-v1"}]}}',
    );
    expect(toy.log.batches).toEqual([]);
  });

  test('is followed for a field that goes by one of its home', async () => {
    const toy = toys();
    await ask(fusedExecutor(toy), '{ verification(id: "p1-v1") { person { verifications { id } } } }');
    expect(toy.log.batches).toEqual([['p1']]);
  });
});

test('makes the context of a subgraph once an execution, and only when it is touched', async () => {
  const toy = toys();
  const executor = fusedExecutor(toy);
  await ask(executor, '{ person(id: "p1") { id name { full } friends { id friends { id } } } }');
  expect(toy.log.contexts).toBe(1);
  await ask(executor, '{ person(id: "p1") { verifications { id } consents { id } } }');
  expect(toy.log.contexts).toBe(1 + 3);
});

describe('refuses to fuse', () => {
  const { subgraphs, publicSdl } = toys();
  const changed = (name: string, change: (resolvers: Record<string, object>) => object): LocalSubgraph[] =>
    subgraphs.map((subgraph) =>
      subgraph.name === name
        ? { ...subgraph, resolvers: change(subgraph.resolvers as Record<string, object>) as never }
        : subgraph,
    );

  test('two homes for one entity', () => {
    const two = changed('verification', (resolvers) => ({
      ...resolvers,
      Person: { ...resolvers['Person'], __resolveReference: () => null },
    }));
    expect(() => fuse(publicSdl, two, NO_READS)).toThrow('Person has __resolveReference in person and verification');
  });

  test('two resolvers for one field', () => {
    const two = changed('verification', (resolvers) => ({ ...resolvers, InputProblem: { message: () => 'x' } })).map(
      (subgraph) =>
        subgraph.name === 'person'
          ? { ...subgraph, resolvers: { ...subgraph.resolvers, InputProblem: { message: () => 'y' } } }
          : subgraph,
    );
    expect(() => fuse(publicSdl, two, NO_READS)).toThrow(
      'InputProblem.message has a resolver in person and verification',
    );
  });

  test('an API of which a subgraph is missing', () => {
    expect(() => fuse(publicSdl, subgraphs.slice(0, 3), NO_READS)).toThrow(/no subgraph here defines \w+\.\w+/);
  });
});

describe('a mapped stream', () => {
  test('gives each value as it comes, and ends with its source', async () => {
    const values: number[] = [];
    for await (const value of mapStream(ticks([1, 2, 3]), (n) => n * 2)) values.push(value);
    expect(values).toEqual([2, 4, 6]);
  });

  test('lets its source go when it is left, also while it waits, and when mapping fails', async () => {
    const log = { contexts: 0, batches: [], returned: 0 };
    const waiting = mapStream(ticks<number>([], log, true), (n) => n);
    const next = waiting.next();
    await waiting.return?.();
    expect(await next).toEqual({ value: undefined, done: true });
    expect(log.returned).toBe(1);
    const failing = mapStream(ticks([1], log, true), () => {
      throw new Error('no');
    });
    await expect(failing.next()).rejects.toThrow('no');
    expect(log.returned).toBe(2);
    expect(await failing.next()).toEqual({ value: undefined, done: true });
  });
});
