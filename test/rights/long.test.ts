import { Agent, get } from 'node:http';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { unzip } from '../../src/demo/privacy/unzip.ts';
import { grant, withdraw } from '../consent/operations.ts';
import { decided } from '../decision/operations.ts';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';
import { download } from './archives.ts';
import { begun, call, caseOf } from './operations.ts';

/** More than two pages. */
const MANY = 230;
/** As many mutations as an operation may hold without being refused for its cost. */
const AT_ONCE = 10;

const clock = testClock('2026-03-01T12:00:00Z');
let hub: TestHub;
let officer: Client;
let personId: string;

beforeAll(async () => {
  hub = await createHub({ clock });
  officer = await hub.as('privacy_officer');
  const [crm, onboarding, decision] = await Promise.all([hub.as('crm'), hub.as('onboarding'), hub.as('decision')]);
  const emails = [{ value: 'ada@example.com' }];
  const birthDate = '1985-05-17';
  for (let n = 0; n < MANY; n += 1) {
    const name = { full: `Ada Lovelace ${'I'.repeat(n % 3)}` };
    personId = await recorded(crm, { externalId: 'long', name, birthDate, emails });
  }
  const mutations = (field: string, input: string): string[] =>
    Array.from({ length: MANY / AT_ONCE }, () => {
      const fields = Array.from({ length: AT_ONCE }, (_, n) => `a${n}: ${field}(input: ${input}) { __typename }`);
      return `mutation { ${fields.join('\n')} }`;
    });
  const { person } = await ask(crm, 'query ($id: ID!) { person(id: $id) { lineage(first: 1) { id } } }', {
    id: personId,
  });
  const claimIds = [person.lineage[0].id];
  for (let n = 0; n < MANY; n += 1) await decided(decision, { personId, claimIds });
  for (const text of mutations('requestVerification', `{ personId: "${personId}", checks: [{ kind: DOCUMENT }] }`))
    await ask(onboarding, text);
  for (let n = 0; n < MANY; n += 2) {
    clock.advance(1_000);
    await grant(onboarding, { personId });
    clock.advance(1_000);
    await withdraw(onboarding, { personId });
  }
});
afterAll(() => hub[Symbol.asyncDispose]());

async function offered(kind = 'ACCESS'): Promise<{ caseId: string; path: string }> {
  const caseId = await begun(officer, { personId, kind });
  const { path } = await call(officer, 'offerExport', { caseId });
  return { caseId, path };
}

describe('an archive', () => {
  test('holds all of a long life, each thing once, as its schema says', async () => {
    const { path } = await offered();
    const files = await unzip((await download(hub, path)).body);
    const person = JSON.parse(files.get('person.json')!.toString());
    const { verifications, decisions, history, consents } = person;
    expect([verifications, decisions].map((list) => new Set(list.map(({ id }: any) => id)).size)).toEqual([MANY, MANY]);
    expect(history.length).toBe(new Set(history.map(({ id }: any) => id)).size);
    expect(history.filter(({ field }: any) => field === 'NAME').length).toBe(MANY);
    const said = consents.flatMap((consent: any) => consent.history);
    expect(new Set(said.map(({ id }: any) => id)).size).toBe(MANY);
    expect(said).toHaveLength(MANY);
    const schema = z.fromJSONSchema(JSON.parse(files.get('person.schema.json')!.toString()));
    expect(schema.safeParse(person).error).toBeUndefined();
    expect(schema.safeParse({ ...person, records: [{}] }).success).toBe(false);
  });

  test('of what the person provided is as its schema says too', async () => {
    const { path } = await offered('PORTABILITY');
    const files = await unzip((await download(hub, path)).body);
    const schema = z.fromJSONSchema(JSON.parse(files.get('person.schema.json')!.toString()));
    expect(schema.safeParse(JSON.parse(files.get('person.json')!.toString())).error).toBeUndefined();
  });
});

describe('a download', () => {
  test('that is broken off proves nothing, ends what was under way, and needs a new link', async () => {
    const { caseId, path } = await offered();
    await begin(hub.url + path, (response) => response.destroy());
    expect((await download(hub, path)).status).toBe(410);
    expect((await caseOf(officer, caseId)).exports).toMatchObject([{ used: 1, deliveredAt: null, digest: null }]);
    const again = await call(officer, 'offerExport', { caseId });
    expect((await download(hub, again.path)).status).toBe(200);
    await vi.waitFor(async () =>
      expect((await caseOf(officer, caseId)).exports).toMatchObject([{ deliveredAt: null }, { used: 1 }]),
    );
  });

  test('may be as slow as the reader is, and is whole', async () => {
    const { path } = await offered();
    const pieces: Buffer[] = [];
    await begin(hub.url + path, async (response) => {
      for await (const piece of response) {
        pieces.push(piece as Buffer);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
    const files = await unzip(Buffer.concat(pieces));
    expect(JSON.parse(files.get('manifest.json')!.toString()).files).toHaveLength(files.size - 2);
  });
});

/** Begins a download on a connection of its own, that takes little at once. */
function begin(url: string, read: (response: import('node:http').IncomingMessage) => unknown): Promise<void> {
  const agent = new Agent({ highWaterMark: 1_024 } as object);
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      Promise.resolve(read(response))
        .then(() => resolve(), reject)
        .finally(() => agent.destroy());
    }).on('error', reject);
  });
}
