import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { grant } from '../consent/operations.ts';
import { type TestHub, createHub } from '../support/hub.ts';
import { ask, record } from '../support/operations.ts';
import { MARK, erased, reached, statusOf, whole } from './support.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createHub();
});
afterAll(() => hub[Symbol.asyncDispose]());

const SHARE = '{ counts { what count } stays { what count } held { kind id } }';
const PREVIEW = `query ($id: ID!) { erasurePreview(personId: $id) { id personIds erasure { state } recordedBy readBy
  person ${SHARE} verification ${SHARE} decision ${SHARE} consent ${SHARE} } }`;

async function previewed(id: string): Promise<any> {
  return (await ask(await hub.as('privacy_officer'), PREVIEW, { id })).erasurePreview;
}

/** Runs `selfsame erase` as a privacy officer of the hub. */
async function command(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const { token } = await hub.as('privacy_officer');
  const cli = join(import.meta.dirname, '../../src/cli.ts');
  const all = [cli, 'erase', ...args, '--endpoint', `${hub.url}/graphql`];
  const env = { PATH: process.env['PATH'], SELFSAME_TOKEN: token };
  return new Promise((resolve) => {
    execFile(process.execPath, all, { env }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stdout, stderr }),
    );
  });
}

test('says beforehand what an erasure then destroys, and whom it asks', async () => {
  const { personId } = await whole(hub);
  await grant(await hub.as('onboarding'), { personId, guardian: MARK });
  await record(await hub.as('hr'), {
    externalId: 'household',
    name: { full: 'Bodo Anders' },
    birthDate: '2011-11-30',
    emails: [{ value: `${MARK}Ada@example.com` }],
  });
  const preview = await previewed(personId);
  expect(preview).toMatchObject({
    id: personId,
    erasure: null,
    recordedBy: ['crm', 'onboarding'],
    readBy: ['onboarding', 'workflow'],
    person: { stays: [{ what: 'shared', count: 1 }], held: [] },
    consent: { counts: [{ what: 'guardians', count: 1 }], stays: [{ what: 'consents', count: 1 }] },
  });
  expect(await statusOf(hub, personId)).toBeNull();
  expect(await previewed(personId)).toEqual(preview);
  const { subgraphs, systems } = await erased(hub, personId);
  expect(subgraphs.map(({ subgraph, counts }: any) => [subgraph, counts])).toEqual(
    ['person', 'verification', 'decision', 'consent'].map((part) => [part, preview[part].counts]),
  );
  expect(systems.map(({ system }: any) => system)).toEqual(['crm', 'onboarding', 'workflow']);
  // A read of the last moment is in the audit log for another one, until it is placed.
  const after = await vi.waitFor(async () => {
    const now = await previewed(personId);
    expect(now).toMatchObject({ erasure: { state: 'LOGICALLY_COMPLETE' }, recordedBy: [], readBy: [] });
    return now;
  });
  for (const part of ['person', 'verification', 'decision', 'consent'])
    expect([part, after[part].counts]).toEqual([part, []]);
});

test('names what legal holds keep', async () => {
  const person = await whole(hub, 'Berta');
  const officer = await hub.as('privacy_officer');
  await ask(
    officer,
    'mutation ($id: ID!) { placeLegalHold(input: { fileId: $id, reason: "A case" }) { __typename } }',
    { id: person.fileId },
  );
  const { placeHold } = await ask(
    officer,
    'mutation ($id: ID!) { placeHold(input: { personId: $id, dataClasses: [DECISION], reason: "A case" }) { ... on HoldPlaced { holdId } } }',
    { id: person.personId },
  );
  await expect
    .poll(async () => (await previewed(person.personId)).decision.held)
    .toEqual([{ kind: 'hold', id: placeHold.holdId }]);
  expect(await previewed(person.personId)).toMatchObject({
    person: { held: [] },
    verification: { held: [{ kind: 'evidence', id: person.fileId }] },
  });
});

test('is for those who may erase, and knows nobody by an id that leads nowhere', async () => {
  const { errors } = await (await hub.as('auditor')).query(PREVIEW, { id: hub.url });
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  expect(await previewed('nobody')).toBeNull();
});

test('selfsame erase shows what would go, erases, and prints the proof', { timeout: 60_000 }, async () => {
  const { personId } = await whole(hub, 'Clara');
  const look = await command(personId, '--dry-run');
  expect(look).toMatchObject({ code: 0, stderr: '' });
  expect(look.stdout).toMatch(/person {8}people 1, records 2, suppressed \d/);
  expect(look.stdout).toContain('crm, onboarding (held records)');
  expect(look.stdout).toContain('Nothing was changed.');
  const [proof, wrong, nobody] = await Promise.all([
    command(personId, '--reason', 'CONSENT_WITHDRAWN'),
    command(personId, '--reason', 'because she asked'),
    command('nobody'),
  ]);
  expect(proof.code).toBe(0);
  expect(proof.stdout).toMatch(/^Erasure [\da-f-]{36}: LOGICALLY_COMPLETE\n {2}asked .* CONSENT_WITHDRAWN\n/);
  expect(proof.stdout).toMatch(/crm {11}RECORD, PENDING until/);
  expect(proof.stderr).toContain('parts of the hub have erased');
  const { id } = await reached(hub, personId);
  const again = await command(personId, '--json');
  expect(JSON.parse(again.stdout)).toMatchObject({ id, state: 'LOGICALLY_COMPLETE', reason: 'CONSENT_WITHDRAWN' });
  expect(nobody).toMatchObject({ code: 1, stderr: 'selfsame: Nobody has the id nobody.\n' });
  expect(wrong).toMatchObject({ code: 1, stdout: '' });
});
