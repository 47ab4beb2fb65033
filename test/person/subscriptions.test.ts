import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';

let hub: TestHub;
let crm: Client;
let hr: Client;

beforeAll(async () => {
  hub = await createHub();
  [crm, hr] = await Promise.all([hub.as('crm'), hub.as('hr')]);
});
afterAll(() => hub[Symbol.asyncDispose]());

const EVENTS =
  'subscription ($after: String, $types: [String!], $personId: ID) { events(after: $after, types: $types, personId: $personId) { cursor type subject sequence actor data } }';

/** The next `count` payloads of a stream. */
async function take<T>(stream: AsyncIterator<T>, count: number): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < count) {
    const { value, done } = await stream.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

test('a subscriber hears each change once, in order, and goes on behind its cursor', async () => {
  const stream = crm.subscribe(EVENTS, { types: ['identity.created', 'identity.updated'] });
  const first = take(stream, 2);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const id = await recorded(crm, { externalId: 's1', name: { full: 'A' } });
  await recorded(crm, { externalId: 's1', name: { full: 'B' } });
  const heard = (await first).map(({ data }) => data.events);
  expect(heard).toMatchObject([
    {
      type: 'dev.selfsame.identity.created.v1',
      subject: id,
      sequence: 1,
      actor: 'crm',
      data: { system: 'crm', outcome: 'CREATED', fields: ['NAME'] },
    },
    {
      type: 'dev.selfsame.identity.updated.v1',
      subject: id,
      sequence: 2,
      data: { outcome: 'UPDATED', fields: ['NAME'] },
    },
  ]);
  expect(JSON.stringify(heard)).not.toMatch(/"A"|"B"/);
  await stream.return?.();

  await recorded(crm, { externalId: 's1', name: { full: 'C' } });
  const [resumed] = await take(crm.subscribe(EVENTS, { after: heard[0].cursor, personId: id }), 1);
  expect(resumed!.data.events).toMatchObject({ sequence: 2, cursor: heard[1].cursor });
});

test('a change comes with the person as it is now', async () => {
  const id = await recorded(crm, { externalId: 's2', name: { full: 'A' } });
  const stream = crm.subscribe(
    'subscription ($id: ID!) { personChanged(personId: $id) { type fields person { id name { full } } } }',
    { id },
  );
  const next = take(stream, 2);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await recorded(crm, { externalId: 's2', name: { full: 'B' } });
  await recorded(crm, { externalId: 's2', gender: 'FEMALE' });
  expect((await next).map(({ data }) => data.personChanged)).toMatchObject([
    { type: 'dev.selfsame.identity.updated.v1', fields: ['NAME'], person: { id, name: { full: 'B' } } },
    { fields: ['GENDER'], person: { id, name: { full: 'B' } } },
  ]);
});

test('subscribers of one event who may see different things, or ask for different things, get different answers', async () => {
  const identifiers = [{ type: 'PASSPORT', value: 'C01X00T47', country: 'DE' }];
  const id = await recorded(crm, { externalId: 'shared', name: { full: 'A' }, identifiers });
  const query = `subscription ($id: ID!, $with: Boolean!) {
    personChanged(personId: $id) { person { id name @include(if: $with) { full } identifiers { value } } }
  }`;
  const narrow = await hub.as('crm', ['events:read', 'person:read']);
  const heard = (
    [
      [crm, { id, with: true }],
      [crm, { id, with: true }],
      [crm, { id, with: false }],
      [narrow, { id, with: true }],
      [hr, { id, with: true }],
    ] as const
  ).map(([client, variables]) => take(client.subscribe(query, variables), 1));
  await new Promise((resolve) => setTimeout(resolve, 300));
  await recorded(crm, { externalId: 'shared', name: { full: 'B' } });
  const people = (await Promise.all(heard)).map(([answer]) => answer!.data.personChanged.person);
  const name = { full: 'B' };
  const seen = [{ value: 'C01X00T47' }];
  expect(people).toEqual([
    { id, name, identifiers: seen },
    { id, name, identifiers: seen },
    { id, identifiers: seen },
    { id, name, identifiers: null },
    { id, name, identifiers: seen },
  ]);
});

test('a subscription by person follows the ids that are merged into it, and the one that it is merged into', async () => {
  const older = await recorded(crm, { externalId: 's3a', emails: [{ value: 's3a@example.com' }] });
  const newer = await recorded(hr, { externalId: 's3b', emails: [{ value: 's3b@example.com' }] });
  const streams = [older, newer].map((personId) =>
    take(crm.subscribe(EVENTS, { personId, after: 'earliest', types: ['identity.updated', 'identity.merged'] }), 4),
  );
  await recorded(crm, { externalId: 's3a', emails: [{ value: 's3a@example.com' }, { value: 's3b@example.com' }] });
  await recorded(hr, { externalId: 's3b', gender: 'MALE' });
  for (const heard of await Promise.all(streams)) {
    expect(heard.map(({ data }) => [data.events.type.split('.')[3], data.events.subject])).toEqual([
      ['merged', newer],
      ['merged', older],
      ['updated', older],
      ['updated', older],
    ]);
  }
});

test('the client of a system stays hidden in the stream from who may not read it', async () => {
  const clients = async (client: Client) =>
    (await take(client.subscribe(EVENTS, { after: 'earliest', types: ['system.registered'] }), 2)).map(
      ({ data }) => data.events.data.clientId,
    );
  expect(await clients(crm)).toEqual([undefined, undefined]);
  expect(await clients(await hub.as('steward'))).toEqual(['crm', 'hr']);
});

test.each([
  [{ after: 'nonsense' }, 'BAD_CURSOR'],
  [{ after: Buffer.from('00000000:1').toString('base64url') }, 'BAD_CURSOR'],
  [{ types: ['identity.exploded'] }, 'BAD_REQUEST'],
])('refuses %j', async (variables, code) => {
  const [answer] = await take(crm.subscribe(EVENTS, variables), 1).catch((errors: unknown) => [{ errors }]);
  expect(JSON.stringify(answer!.errors)).toContain(code);
});

test('a stream ends when its token expires', async () => {
  const brief = await hub.as('crm', undefined, 2);
  const stream = brief.subscribe(EVENTS);
  // A last answer, or the close of the connection, whichever is first.
  const end = await take(stream, 1).then(
    ([answer]) => answer!.errors![0]!.extensions!.code,
    (close: { code: number }) => close.code,
  );
  expect([4403, 'UNAUTHENTICATED']).toContain(end);
});

test('of several records of one person that come at once, each is told with the fields that it changed', async () => {
  const from = (await take(crm.subscribe(EVENTS, { after: 'earliest' }), 1))[0]!.data.events.cursor;
  const { recordPeople } = await ask(
    crm,
    `mutation ($input: RecordPeopleInput!) { recordPeople(input: $input) {
      ... on PeopleRecorded { outcomes { ... on PersonRecorded { outcome person { id } } } } } }`,
    {
      input: {
        records: [
          { externalId: 'once-1', name: { full: 'Ina Once' }, emails: [{ value: 'once@example.org' }] },
          {
            externalId: 'once-2',
            name: { full: 'Ina Once' },
            emails: [{ value: 'once@example.org' }],
            phones: [{ value: '+41446681800' }],
          },
        ],
      },
    },
  );
  const [one, two] = recordPeople.outcomes;
  expect(two.person).toEqual(one.person);
  const heard = await take(crm.subscribe(EVENTS, { after: from, personId: one.person.id }), 2);
  expect(heard.map(({ data }) => [data.events.data.outcome, data.events.data.fields.toSorted()])).toEqual([
    ['CREATED', ['EMAILS', 'NAME']],
    ['JOINED', ['PHONES']],
  ]);
});

test('of a crowd of writes of two systems, each is told as that of who wrote it, and of each person one began it', async () => {
  const people = Array.from({ length: 20 }, (_, n) => ({
    externalId: `crowd-${n}`,
    name: { given: `Ina${n}`, family: 'Crowd' },
    emails: [{ value: `crowd-${n}@example.org` }],
  }));
  const ids = await Promise.all(people.flatMap((said) => [crm, hr].map((client) => recorded(client, said))));
  expect(new Set(ids).size).toBe(20);
  for (const id of new Set(ids)) {
    const heard = await take(
      crm.subscribe(EVENTS, { after: 'earliest', personId: id, types: ['identity.created', 'identity.updated'] }),
      2,
    );
    const told = heard.map(({ data: { events } }) => events);
    expect(told.map(({ actor, data }) => `${actor} for ${data.system}`).toSorted()).toEqual([
      'crm for crm',
      'hr for hr',
    ]);
    expect(told.map(({ data }) => data.outcome)).toEqual(['CREATED', 'JOINED']);
  }
});
