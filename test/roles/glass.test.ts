import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { SCOPES_OF_ROLE } from '../../src/kernel/roles.ts';
import { startHub } from '../../src/main.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub, createTestClient } from '../support/hub.ts';
import { ask, record } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';

const clock = testClock();
let hub: TestHub;
let personId: string;
let officer: Client;
let people = 0;

beforeAll(async () => {
  hub = await createHub({ clock });
  const crm = await hub.as('crm');
  personId = (await record(crm, { externalId: '1', name: { full: 'Ada Lovelace' } })).person.id;
  officer = await hub.as('privacy_officer/olga');
});
beforeEach(() => clock.advance(48 * 60 * 60_000));
afterAll(() => hub[Symbol.asyncDispose]());

const BREAK = `mutation ($input: BreakGlassInput!) { breakGlass(input: $input) {
  __typename ... on GlassBroken { brokenGlassId until } ... on GlassRefused { message againAt }
  ... on InvalidInput { problems { path message } } } }`;
const END = `mutation ($id: ID!) { endBrokenGlass(input: { id: $id }) { __typename ... on GlassRefused { message } } }`;
const REVIEW = `mutation ($id: ID!, $finding: BrokenGlassFinding = JUSTIFIED) {
  reviewBrokenGlass(input: { id: $id, finding: $finding, note: "Looked at the log." }) { __typename ... on GlassRefused { message } } }`;
const FIELDS =
  'id actor state role scopes reason personId brokenAt until endedAt end reviewDueAt finding note reviewedBy reviewedAt';

const breakGlass = async (client: Client, input: Record<string, unknown> = {}): Promise<any> =>
  (await ask(client, BREAK, { input: { role: 'STEWARD', reason: 'A call at night', minutes: 15, ...input } }))
    .breakGlass;
const broken = async (client: Client, input: Record<string, unknown> = {}): Promise<string> => {
  const outcome = await breakGlass(client, input);
  expect(outcome.__typename).toBe('GlassBroken');
  return outcome.brokenGlassId;
};
const end = async (client: Client, id: string): Promise<any> => (await ask(client, END, { id })).endBrokenGlass;
const review = async (client: Client, id: string): Promise<any> =>
  (await ask(client, REVIEW, { id })).reviewBrokenGlass;
const list = async (state?: string): Promise<any[]> =>
  (
    await ask(
      officer,
      `query ($state: BrokenGlassState) { brokenGlass(state: $state, first: 200) { items { ${FIELDS} } } }`,
      { state },
    )
  ).brokenGlass.items;
const sees = async (client: Client): Promise<boolean> =>
  (await client.query('query ($id: ID!) { person(id: $id) { name { full } } }', { id: personId })).data.person !== null;
const untilSees = (client: Client, expected: boolean): Promise<void> =>
  vi.waitFor(async () => expect(await sees(client)).toBe(expected), { timeout: 1_000, interval: 10 });
/** Somebody who runs the hub and reads no person, each time somebody else. */
const administrator = (): Promise<Client> => hub.as(`administrator/anna-${(people += 1)}`);

describe('broken glass', () => {
  test('gives scopes beyond the roles, and beyond what excludes what, until its time is over', async () => {
    const anna = await administrator();
    expect(await sees(anna)).toBe(false);
    const id = await broken(anna, { role: 'PRIVACY_OFFICER', minutes: 10, personId });
    await untilSees(anna, true);
    expect(await list('OPEN')).toMatchObject([
      { id, role: 'PRIVACY_OFFICER', reason: 'A call at night', personId, endedAt: null, end: null, finding: null },
    ]);
    clock.advance(10 * 60_000);
    expect(await sees(anna)).toBe(false);
    expect(await list('TO_REVIEW')).toMatchObject([{ id, end: 'EXPIRED' }]);
  });

  test('counts for who broke it, with any token of theirs, and for nobody else', async () => {
    const anna = await administrator();
    const name = `anna-${people}`;
    await broken(anna);
    await untilSees(anna, true);
    expect(await sees(await hub.as(`developer/${name}`))).toBe(true);
    expect(await sees(await hub.as('administrator/bob'))).toBe(false);
    expect(await sees(await hub.as('administrator'))).toBe(false);
  });

  test('ends early by who broke it or by a privacy officer, and nobody else learns of it', async () => {
    const [anna, bob] = [await administrator(), await administrator()];
    const id = await broken(anna);
    expect(await end(bob, id)).toEqual({ __typename: 'NotFound' });
    expect(await end(anna, id)).toEqual({ __typename: 'GlassRestored' });
    await untilSees(anna, false);
    expect(await end(anna, id)).toEqual({ __typename: 'GlassRefused', message: 'It is over.' });
    const other = await broken(bob);
    await untilSees(bob, true);
    expect(await end(officer, other)).toEqual({ __typename: 'GlassRestored' });
    await untilSees(bob, false);
    expect((await list('TO_REVIEW')).map((one) => [one.id, one.end])).toEqual([
      [other, 'STOPPED'],
      [id, 'ENDED'],
    ]);
  });

  test('is not broken again by the same person within an hour, unless somebody else has reviewed the last one', async () => {
    const anna = await administrator();
    const id = await broken(anna);
    expect(await breakGlass(anna)).toMatchObject({ __typename: 'GlassRefused', againAt: expect.any(String) });
    await end(anna, id);
    expect(await breakGlass(anna)).toMatchObject({ __typename: 'GlassRefused' });
    expect(await breakGlass(await hub.as(`reviewer/anna-${people}`))).toMatchObject({ __typename: 'GlassRefused' });
    expect(await review(officer, id)).toEqual({ __typename: 'GlassReviewed' });
    await end(anna, await broken(anna));
    clock.advance(60 * 60_000);
    await broken(anna);
  });

  test('is broken once by two requests at the same time', async () => {
    const anna = await administrator();
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => breakGlass(anna)));
    expect(outcomes.map(({ __typename }) => String(__typename)).toSorted()).toEqual([
      'GlassBroken',
      ...Array.from({ length: 3 }, () => 'GlassRefused'),
    ]);
  });

  test('gives nobody the scopes to review it or to break more', async () => {
    expect(
      await breakGlass(await administrator(), {
        role: null,
        scopes: ['glass:review', 'glass:break', 'person:write', 'no'],
      }),
    ).toMatchObject({
      problems: [0, 1, 2, 3].map((place) => ({ path: `scopes.${place}` })),
    });
    const id = await broken(await administrator(), { role: 'PRIVACY_OFFICER' });
    const { scopes } = (await list('OPEN')).find((one) => one.id === id);
    expect(new Set(scopes)).toEqual(
      new Set([...SCOPES_OF_ROLE.privacy_officer].filter((scope) => !/^glass:(review|break)$/.test(scope))),
    );
  });

  test.each([
    ['both a role and scopes', { scopes: ['person:read'] }, 'role'],
    ['neither', { role: null }, 'role'],
    ['no reason', { reason: ' ' }, 'reason'],
    ['no time', { minutes: 0 }, 'minutes'],
    ['more than an hour', { minutes: 61 }, 'minutes'],
    ['a person that cannot be', { personId: 'ada' }, 'personId'],
  ])('is refused with %s', async (_what, input, path) => {
    expect(await breakGlass(await administrator(), input)).toMatchObject({ problems: [{ path }] });
  });

  test('is not for machines, auditors and other systems', async () => {
    expect(await breakGlass(await hub.as('administrator'))).toMatchObject({ __typename: 'GlassRefused' });
    for (const name of ['auditor/eva', 'crm/eva']) {
      const { errors } = await (
        await hub.as(name)
      ).query(BREAK, { input: { role: 'STEWARD', reason: 'r', minutes: 1 } });
      expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    }
  });
});

test('what is read with broken glass says so in the audit log', async () => {
  const anna = await administrator();
  const id = await broken(anna);
  await untilSees(anna, true);
  const { auditEntries } = await ask(
    await hub.as('auditor/eva'),
    `query ($actor: String!) { auditEntries(filter: { kind: READ, actor: $actor }) { entries { brokenGlass fields } } }`,
    { actor: `steward/anna-${people}` },
  );
  expect(auditEntries.entries).toEqual([{ brokenGlass: id, fields: ['Person.name'] }]);
});

test('what is done with broken glass says so in the event and in the audit log, as long as it is broken', async () => {
  const anna = await administrator();
  const id = await broken(anna);
  const override =
    'mutation ($id: ID!) { overrideField(input: { personId: $id, reason: "seen", fact: { gender: FEMALE } }) { __typename } }';
  const release =
    'mutation ($id: ID!) { releaseOverride(input: { personId: $id, reason: "wrong", field: GENDER }) { __typename } }';
  await untilSees(anna, true);
  await ask(anna, override, { id: personId });
  await ask(await hub.as('steward/berta'), release, { id: personId });
  await end(anna, id);
  const actor = `steward/anna-${people}`;
  const { auditEntries } = await ask(
    await hub.as('auditor/eva'),
    `query ($actor: String!) { auditEntries(filter: { kind: ACT, actor: $actor }) { entries { brokenGlass event } } }`,
    { actor },
  );
  expect(auditEntries.entries).toHaveLength(3);
  expect(auditEntries.entries).toEqual(
    expect.arrayContaining([
      { brokenGlass: null, event: 'access.restored' },
      { brokenGlass: id, event: 'identity.updated' },
      { brokenGlass: null, event: 'access.broken' },
    ]),
  );
  const events = officer.subscribe(
    'subscription ($id: ID!) { events(types: ["identity.updated"], personId: $id, after: "earliest") { actor data } }',
    { id: personId },
  );
  for (const said of [
    [actor, id],
    ['steward/berta', undefined],
  ]) {
    const { events: event } = (await events.next()).value.data;
    expect([event.actor, event.data.brokenGlass]).toEqual(said);
  }
});

describe('a review', () => {
  test('is somebody else’s, once, after the end; until then it is shown as overdue a day later', async () => {
    const olga = await breakGlass(officer);
    const anna = await administrator();
    const id = await broken(anna);
    expect(await review(officer, id)).toMatchObject({ message: 'It is still open: end it first.' });
    await end(anna, id);
    await end(officer, olga.brokenGlassId);
    expect(await review(officer, olga.brokenGlassId)).toMatchObject({
      message: 'Nobody reviews what they did themselves.',
    });
    clock.advance(24 * 60 * 60_000);
    expect((await list('OVERDUE')).map((one) => one.id)).toEqual(expect.arrayContaining([id, olga.brokenGlassId]));
    expect(await review(officer, id)).toEqual({ __typename: 'GlassReviewed' });
    expect(await review(officer, id)).toMatchObject({ message: 'It is reviewed already.' });
    expect((await list('REVIEWED')).find((one) => one.id === id)).toMatchObject({
      finding: 'JUSTIFIED',
      note: 'Looked at the log.',
      reviewedBy: 'steward/olga',
    });
    expect(await review(officer, personId)).toEqual({ __typename: 'NotFound' });
  });

  test('and all that went before is told to privacy officers and auditors, without what people wrote', async () => {
    const auditor = await hub.as('auditor/eva');
    const anna = await administrator();
    const id = await broken(anna, { scopes: ['person:read'], role: null });
    const stream = auditor.subscribe(
      'subscription { brokenGlassChanged(after: "earliest") { event brokenGlass { id state reason } } }',
    );
    /** What comes next of this glass: that of others came before, and may end meanwhile. */
    const changed = async (): Promise<any> => {
      const change = (await stream.next()).value.data.brokenGlassChanged;
      return change.brokenGlass.id === id ? change : changed();
    };
    expect(await changed()).toMatchObject({
      event: 'access.broken',
      brokenGlass: { state: 'OPEN', reason: 'A call at night' },
    });
    const all = auditor.subscribe(
      'subscription { events(types: ["access.broken"], after: "earliest") { subject actor data } }',
    );
    const told = async (): Promise<any> => {
      const event = (await all.next()).value.data.events;
      return event.subject === `glass/${id}` ? event : told();
    };
    expect(await told()).toEqual({
      subject: `glass/${id}`,
      actor: `steward/anna-${people}`,
      data: { glassId: id, role: null, scopes: ['person:read'], until: expect.any(String) },
    });
    await end(anna, id);
    expect(await changed()).toMatchObject({ event: 'access.restored' });
    await review(officer, id);
    expect(await changed()).toMatchObject({ event: 'access.reviewed' });
    await Promise.all([stream.return?.(), all.return?.()]);
    const rows = await runSql<{ text: string }>(
      hub.database.url,
      `select e::text as text from log.event e where type like '%access%'`,
    );
    expect(rows.filter(({ text }) => text.includes('A call at night') || text.includes('Looked at'))).toEqual([]);
  });
});

test('every process obeys it within a second: one that runs already, one that starts later, and open streams', async () => {
  const anna = await administrator();
  const ends: (() => unknown)[] = [];
  const start = async () => {
    const other = await startHub({ ...hub.config, port: 0 }, { only: 'person' }, { logger: silentLogger, clock });
    ends.push(() => other.stop());
    return createTestClient(other.url, anna.token, ends);
  };
  const running = await start();
  const stream = anna.subscribe('subscription { events(types: ["identity.created"]) { subject } }');
  const first = stream.next();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const crm = await hub.as('crm');
  const told = (externalId: string): Promise<any> => record(crm, { externalId, name: { full: 'Eva' } });
  await told('before');
  const id = await broken(anna);
  await Promise.all([untilSees(anna, true), untilSees(running, true)]);
  const late = await start();
  expect(await sees(late)).toBe(true);
  const { person } = await told('during');
  // What came before the glass was broken is judged when it is handed out; it may be told or not, and nothing after the end is.
  expect((await first).value.data.events.subject).toEqual(expect.any(String));
  await end(anna, id);
  await Promise.all([anna, running, late].map((client) => untilSees(client, false)));
  const rest: string[] = [];
  const more = (async () => {
    for await (const { data } of stream) rest.push(data.events.subject);
  })();
  const after = await told('after');
  await new Promise((resolve) => setTimeout(resolve, 200));
  await stream.return?.();
  await more;
  expect(rest).not.toContain(after.person.id);
  expect(person.id).not.toBe(after.person.id);
  for (const stop of ends) await stop();
});
