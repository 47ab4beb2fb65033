import { createHash } from 'node:crypto';
import { compactVerify, createRemoteJWKSet } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { unzip } from '../../src/demo/privacy/unzip.ts';
import { grant } from '../consent/operations.ts';
import { png } from '../evidence/files.ts';
import { newVerification, send } from '../evidence/support.ts';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';
import { download } from './archives.ts';
import { begun, call, caseOf } from './operations.ts';

const START = '2026-03-01T12:00:00Z';
const clock = testClock(START);
let hub: TestHub;
let officer: Client;
let personId: string;
let externalId: string;

beforeAll(async () => {
  hub = await createHub({ clock });
  officer = await hub.as('privacy_officer');
  const verification = await newVerification(hub);
  ({ personId, externalId } = verification);
  await recorded(await hub.as('crm'), {
    externalId,
    name: { full: '<script>alert("Ada") & \'co\'' },
    emails: [{ value: 'ada@example.com' }],
  });
  const onboarding = await hub.as('onboarding');
  await send(hub, onboarding, verification.checkId, png());
  await grant(onboarding, { personId });
  const input = { personId, kind: 'DEVICE_SEEN', deviceId: 'phone' };
  await ask(onboarding, 'mutation ($input: RecordSignalInput!) { recordSignal(input: $input) { __typename } }', {
    input,
  });
  await ask(await hub.as('crm'), 'query ($id: ID!) { person(id: $id) { emails { value } } }', { id: personId });
});
beforeEach(() => clock.set(START));
afterAll(() => hub[Symbol.asyncDispose]());

async function offered(kind: string, more: object = {}): Promise<{ caseId: string; exportId: string; path: string }> {
  const caseId = await begun(officer, { personId, kind });
  const { exportId, path } = await call(officer, 'offerExport', { caseId, ...more });
  return { caseId, exportId, path };
}

describe('an archive', () => {
  test('holds everything that is known of the person, for people and for machines, with the files', async () => {
    const { caseId, path } = await offered('ACCESS');
    const { status, headers, body } = await download(hub, path);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/zip']);
    const files = await unzip(body);
    expect([...files.keys()]).toEqual([
      'index.html',
      'person.json',
      'person.schema.json',
      expect.stringMatching(/^evidence\/[\da-f-]{36}\.png$/),
      'manifest.json',
      'manifest.jws',
    ]);
    expect([...files.values()][3]).toEqual(png());
    const person = JSON.parse(files.get('person.json')!.toString());
    expect(person).toMatchObject({
      kind: 'ACCESS',
      caseId,
      person: { id: personId, emails: [{ value: 'ada@example.com' }] },
      records: [{ externalId, system: { id: 'crm' } }],
      verifications: [{ checks: [{ kind: 'DOCUMENT' }] }],
      consents: [{ purpose: 'marketing', status: 'GRANTED', history: [{ method: 'web_form' }] }],
      cases: [{ id: caseId }],
    });
    expect(person.readers).toContainEqual(
      expect.objectContaining({ system: 'crm', fields: expect.arrayContaining(['Person.emails']) }),
    );
    expect(person.readers.map(({ system }: any) => system)).not.toContain('rights');
    expect(person.matching.length + 1).toBe(
      new Set(person.matching.flatMap(({ link }: any) => [link.recordA, link.recordB])).size || 1,
    );
    expect(person.apart).toEqual([]);
    expect(person.signals).toMatchObject([{ kind: 'DEVICE_SEEN', deviceId: 'phone' }]);
    expect(person.consents[0].history[0].receipt).toMatch(/^eyJ/);
    expect(person.history.map((claim: any) => claim.field)).toContain('EMAILS');
    const schema = JSON.parse(files.get('person.schema.json')!.toString());
    expect(Object.keys(schema.properties)).toEqual(Object.keys(person));
  });

  test('shows what people wrote as text: nothing of it is run', async () => {
    const { path } = await offered('ACCESS');
    const page = (await unzip((await download(hub, path)).body)).get('index.html')!.toString();
    expect(page).toContain('&lt;script&gt;alert(&quot;Ada&quot;) &amp; &#39;co&#39;');
    expect(page).not.toMatch(/<script|javascript:|<[a-z]+[^>]* on\w+=|src=/i);
    expect(page).toContain('name="viewport"');
  });

  test('is signed, so that a stranger finds out that no file was changed', async () => {
    const { caseId, exportId, path } = await offered('ACCESS');
    const files = await unzip((await download(hub, path)).body);
    const keys = createRemoteJWKSet(new URL('/.well-known/export-jwks.json', hub.url));
    const { payload } = await compactVerify(files.get('manifest.jws')!.toString(), keys);
    expect(Buffer.from(payload)).toEqual(files.get('manifest.json'));
    const manifest = JSON.parse(files.get('manifest.json')!.toString());
    expect(manifest).toMatchObject({ caseId, exportId });
    for (const { name, bytes, sha256 } of manifest.files) {
      const content = files.get(name)!;
      expect([name, content.length, createHash('sha256').update(content).digest('hex')]).toEqual([name, bytes, sha256]);
    }
    await vi.waitFor(async () => {
      const digest = createHash('sha256').update(files.get('manifest.json')!).digest('hex');
      expect((await caseOf(officer, caseId)).exports).toMatchObject([{ used: 1, digest }]);
    });
    expect(await call(officer, 'completeCase', { caseId })).toMatchObject({ case: { state: 'COMPLETED' } });
  });

  test('hands over what the person provided, and nothing that was concluded from it', async () => {
    const { path } = await offered('PORTABILITY');
    const files = await unzip((await download(hub, path)).body);
    expect([...files.keys()]).toEqual(['person.json', 'person.schema.json', 'manifest.json', 'manifest.jws']);
    const person = JSON.parse(files.get('person.json')!.toString());
    expect(Object.keys(person)).not.toContain('decisions');
    expect(person.provided.map((claim: any) => [claim.field, claim.system.id])).toContainEqual(['EMAILS', 'crm']);
  });
});

describe('a link', () => {
  test('works as often as it says, also when many come at once', async () => {
    const { caseId, path } = await offered('ACCESS', { downloads: 2 });
    const answers = await Promise.all(Array.from({ length: 5 }, () => download(hub, path)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 410, 410, 410]);
    expect((await caseOf(officer, caseId)).exports).toMatchObject([{ used: 2, downloads: 2 }]);
  });

  test('ends with its time', async () => {
    const { path } = await offered('ACCESS', { hours: 1 });
    clock.advance(3_600_000);
    expect((await download(hub, path)).status).toBe(404);
  });

  test('ends with its case', async () => {
    const { caseId, path } = await offered('ACCESS');
    await call(officer, 'completeCase', { caseId, deliveredBy: 'letter' });
    expect((await download(hub, path)).status).toBe(410);
  });

  test('cannot be forged, and says nothing about the person', async () => {
    const { path } = await offered('ACCESS');
    const [header, claims, signature] = path.split('/').at(-1)!.split('.') as [string, string, string];
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString());
    expect(Object.keys(said)).toEqual(['jti', 'exp']);
    const later = Buffer.from(JSON.stringify({ ...said, exp: said.exp + 1 })).toString('base64url');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'selfsame-export+jwt', kid: 'x' })).toString(
      'base64url',
    );
    for (const token of [
      '',
      'x',
      `${header}.${later}.${signature}`,
      `${header}.${claims}.`,
      `${none}.${claims}.`,
      `${none}.${claims}.${signature}`,
      `${header}.${claims}.${signature.slice(2)}AA`,
      `${header}.${claims}.${signature}.`,
    ]) {
      expect([token, (await download(hub, `/rights/exports/${token}`)).status]).toEqual([token, 404]);
    }
    expect((await fetch(hub.url + path, { method: 'POST' })).status).toBe(405);
    expect((await download(hub, path)).status).toBe(200);
  });
});
