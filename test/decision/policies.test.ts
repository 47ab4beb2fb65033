import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { countRows, runSql } from '../support/rows.ts';
import { adults, draft, publish, step } from './policy-operations.ts';

let hub: TestHub;
let ada: Client;
let bob: Client;
let machine: Client;

beforeAll(async () => {
  hub = await createHub();
  [ada, bob, machine] = await Promise.all([hub.as('steward/ada'), hub.as('steward/bob'), hub.as('steward')]);
});
afterAll(() => hub[Symbol.asyncDispose]());

const SHOWN = `version state content digest approvals draftedBy submittedBy publishedBy retiredBy`;
async function show(name: string): Promise<any> {
  const query = `query ($name: String!) { policy(name: $name) { name published { version } versions { ${SHOWN} } } }`;
  return (await ask(machine, query, { name })).policy;
}

let names = 0;
const newName = (): string => `policy-${(names += 1)}`;

describe('the life of a policy', () => {
  test('goes from a draft by a review to a publication, and names who did what', async () => {
    const name = newName();
    expect(await draft(ada, { name, content: adults() })).toEqual({
      __typename: 'PolicyChanged',
      name,
      version: 1,
      policy: { state: 'DRAFT' },
    });
    expect(await draft(ada, { name, version: 1, content: adults(21) })).toMatchObject({ version: 1 });
    expect(await step(ada, 'submitPolicy', { name, version: 1 })).toMatchObject({ policy: { state: 'IN_REVIEW' } });
    expect(await step(bob, 'publishPolicy', { name, version: 1 })).toMatchObject({ policy: { state: 'PUBLISHED' } });
    expect(await show(name)).toEqual({
      name,
      published: { version: 1 },
      versions: [
        {
          version: 1,
          state: 'PUBLISHED',
          content: adults(21),
          digest: expect.stringMatching(/^[0-9a-f]{64}$/),
          approvals: 1,
          draftedBy: 'steward/ada',
          submittedBy: 'steward/ada',
          publishedBy: 'steward/bob',
          retiredBy: null,
        },
      ],
    });
  });

  test('has one published version at a time; what was published before can be again', async () => {
    const name = newName();
    const first = await publish(ada, name, adults());
    const second = await publish(ada, name, adults(21));
    const states = async (): Promise<unknown> =>
      (await show(name)).versions.map(({ version, state }: any) => [version, state]);
    expect(await states()).toEqual([
      [second, 'PUBLISHED'],
      [first, 'RETIRED'],
    ]);
    await step(bob, 'publishPolicy', { name, version: first });
    expect(await states()).toEqual([
      [second, 'RETIRED'],
      [first, 'PUBLISHED'],
    ]);
    expect((await show(name)).versions[1].retiredBy).toBeNull();
    await step(bob, 'retirePolicy', { name, version: first });
    expect((await show(name)).published).toBeNull();
  });

  test('stays one when several are published at once', async () => {
    const name = newName();
    const versions = [];
    for (const limit of [18, 19, 20, 21]) {
      const { version } = await draft(ada, { name, content: adults(limit) });
      await step(ada, 'submitPolicy', { name, version });
      versions.push(version);
    }
    await Promise.all(versions.map((version) => step(bob, 'publishPolicy', { name, version })));
    const states = (await show(name)).versions.map(({ state }: any) => state).toSorted();
    expect(states).toEqual(['PUBLISHED', 'RETIRED', 'RETIRED', 'RETIRED']);
  });

  test.each([
    ['draftPolicy', 'PUBLISHED', 'DRAFT'],
    ['submitPolicy', 'PUBLISHED', 'IN_REVIEW'],
    ['publishPolicy', 'PUBLISHED', 'PUBLISHED'],
    ['publishPolicy', 'DRAFT', 'PUBLISHED'],
    ['publishPolicy', 'WITHDRAWN', 'PUBLISHED'],
    ['retirePolicy', 'RETIRED', 'RETIRED'],
  ])('%s is refused of one that is %s', async (command, from, to) => {
    const name = newName();
    const { version } = await draft(ada, { name, content: adults() });
    if (from !== 'DRAFT') await step(ada, 'submitPolicy', { name, version });
    if (from === 'WITHDRAWN') await step(ada, 'retirePolicy', { name, version });
    if (from === 'PUBLISHED' || from === 'RETIRED') await step(ada, 'publishPolicy', { name, version });
    if (from === 'RETIRED') await step(ada, 'retirePolicy', { name, version });
    const before = await countRows(hub.database.url);
    const outcome =
      command === 'draftPolicy'
        ? await draft(ada, { name, version, content: adults(3) })
        : await step(ada, command as 'submitPolicy', { name, version });
    expect(outcome).toMatchObject({
      __typename: 'IllegalTransition',
      from: from === 'WITHDRAWN' ? 'RETIRED' : from,
      to,
    });
    expect(await countRows(hub.database.url)).toEqual(before);
  });

  test('never changes what was submitted, not even by the role of the subgraph', async () => {
    const name = newName();
    await publish(ada, name, adults());
    const attempt = (statement: string): Promise<unknown> =>
      runSql(hub.database.url, `begin; set local role selfsame_decision; ${statement} where name = '${name}'; commit`);
    await expect(attempt(`update decision.policy_version set content = '{}'`)).rejects.toThrow('cannot change');
    await expect(attempt('delete from decision.policy_version')).rejects.toThrow('permission denied');
  });

  test('is told by events without what it says', async () => {
    const name = newName();
    const first = await publish(ada, name, adults());
    const second = await publish(ada, name, adults(21));
    const rows = await runSql<{ type: string; data: any }>(
      hub.database.url,
      `select split_part(type, '.', 4) as type, data - 'digest' as data from log.event where subject = 'policy/${name}' order by sequence`,
    );
    expect(rows.map(({ type, data }) => [type, data])).toEqual([
      ['drafted', { name, version: first }],
      ['submitted', { name, version: first }],
      ['published', { name, version: first }],
      ['drafted', { name, version: second }],
      ['submitted', { name, version: second }],
      ['retired', { name, version: first, replacedBy: second }],
      ['published', { name, version: second, replaces: first }],
    ]);
  });
});

describe('two people', () => {
  const drafted = async (
    by: Client,
    content: unknown,
    submittedBy = by,
  ): Promise<{ name: string; version: number }> => {
    const name = newName();
    const { version } = await draft(by, { name, content });
    await step(submittedBy, 'submitPolicy', { name, version });
    return { name, version };
  };

  test('publish a policy that says so: never its author, and never a machine', async () => {
    const key = await drafted(ada, adults(18, { approvals: 2 }));
    const ofAnotherDesk = await hub.as('steward/ada', ['policy:publish', 'policy:read']);
    for (const [client, message] of [
      [ada, /its author/],
      [ofAnotherDesk, /its author/],
      [machine, /a machine/],
    ] as const) {
      const outcome = await step(client, 'publishPolicy', key);
      expect(outcome).toMatchObject({ __typename: 'SecondPersonNeeded', message: expect.stringMatching(message) });
    }
    expect(await step(bob, 'publishPolicy', key)).toMatchObject({ __typename: 'PolicyChanged' });
  });

  test('are two, though a machine wrote it', async () => {
    const content = adults(18, { approvals: 2 });
    const alone = await drafted(machine, content);
    expect(await step(bob, 'publishPolicy', alone)).toMatchObject({
      message: expect.stringMatching(/no other person/),
    });
    const submitted = await drafted(machine, content, ada);
    expect(await step(ada, 'publishPolicy', submitted)).toMatchObject({ __typename: 'SecondPersonNeeded' });
    expect(await step(bob, 'publishPolicy', submitted)).toMatchObject({ __typename: 'PolicyChanged' });
  });

  test('are needed to replace what takes two, whatever the new version says', async () => {
    const { name, version } = await drafted(ada, adults(18, { approvals: 2 }));
    await step(bob, 'publishPolicy', { name, version });
    const { version: next } = await draft(ada, { name, content: adults(21) });
    await step(ada, 'submitPolicy', { name, version: next });
    expect(await step(ada, 'publishPolicy', { name, version: next })).toMatchObject({
      __typename: 'SecondPersonNeeded',
    });
    expect(await step(bob, 'publishPolicy', { name, version: next })).toMatchObject({ __typename: 'PolicyChanged' });
  });
});

describe('bad input', () => {
  test('is a policy with something wrong in it: told by path, nothing stored', async () => {
    const before = await countRows(hub.database.url);
    const content = adults();
    content.model.nodes[1].content.rules[0]['i-age'] = '>= income';
    content.extra = true;
    expect(await draft(ada, { name: 'Wrong Name', content })).toMatchObject({
      problems: [{ path: 'name' }, { path: 'content', message: 'A policy has no such member here: extra.' }],
    });
    delete content.extra;
    expect(await draft(ada, { name: newName(), content })).toEqual({
      __typename: 'InvalidInput',
      problems: [{ path: 'content.model.nodes.1.content.rules.0.i-age', message: 'There is no input income.' }],
    });
    expect(await draft(ada, { name: newName(), content: 'x'.repeat(300_000) })).toMatchObject({
      problems: [{ path: 'content' }],
    });
    expect(await countRows(hub.database.url)).toEqual(before);
  });

  test('is a version that is not there', async () => {
    const missing = { name: 'nowhere', version: 1 };
    expect(await draft(ada, { ...missing, content: adults() })).toEqual({ __typename: 'NotFound', id: 'nowhere 1' });
    expect(await step(ada, 'submitPolicy', missing)).toEqual({ __typename: 'NotFound', id: 'nowhere 1' });
    expect((await ask(ada, '{ policy(name: "nowhere") { name } }')).policy).toBeNull();
  });
});

test('a repeated step gets its first answer', async () => {
  const name = newName();
  const input = { name, content: adults(), idempotencyKey: `draft ${name}` };
  const first = await draft(ada, input);
  expect(await draft(ada, input)).toEqual(first);
  await step(ada, 'submitPolicy', { name, version: 1, idempotencyKey: `submit ${name}` });
  const again = await step(ada, 'submitPolicy', { name, version: 1, idempotencyKey: `submit ${name}` });
  expect(again).toMatchObject({ __typename: 'PolicyChanged' });
  expect((await show(name)).versions).toHaveLength(1);
});

test('policies are listed by name, page by page', async () => {
  const list = async (after?: string): Promise<string[]> =>
    (
      await ask(ada, 'query ($after: String) { policies(first: 2, after: $after) { name published { version } } }', {
        after,
      })
    ).policies.map(({ name }: any) => name);
  expect(await list()).toEqual(['onboarding', 'policy-1']);
  expect((await list('policy-1'))[0]).toBe('policy-10');
});

test('an engine reads policies and cannot write them', async () => {
  const engine = await hub.as('decision', ['policy:read', 'policy:write', 'policy:publish']);
  expect((await ask(engine, '{ policy(name: "onboarding") { published { state } } }')).policy).toEqual({
    published: { state: 'PUBLISHED' },
  });
  const { errors } = await engine.query(
    'mutation { retirePolicy(input: { name: "onboarding", version: 1 }) { __typename } }',
  );
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});
