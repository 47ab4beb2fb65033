import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Executor, LocalCaller } from '../../src/gateway/executor.ts';
import type { Host } from '../../src/gateway/host.ts';
import { CORPUS } from './corpus.ts';
import { answers, fusedExecutor, httpExecutor, plannedExecutor, toys } from './support.ts';

let fused: Executor<LocalCaller>;
let inProcess: Executor<LocalCaller>;
let overHttp: Executor;
let hosts: Map<string, Host>;

beforeAll(async () => {
  fused = fusedExecutor(toys());
  inProcess = await plannedExecutor(toys());
  ({ executor: overHttp, hosts } = await httpExecutor(toys()));
});

afterAll(async () => {
  await Promise.all([fused.close(), inProcess.close(), overHttp.close()]);
  await Promise.all([...hosts.values()].map((host) => host.close(100)));
});

describe('fused, planned in this process and planned over HTTP answer alike', () => {
  test.each(CORPUS)('$name', async (each) => {
    expect(validate(fused.schema, parse(each.query))).toEqual([]);
    const expected = await answers(fused, each);
    expect(await answers(inProcess, each)).toEqual(expected);
    expect(await answers(overHttp, each)).toEqual(expected);
    expect(expected).toMatchSnapshot();
  });
});
