import { rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Pools, closePools, openPools } from '../../src/kernel/db.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { type Evidence, openEvidence } from '../../src/subgraphs/verification/evidence/evidence.ts';
import { checkObjects, removeDrafts, removeLeft } from '../../src/subgraphs/verification/evidence/sweeps.ts';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { letGo } from '../support/retention.ts';
import { runSql } from '../support/rows.ts';
import { answer } from '../verification/support.ts';
import { png } from './files.ts';
import { eventsOf, fetchFile, newVerification, send, sha256, stored } from './support.ts';

const NOBODY = '0190a1b2-0000-7000-8000-00000000dead';
const START = '2026-03-01T12:00:00Z';
const clock = testClock(START);
let hub: TestHub;
let pools: Pools;
let evidence: Evidence;
let onboarding: Client;
let steward: Client;
let files = 0;

beforeAll(async () => {
  hub = await createHub({ clock });
  pools = openPools(
    { url: hub.database.url, readConnections: 1, writeConnections: 4, statementTimeoutMs: 5000 },
    'selfsame_verification',
  );
  evidence = await openEvidence({ folder: join(hub.config.dataDir, 'evidence'), maxBytes: 1 });
  [onboarding, steward] = await Promise.all([hub.as('onboarding'), hub.as('privacy_officer')]);
});
beforeEach(() => clock.set(START));
afterAll(async () => {
  await closePools(pools);
  await hub[Symbol.asyncDispose]();
});

const services = () => ({ pools, clock, evidence, log: { wake() {} } as never });
const FILE =
  'id verificationId state path digest mediaType size storedBy storedAt retainUntil missingSince held deletedBy deletedAt deletionReason holds { id reason placedBy placedAt releasedBy releasedAt releaseReason }';

/** Stores a new file. */
async function newFile(query = '') {
  const verification = await newVerification(hub);
  files += 1;
  const content = png({ extra: `file ${files}` });
  const { status, body } = await send(hub, onboarding, verification.checkId, content, { query });
  expect(status).toBe(201);
  return { ...verification, content, fileId: body.id };
}

const show = async (fileId: string) =>
  (await ask(steward, `query ($id: ID!) { evidenceFile(id: $id) { ${FILE} } }`, { id: fileId })).evidenceFile;
const UNION = `__typename ... on IllegalTransition { from to message } ... on NotFound { id } ... on InvalidInput { problems { path } } ... on IdempotencyConflict { inFlight }`;
const mutate = async (name: string, input: Record<string, unknown>, fields = 'fileId', client = steward) => {
  const [type, made] = {
    placeLegalHold: ['PlaceLegalHoldInput', `LegalHoldPlaced { holdId ${fields}`],
    releaseLegalHold: ['ReleaseLegalHoldInput', `LegalHoldReleased { holdId ${fields}`],
    deleteEvidence: ['DeleteEvidenceInput', `EvidenceDeleted { ${fields}`],
  }[name]!;
  const union = name === 'placeLegalHold' ? UNION.replace(/\.\.\. on IllegalTransition \{[^}]*\}/, '') : UNION;
  return (
    await ask(client, `mutation ($input: ${type}!) { ${name}(input: $input) { ${union} ... on ${made} } } }`, { input })
  )[name];
};

describe('the graph', () => {
  test('shows the files of a check, and the file behind what its result cites', async () => {
    const { id, checkId, content, fileId } = await newFile();
    const other = await newFile();
    const cited = [sha256(content), sha256(other.content)].map((digest) => ({ digest, mediaType: 'image/png' }));
    await answer(await hub.as('verification'), checkId, { evidence: cited });
    const { verification } = await ask(
      steward,
      `query ($id: ID!) { verification(id: $id) { checks { evidenceFiles { ${FILE} } evidence { digest file { id } } } } }`,
      { id },
    );
    expect(verification.checks).toEqual([
      {
        evidenceFiles: [
          {
            id: fileId,
            verificationId: id,
            state: 'STORED',
            path: `/evidence/${fileId}`,
            digest: sha256(content),
            mediaType: 'image/png',
            size: content.length,
            storedBy: 'onboarding',
            storedAt: '2026-03-01T12:00:00.000Z',
            retainUntil: '2031-02-28T12:00:00.000Z',
            missingSince: null,
            held: false,
            deletedBy: null,
            deletedAt: null,
            deletionReason: null,
            holds: [],
          },
        ],
        // A file of another verification is none of its evidence, though it is the same.
        evidence: [
          { digest: sha256(content), file: { id: fileId } },
          { digest: sha256(other.content), file: null },
        ],
      },
    ]);
  });

  test('shows nothing of files to who may not read them, and all else', async () => {
    const { id } = await newFile();
    const reading = await onboarding.query(
      'query ($id: ID!) { verification(id: $id) { id checks { kind evidenceFiles { id } } } }',
      { id },
    );
    expect(reading.data.verification).toEqual({ id, checks: [{ kind: 'DOCUMENT', evidenceFiles: null }] });
    expect(reading.errors!.map(({ extensions }) => extensions!.code)).toEqual(['FORBIDDEN']);
    expect(await show(NOBODY)).toBeNull();
    expect(await show('x')).toBeNull();
  });
});

describe('a legal hold', () => {
  test('keeps a file beyond its time and from being deleted, until the last one is released', async () => {
    const { id, fileId } = await newFile('&retainUntil=2026-06-01T00:00:00Z');
    const one = await mutate('placeLegalHold', { fileId, reason: 'Case 7, Ada Lovelace' });
    const two = await mutate('placeLegalHold', { fileId: fileId.toUpperCase(), reason: 'Case 8' });
    clock.set('2026-07-01T00:00:00Z');
    await letGo(hub, 'EVIDENCE_FILES');
    expect(await mutate('deleteEvidence', { fileId, reason: 'r' })).toEqual({
      __typename: 'IllegalTransition',
      from: 'HELD',
      to: 'DELETED',
      message: 'A legal hold keeps the file. Release it first.',
    });
    await mutate('releaseLegalHold', { holdId: one.holdId, reason: 'Closed' });
    await letGo(hub, 'EVIDENCE_FILES');
    const held = await show(fileId);
    expect([held.state, held.held]).toEqual(['STORED', true]);
    expect(held.holds).toEqual([
      {
        id: one.holdId,
        reason: 'Case 7, Ada Lovelace',
        placedBy: 'steward',
        placedAt: '2026-03-01T12:00:00.000Z',
        releasedBy: 'steward',
        releasedAt: '2026-07-01T00:00:00.000Z',
        releaseReason: 'Closed',
      },
      expect.objectContaining({ id: two.holdId, reason: 'Case 8', releasedAt: null, releaseReason: null }),
    ]);
    await mutate('releaseLegalHold', { holdId: two.holdId, reason: 'Closed' });
    await letGo(hub, 'EVIDENCE_FILES');
    expect((await show(fileId)).state).toBe('DELETED');
    expect((await eventsOf(hub, id)).map(({ name, data }) => [name, data['holdId'] ?? data['why']])).toEqual([
      ['evidence.stored', undefined],
      ['evidence.held', one.holdId],
      ['evidence.held', two.holdId],
      ['evidence.released', one.holdId],
      ['evidence.released', two.holdId],
      ['evidence.deleted', 'RETENTION'],
    ]);
  });

  test('is released once, and what is not there is neither held nor released', async () => {
    const { fileId } = await newFile();
    const { holdId } = await mutate('placeLegalHold', { fileId, reason: 'r' });
    await mutate('releaseLegalHold', { holdId, reason: 'r' });
    expect(await mutate('releaseLegalHold', { holdId, reason: 'again' })).toMatchObject({
      __typename: 'IllegalTransition',
      from: 'RELEASED',
    });
    for (const id of [NOBODY, 'x']) {
      expect(await mutate('placeLegalHold', { fileId: id, reason: 'r' })).toEqual({ __typename: 'NotFound', id });
      expect(await mutate('releaseLegalHold', { holdId: id, reason: 'r' })).toEqual({ __typename: 'NotFound', id });
      expect(await mutate('deleteEvidence', { fileId: id, reason: 'r' })).toEqual({ __typename: 'NotFound', id });
    }
    for (const [name, id] of [
      ['placeLegalHold', { fileId }],
      ['releaseLegalHold', { holdId }],
      ['deleteEvidence', { fileId }],
    ] as const) {
      expect(await mutate(name, { ...id, reason: ' ' })).toEqual({
        __typename: 'InvalidInput',
        problems: [{ path: 'reason' }],
      });
    }
  });

  test('with a key is placed once', async () => {
    const { fileId } = await newFile();
    const input = { fileId, reason: 'r', idempotencyKey: 'hold-1' };
    const [one, again] = [await mutate('placeLegalHold', input), await mutate('placeLegalHold', input)];
    expect(again).toEqual(one);
    expect((await show(fileId)).holds.length).toBe(1);
    expect(await mutate('placeLegalHold', { ...input, reason: 'other' })).toMatchObject({
      __typename: 'IdempotencyConflict',
    });
  });

  test('has a reason that lies sealed', async () => {
    const { fileId } = await newFile();
    await mutate('placeLegalHold', { fileId, reason: 'Suspicion against Lovelace' });
    const rows = await runSql<{ row: string }>(
      hub.database.url,
      'select hold::text as row from verification.legal_hold hold',
    );
    const told = await runSql<{ row: string }>(hub.database.url, 'select data::text as row from log.event');
    expect(
      [...rows, ...told].filter(
        ({ row }) => row.includes('Lovelace') || row.includes(Buffer.from('Lovelace').toString('hex')),
      ),
    ).toEqual([]);
  });
});

describe('a file that is deleted', () => {
  test('is gone for good: its key, its object; its digest stays', async () => {
    const { id, personId, content, fileId } = await newFile();
    const before = (await stored(hub)).files.length;
    const deleted = await mutate(
      'deleteEvidence',
      { fileId, reason: 'Sent by mistake' },
      'fileId file { state path digest deletedBy deletionReason }',
    );
    expect(deleted).toEqual({
      __typename: 'EvidenceDeleted',
      fileId,
      file: {
        state: 'DELETED',
        path: null,
        digest: sha256(content),
        deletedBy: 'steward',
        deletionReason: 'Sent by mistake',
      },
    });
    expect((await stored(hub)).files.length).toBe(before - 1);
    expect(await runSql(hub.database.url, `select id from verification.key where id = '${fileId}'`)).toEqual([]);
    expect((await fetchFile(hub, steward, fileId)).status).toBe(404);
    expect((await eventsOf(hub, id)).at(-1)).toEqual({
      name: 'evidence.deleted',
      subject: personId,
      actor: 'steward',
      data: { fileId, why: 'REQUEST' },
    });
    expect(await mutate('deleteEvidence', { fileId, reason: 'again' })).toMatchObject({ __typename: 'NotFound' });
    expect(await mutate('placeLegalHold', { fileId, reason: 'late' })).toMatchObject({ __typename: 'NotFound' });
  });

  test('can be sent again, as another one', async () => {
    const { checkId, content, fileId } = await newFile();
    await mutate('deleteEvidence', { fileId, reason: 'r' });
    const again = await send(hub, onboarding, checkId, content);
    expect([again.status, again.body.id === fileId]).toEqual([201, false]);
    await removeLeft(services());
    expect((await fetchFile(hub, steward, again.body.id)).status).toBe(200);
    const { checks } = (
      await ask(steward, 'query ($id: ID!) { verification(id: $id) { checks { evidenceFiles { id state } } } }', {
        id: again.body.verificationId,
      })
    ).verification;
    expect(checks[0].evidenceFiles).toEqual([
      { id: fileId, state: 'DELETED' },
      { id: again.body.id, state: 'STORED' },
    ]);
  });

  test('goes when its time is over, not before, and told once', async () => {
    const { id, fileId } = await newFile('&retainUntil=2026-06-01T00:00:00Z');
    clock.set('2026-05-31T23:59:59Z');
    await letGo(hub, 'EVIDENCE_FILES');
    expect((await show(fileId)).state).toBe('STORED');
    clock.set('2026-06-01T00:00:00Z');
    const before = (await stored(hub)).files.length;
    await Promise.all([letGo(hub, 'EVIDENCE_FILES'), letGo(hub, 'EVIDENCE_FILES')]);
    await Promise.all([removeLeft(services()), removeLeft(services())]);
    expect((await stored(hub)).files.length).toBe(before - 1);
    expect(await show(fileId)).toMatchObject({
      state: 'DELETED',
      deletedBy: 'selfsame',
      deletedAt: '2026-06-01T00:00:00.000Z',
      deletionReason: null,
    });
    expect((await eventsOf(hub, id)).filter(({ name }) => name === 'evidence.deleted')).toMatchObject([
      { actor: 'selfsame', data: { fileId, why: 'RETENTION' } },
    ]);
  });
});

describe('a file that the store has lost', () => {
  const lose = async (fileId: string): Promise<void> => {
    const [row] = await runSql<{ object: string }>(
      hub.database.url,
      `select object from verification.evidence_file where id = '${fileId}'`,
    );
    await rm((await stored(hub)).files.find((path) => path.endsWith(row!.object))!);
  };

  test('is found by the weekly look, told once, and put back by sending it again', async () => {
    const { id, checkId, content, fileId } = await newFile();
    const whole = await newFile();
    await lose(fileId);
    await checkObjects(services(), silentLogger);
    expect((await show(fileId)).missingSince).toBeNull();
    clock.set('2026-03-09T00:00:00Z');
    await checkObjects(services(), silentLogger);
    await checkObjects(services(), silentLogger);
    expect((await show(fileId)).missingSince).toBe('2026-03-09T00:00:00.000Z');
    expect((await show(whole.fileId)).missingSince).toBeNull();
    clock.set('2026-03-20T00:00:00Z');
    await checkObjects(services(), silentLogger);
    const again = await send(hub, onboarding, checkId, content);
    expect([again.status, again.body.id === fileId]).toEqual([201, false]);
    expect((await eventsOf(hub, id)).map(({ name, data }) => [name, data['fileId'], data['why']])).toEqual([
      ['evidence.stored', fileId, undefined],
      ['evidence.missing', fileId, undefined],
      ['evidence.deleted', fileId, 'REPLACED'],
      ['evidence.stored', again.body.id, undefined],
    ]);
  });

  test('is told of when somebody finds out, and is well again when it is back', async () => {
    const { id, fileId } = await newFile();
    await runSql(
      hub.database.url,
      `update verification.evidence_file set object = reverse(object) where id = '${fileId}'`,
    );
    expect((await fetchFile(hub, steward, fileId)).status).toBe(500);
    expect((await eventsOf(hub, id)).at(-1)!.name).toBe('evidence.missing');
    await runSql(
      hub.database.url,
      `update verification.evidence_file set object = reverse(object) where id = '${fileId}'`,
    );
    clock.set('2026-04-01T00:00:00Z');
    await checkObjects(services(), silentLogger);
    expect((await show(fileId)).missingSince).toBeNull();
  });

  test('is not taken for lost while the disk is not there', async () => {
    const { fileId } = await newFile();
    const folder = join(hub.config.dataDir, 'evidence/files');
    clock.set('2026-05-01T00:00:00Z');
    await rename(folder, `${folder}.away`);
    await expect(checkObjects(services(), silentLogger)).rejects.toThrow('The store of files does not answer.');
    await rename(`${folder}.away`, folder);
    expect((await show(fileId)).missingSince).toBeNull();
  });
});

test('drafts that a dead process left go when they are old', async () => {
  const { draftFolder } = evidence;
  const [old, young] = [join(draftFolder, 'old'), join(draftFolder, 'young')];
  await Promise.all([writeFile(old, 'x'), writeFile(young, 'x')]);
  const before = new Date(Date.now() - 3_600_000);
  await utimes(old, before, before);
  await removeDrafts(services());
  expect((await stored(hub)).drafts).toEqual([young]);
  await rm(young);
});

test('a deletion whose object cannot be removed at once is done, and ends later', async () => {
  const { fileId } = await newFile();
  const before = await stored(hub);
  await runSql(
    hub.database.url,
    `delete from verification.key where id = '${fileId}'; update verification.evidence_file set state = 'DELETED', deleted_at = now(), deleted_by = 'steward' where id = '${fileId}'`,
  );
  expect((await fetchFile(hub, steward, fileId)).status).toBe(404);
  await removeLeft(services());
  expect((await stored(hub)).files.length).toBe(before.files.length - 1);
  expect((await show(fileId)).state).toBe('DELETED');
});
