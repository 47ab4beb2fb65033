import { randomBytes } from 'node:crypto';
import { readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { countRows, runSql } from '../support/rows.ts';
import { testClock } from '../support/clock.ts';
import { answer, cancel } from '../verification/support.ts';
import { GOOD, jpeg, mp4, objectStream, pdf, png, zip } from './files.ts';
import { eventsOf, fetchFile, newVerification, send, sha256, stored } from './support.ts';

const NOBODY = '0190a1b2-0000-7000-8000-00000000dead';
const clock = testClock();
let hub: TestHub;
let onboarding: Client;
let vendor: Client;
let steward: Client;

beforeAll(async () => {
  hub = await createHub({ clock, env: { EVIDENCE_MAX_MIB: '1' } });
  [onboarding, vendor, steward] = await Promise.all([hub.as('onboarding'), hub.as('verification'), hub.as('steward')]);
});
afterAll(() => hub[Symbol.asyncDispose]());

describe('an upload', () => {
  test.each(Object.entries(GOOD))('of %s is stored, and comes back as it was', async (type, content) => {
    const { id: verificationId, personId, checkId } = await newVerification(hub);
    const { status, headers, body } = await send(hub, onboarding, checkId, content, { type });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/evidence/${body.id}`);
    const about = {
      id: body.id,
      verificationId,
      checkId,
      digest: sha256(content),
      mediaType: type,
      size: content.length,
    };
    expect(body).toEqual({ ...about, outcome: 'STORED', retainUntil: '2031-02-28T12:00:00.000Z' });

    const file = await fetchFile(hub, steward, body.id);
    expect(Buffer.from(await file.arrayBuffer()).equals(content)).toBe(true);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': type,
      'content-length': String(content.length),
      'content-disposition': expect.stringMatching(`^attachment; filename="${body.id}\\.\\w+"$`),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; sandbox",
      'repr-digest': `sha-256=:${Buffer.from(sha256(content), 'hex').toString('base64')}:`,
    });
    const told = { fileId: body.id, checkId, mediaType: type, size: content.length, outcome: 'STORED' };
    expect(await eventsOf(hub, verificationId)).toEqual([
      { name: 'evidence.stored', subject: personId, actor: 'onboarding', data: told },
      { name: 'evidence.read', subject: personId, actor: 'steward', data: { fileId: body.id } },
    ]);
  });

  test('is kept as long as its sender says', async () => {
    const { checkId } = await newVerification(hub);
    const kept = await send(hub, onboarding, checkId, png(), { query: '&retainUntil=2026-06-01T00:00:00Z' });
    expect(kept.body.retainUntil).toBe('2026-06-01T00:00:00.000Z');
    const past = await send(hub, onboarding, checkId, png(), { query: '&retainUntil=2026-01-01T00:00:00Z' });
    expect([past.status, past.body.errors[0]!.extensions]).toEqual([
      400,
      { code: 'INVALID_INPUT', path: 'retainUntil' },
    ]);
  });

  test('lies sealed, and names neither what it is nor whose', async () => {
    const { checkId } = await newVerification(hub);
    const before = new Set((await stored(hub)).files);
    const content = png({ extra: 'Ada Lovelace, passport X1' });
    await send(hub, onboarding, checkId, content);
    const other = await newVerification(hub);
    await send(hub, onboarding, other.checkId, content);
    const { files, drafts } = await stored(hub);
    const added = files.filter((path) => !before.has(path));
    expect([added.length, drafts]).toEqual([2, []]);
    const [one, two] = await Promise.all(added.map((path) => readFile(path)));
    expect(one!.equals(two!)).toBe(false);
    for (const path of added) {
      expect((await readFile(path, 'latin1')).includes('Lovelace')).toBe(false);
      expect(path).not.toContain(sha256(content));
      expect((await stat(path)).mode & 0o077).toBe(0);
      expect((await stat(dirname(path))).mode & 0o077).toBe(0);
    }
  });

  test('of the same file is stored once in a verification, for each check that it is there for', async () => {
    const { id, checkIds } = await newVerification(hub, ['DOCUMENT', 'BIOMETRIC']);
    const content = png({ extra: 'once' });
    const before = (await stored(hub)).files.length;
    const first = await send(hub, onboarding, checkIds[0]!, content);
    const again = await send(hub, vendor, checkIds[0]!, content);
    const other = await send(hub, onboarding, checkIds[1]!, content);
    const longer = await send(hub, onboarding, checkIds[1]!, content, { query: '&retainUntil=2040-01-01T00:00:00Z' });
    expect([first, again, other, longer].map(({ status, body }) => [status, body.id, body.outcome])).toEqual([
      [201, first.body.id, 'STORED'],
      [200, first.body.id, 'REPEATED'],
      [200, first.body.id, 'LINKED'],
      [200, first.body.id, 'LINKED'],
    ]);
    expect(longer.body.retainUntil).toBe('2040-01-01T00:00:00.000Z');
    expect((await stored(hub)).files.length).toBe(before + 1);
    expect((await eventsOf(hub, id)).map(({ data }) => data['outcome'])).toEqual(['STORED', 'LINKED', 'LINKED']);
  });

  test('of one file by many at once makes one', async () => {
    const { id, checkId } = await newVerification(hub);
    const content = jpeg({ scan: 300_000 });
    const before = (await stored(hub)).files.length;
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send(hub, onboarding, checkId, content, { type: 'image/jpeg' })),
    );
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201).length).toBe(1);
    const { files, drafts } = await stored(hub);
    expect([files.length, drafts]).toEqual([before + 1, []]);
    expect((await eventsOf(hub, id)).length).toBe(1);
    expect(
      await runSql(hub.database.url, `select state from verification.evidence_file where verification_id = '${id}'`),
    ).toEqual([{ state: 'STORED' }]);
  });

  test('with a key is done once, and with the key of another one not at all', async () => {
    const { checkId } = await newVerification(hub);
    const headers = { 'idempotency-key': 'upload-1' };
    const first = await send(hub, onboarding, checkId, png(), { headers });
    const again = await send(hub, onboarding, checkId, png(), { headers });
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
    const before = await countRows(hub.database.url);
    const other = await send(hub, onboarding, checkId, png({ extra: 'x' }), { headers });
    expect([other.status, other.body.errors[0]!.extensions.code]).toEqual([409, 'IDEMPOTENCY_CONFLICT']);
    expect(await countRows(hub.database.url)).toEqual(before);
  });

  test('is compared with the digest that its sender gives', async () => {
    const { id, checkId } = await newVerification(hub);
    const content = png({ extra: 'digest' });
    const digestOf = (bytes: Buffer) => `sha-256=:${Buffer.from(sha256(bytes), 'hex').toString('base64')}:`;
    const wrong = await send(hub, onboarding, checkId, content, { headers: { 'content-digest': digestOf(png()) } });
    expect([wrong.status, wrong.body.errors[0]!.extensions.why]).toEqual([422, 'DIGEST']);
    const right = await send(hub, onboarding, checkId, content, { headers: { 'content-digest': digestOf(content) } });
    expect(right.status).toBe(201);
    expect((await eventsOf(hub, id)).map(({ name }) => name)).toEqual(['evidence.refused', 'evidence.stored']);
  });
});

describe('refused is', () => {
  /** What must be as before: rows but events, and files. */
  const world = async () => {
    const { 'log.event': _events, 'log.stream': _streams, ...rows } = await countRows(hub.database.url);
    return { rows, ...(await stored(hub)) };
  };

  test.each([
    ['a ZIP as a passport scan', 'image/jpeg', zip(), 'TYPE'],
    ['a ZIP behind a picture', 'image/jpeg', Buffer.concat([jpeg(), zip()]), 'POLYGLOT'],
    ['a picture that unpacks to gigabytes', 'image/png', png({ width: 60_000, height: 60_000 }), 'BOMB'],
    ['a PDF whose objects unpack to megabytes', 'application/pdf', pdf(objectStream(Buffer.alloc(32 << 20))), 'BOMB'],
    ['a PDF with a program', 'application/pdf', pdf('<< /S /JavaScript >>'), 'ACTIVE'],
    ['another type than declared', 'image/png', mp4(), 'DISAGREES'],
    ['half a file', 'image/png', png().subarray(0, 60), 'BROKEN'],
    ['nothing', 'image/png', Buffer.alloc(0), 'TYPE'],
  ])('%s: told, and nothing stored', async (_what, type, content, why) => {
    const { id, personId, checkId } = await newVerification(hub);
    const before = await world();
    const { status, body } = await send(hub, onboarding, checkId, content, { type });
    expect([status, body.errors[0]!.extensions]).toEqual([422, { code: 'EVIDENCE_REFUSED', why }]);
    expect(await eventsOf(hub, id)).toEqual([
      { name: 'evidence.refused', subject: personId, actor: 'onboarding', data: { checkId, why } },
    ]);
    expect(await world()).toEqual(before);
  });

  test('what is too large, by its declared length or while it comes', async () => {
    const { checkId } = await newVerification(hub);
    const before = await world();
    const large = jpeg({ scan: 1 << 20 });
    const declared = await send(hub, onboarding, checkId, large, { type: 'image/jpeg' });
    expect([declared.status, declared.body.errors[0]!.extensions.code]).toEqual([413, 'LIMIT_EXCEEDED']);
    const chunked = await fetch(`${hub.url}/evidence/?check=${checkId}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${onboarding.token}`, 'content-type': 'image/jpeg' },
      body: new Blob([large as Uint8Array<ArrayBuffer>]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(chunked.status).toBe(413);
    expect(await world()).toEqual(before);
  });

  test.each([
    ['no check', '', {}, 400, 'check'],
    ['a parameter that nobody knows', '?check=x&owner=y', {}, 400, 'query'],
    ['two checks', '?check=x&check=y', {}, 400, 'check'],
    ['a moment that is none', '?check=x&retainUntil=soon', {}, 400, 'retainUntil'],
    ['a key that is too long', '?check=x', { 'idempotency-key': 'k'.repeat(201) }, 400, 'idempotencyKey'],
    ['a digest that is none', '?check=x', { 'content-digest': 'sha-256=abc' }, 400, 'content-digest'],
    ['a type that is not taken', '?check=x', { 'content-type': 'image/svg+xml' }, 415, 'content-type'],
    ['a form', '?check=x', { 'content-type': 'multipart/form-data; boundary=b' }, 415, 'content-type'],
    ['what is compressed', '?check=x', { 'content-encoding': 'gzip' }, 415, 'content-encoding'],
  ])('%s: by name', async (_what, query, headers, status, path) => {
    const response = await fetch(`${hub.url}/evidence/${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${onboarding.token}`, 'content-type': 'image/png', ...headers },
      body: png() as Uint8Array<ArrayBuffer>,
    });
    expect(response.status).toBe(status);
    const { errors } = (await response.json()) as { errors: { extensions: unknown }[] };
    expect(errors[0]!.extensions).toEqual({ code: 'INVALID_INPUT', path });
  });

  test('a check that is not there, is not for this vendor, or belongs to what was called off', async () => {
    for (const id of [NOBODY, 'x', '../../etc/passwd']) {
      expect((await send(hub, onboarding, id, png())).status).toBe(404);
    }
    const { id, checkId } = await newVerification(hub);
    await cancel(await hub.as('crm'), id);
    const called = await send(hub, onboarding, checkId, png());
    expect([called.status, called.body.errors[0]!.extensions.code]).toEqual([409, 'ILLEGAL_TRANSITION']);

    const other = await newVerification(hub, ['DOCUMENT', 'ADDRESS']);
    await steward.query(
      'mutation { registerSystem(input: { id: "other-vendor", name: "Other", kind: VERIFICATION, trust: 50, purposes: [], clientId: "other-vendor" }) { __typename } }',
    );
    const foreign = await hub.as('other-vendor', ['evidence:write', 'verification:result']);
    await answer(vendor, other.checkIds[0]!, {});
    expect((await send(hub, foreign, other.checkIds[0]!, png())).status).toBe(404);
    expect((await send(hub, foreign, other.checkIds[1]!, png())).status).toBe(201);
    expect((await send(hub, onboarding, other.checkIds[0]!, png({ extra: '2' }))).status).toBe(201);
  });

  test('who may not', async () => {
    const { checkId } = await newVerification(hub);
    const { body } = await send(hub, onboarding, checkId, png());
    for (const system of ['crm', 'hr', 'partner', 'idp', 'decision', 'marketing', 'analytics', 'steward']) {
      const client = await hub.as(system, ['evidence:write']);
      expect([system, (await send(hub, client, checkId, png())).status]).toEqual([system, 403]);
    }
    for (const system of [
      'crm',
      'hr',
      'partner',
      'idp',
      'onboarding',
      'support',
      'verification',
      'decision',
      'marketing',
      'analytics',
    ]) {
      const client = await hub.as(system, ['evidence:read', 'evidence:write', 'evidence:manage']);
      const answers = await Promise.all([body.id, NOBODY, 'x'].map((id) => fetchFile(hub, client, id)));
      expect([system, ...answers.map(({ status }) => status)]).toEqual([system, 403, 403, 403]);
      expect(new Set(await Promise.all(answers.map((each) => each.text()))).size).toBe(1);
    }
    const anonymous = { ...onboarding, token: 'none' };
    expect((await send(hub, anonymous, checkId, png())).status).toBe(401);
    expect((await fetchFile(hub, anonymous, body.id)).status).toBe(401);
  });
});

describe('a stored file', () => {
  test('is told of without its content to HEAD, which counts as no reading', async () => {
    const { id, checkId } = await newVerification(hub);
    const { body } = await send(hub, onboarding, checkId, png());
    const head = await fetchFile(hub, steward, body.id, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      String(png().length),
      '',
    ]);
    expect((await eventsOf(hub, id)).map(({ name }) => name)).toEqual(['evidence.stored']);
  });

  test('that is not there is answered like a path that is none', async () => {
    const paths = [NOBODY, 'x', '..%2f..%2fetc%2fpasswd', '%00', `${NOBODY}/`, 'a'.repeat(5_000)];
    const answers = await Promise.all(paths.map((path) => fetchFile(hub, steward, path)));
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 404));
    expect(new Set(await Promise.all(answers.map((each) => each.text()))).size).toBe(1);
  });

  test('takes no other method', async () => {
    for (const [path, method, allow] of [
      ['', 'GET', 'POST'],
      ['', 'PUT', 'POST'],
      [NOBODY, 'DELETE', 'GET, HEAD'],
      [NOBODY, 'POST', 'GET, HEAD'],
    ]) {
      const response = await fetch(`${hub.url}/evidence/${path}`, {
        method: method!,
        headers: { authorization: `Bearer ${steward.token}` },
      });
      expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, allow]);
    }
  });

  test('that was tampered with never passes for whole', async () => {
    const { checkId } = await newVerification(hub);
    const before = new Set((await stored(hub)).files);
    const content = jpeg({ scan: 300_000 });
    const { body } = await send(hub, onboarding, checkId, content, { type: 'image/jpeg' });
    const [path] = (await stored(hub)).files.filter((each) => !before.has(each));
    const sealed = await readFile(path!);
    const flipped = (at: number): Buffer => {
      const other = Buffer.from(sealed);
      other[at]! ^= 1;
      return other;
    };
    // In its beginning: an error. Later: an answer that breaks off, since its beginning is out.
    for (const at of [0, 20, 60_000]) {
      await writeFile(path!, flipped(at));
      const response = await fetchFile(hub, steward, body.id);
      expect([at, response.status]).toEqual([at, 500]);
      expect(await response.json()).toMatchObject({ errors: [{ message: 'Internal error.' }] });
    }
    for (const at of [70_000, sealed.length - 1]) {
      await writeFile(path!, flipped(at));
      await expect(fetchFile(hub, steward, body.id).then((response) => response.arrayBuffer())).rejects.toThrow(
        'terminated',
      );
    }
    await writeFile(path!, sealed);
    await truncate(path!, 11 + 2 * 65_552);
    await expect(fetchFile(hub, steward, body.id).then((response) => response.arrayBuffer())).rejects.toThrow(
      'terminated',
    );
    await writeFile(path!, sealed);
    expect((await (await fetchFile(hub, steward, body.id)).arrayBuffer()).byteLength).toBe(content.length);
  });

  test('under a key of another file does not open', async () => {
    const { checkId } = await newVerification(hub);
    const [one, two] = [
      await send(hub, onboarding, checkId, png({ extra: randomBytes(8).toString('hex') })),
      await send(hub, onboarding, checkId, png({ extra: randomBytes(8).toString('hex') })),
    ];
    await runSql(
      hub.database.url,
      `update verification.evidence_file set object = (select object from verification.evidence_file where id = '${one.body.id}') where id = '${two.body.id}'`,
    );
    expect((await fetchFile(hub, steward, two.body.id)).status).toBe(500);
  });
});
