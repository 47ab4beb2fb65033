import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { askFor, publish } from '../support/consents.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';
import { consentsOf, grant, newPerson, refuse, registerPurpose, retirePurpose, withdraw } from './operations.ts';

const clock = testClock();
let hub: TestHub;
let crm: Client;
let officer: Client;

beforeAll(async () => {
  hub = await createHub({ clock });
  [crm, officer] = await Promise.all([hub.as('crm'), hub.as('privacy_officer')]);
});
afterAll(() => hub[Symbol.asyncDispose]());

/** The status of a consent, and since when. */
async function standing(personId: string, purpose: string): Promise<[string, string]> {
  const consent = (await consentsOf(crm, personId)).find((one) => one.purpose === purpose);
  return [consent.status, consent.changedAt];
}

describe('a notice', () => {
  test('is kept to the byte, with its digest, in each language', async () => {
    await registerPurpose(officer, { id: 'letters' });
    const text = '  Wir schreiben\r\n\tIhnen — einmal im Monat.\u00a0 ';
    const sha256 = createHash('sha256').update(text).digest('hex');
    const notice = { purpose: 'letters', version: '1', language: 'DE-ch', text };
    expect(await publish(officer, notice)).toMatchObject({ sha256, notice: { text } });
    // Again, and in another language.
    expect(await publish(officer, notice)).toMatchObject({ sha256 });
    await publish(officer, { ...notice, language: 'en', text: 'We write to you.' });
    const { notices } = await ask(crm, '{ notices(purpose: "letters") { version language text sha256 isMaterial } }');
    expect(notices.map(({ language }: any) => language)).toEqual(['de-CH', 'en']);
    expect(notices[0]).toEqual({ version: '1', language: 'de-CH', text, sha256, isMaterial: true });
  });

  test.each([
    ['purpose', { purpose: 'nobody' }],
    ['text', { text: ' \n' }],
    ['text', { text: 'x'.repeat(100_001) }],
    ['text', { text: 'a\u0000b' }],
    ['text', { version: '2026-01', text: 'Something else.' }],
    ['isMaterial', { version: '2026-01', language: 'fr', isMaterial: false }],
    ['version', { version: ' ' }],
    ['language', { language: 'English!' }],
  ])('with a wrong %s is refused', async (path, input) => {
    const outcome = await publish(officer, { purpose: 'marketing', version: '9', language: 'en', ...input });
    expect(outcome).toMatchObject({ __typename: 'InvalidInput', problems: [{ path }] });
    expect(outcome.problems).toHaveLength(1);
  });
});

describe('a grant', () => {
  test.each([
    ['purpose', { purpose: 'no-such-purpose' }],
    ['noticeVersion', { noticeVersion: '1999' }],
    ['language', { language: 'fr' }],
    ['shownUrl', { shownUrl: 'https://example.com/form?email=a@example.com' }],
    ['shownUrl', { shownUrl: 'javascript:1' }],
    ['shownSha256', { shownSha256: 'abc' }],
  ])('that names a wrong %s is refused, naming it', async (path, input) => {
    const personId = await newPerson(crm);
    expect(await grant(crm, { personId, ...input })).toMatchObject({ problems: [{ path }] });
    expect(await consentsOf(crm, personId)).toEqual([]);
  });

  test('to a purpose that is retired is refused; a withdrawal and a no are taken', async () => {
    await askFor(officer, 'raffle');
    const personId = await newPerson(crm);
    await grant(crm, { personId, purpose: 'raffle' });
    await retirePurpose(officer, { id: 'raffle' });
    expect(await grant(crm, { personId, purpose: 'raffle' })).toMatchObject({ problems: [{ path: 'purpose' }] });
    clock.advance(1_000);
    expect(await withdraw(crm, { personId, purpose: 'raffle' })).toMatchObject({ consent: { status: 'WITHDRAWN' } });
    clock.advance(1_000);
    expect(await refuse(crm, { personId, purpose: 'raffle' })).toMatchObject({ consent: { status: 'REFUSED' } });
    expect(await refuse(crm, { personId, purpose: 'never-heard-of' })).toMatchObject({ applied: true });
  });

  test('keeps what was shown and who spoke for the person, the latter sealed', async () => {
    const personId = await newPerson(crm);
    const shown = { shownUrl: 'https://example.com/join', shownSha256: 'AB'.repeat(32), guardian: 'guardian-4711' };
    await grant(crm, { personId, ...shown });
    const { person } = await ask(
      crm,
      'query ($id: ID!) { person(id: $id) { consents { history { shownUrl shownSha256 guardian actor notice { text } } } } }',
      { id: personId },
    );
    expect(person.consents[0].history).toEqual([
      {
        ...shown,
        shownSha256: 'ab'.repeat(32),
        actor: 'crm',
        notice: { text: expect.stringContaining('our products') },
      },
    ]);
    const [{ sealed }] = (await runSql<{ sealed: string }>(
      hub.database.url,
      "select encode(guardian, 'escape') as sealed from consent.consent_event where guardian is not null",
    )) as [{ sealed: string }];
    expect(sealed).not.toContain('4711');
  });

  test('shows who spoke for the person to those only whose purpose covers it', async () => {
    const personId = await newPerson(crm);
    await grant(crm, { personId, guardian: 'guardian-4712' });
    const marketing = await hub.as('marketing');
    const query = 'query ($id: ID!) { person(id: $id) { consents { history(first: 1) { action guardian } } } }';
    const first = async (): Promise<any> =>
      (await ask(marketing, query, { id: personId })).person.consents[0].history[0];
    expect(await first()).toEqual({ action: 'GRANTED', guardian: 'guardian-4712' });
    clock.advance(1_000);
    await grant(crm, { personId, guardian: 'guardian-4713', purpose: 'identity-verification' });
    await withdraw(crm, { personId });
    const { person } = await ask(
      marketing,
      'query ($id: ID!) { person(id: $id) { consents { history { guardian } } } }',
      { id: personId },
    );
    expect(JSON.stringify(person)).not.toContain('guardian-4');
  });

  test('ends when the purpose says, or sooner, never later', async () => {
    await registerPurpose(officer, { id: 'short', consentDays: 30 });
    await publish(officer, { purpose: 'short', version: '2026-01', language: 'en' });
    const personId = await newPerson(crm);
    await grant(crm, { personId, purpose: 'short', occurredAt: '2026-02-20T00:00:00Z' });
    expect((await consentsOf(crm, personId))[0].expiresAt).toBe('2026-03-22T00:00:00.000Z');
    const late = { personId, purpose: 'short', occurredAt: '2026-02-20T00:00:00Z', expiresAt: '2026-03-22T00:00:01Z' };
    expect(await grant(crm, late)).toMatchObject({ problems: [{ path: 'expiresAt' }] });
  });
});

describe('a notice that says something new', () => {
  test('makes consents to what was there before due for renewal, tells of each, and a new yes renews them', async () => {
    await askFor(officer, 'offers');
    const [personId, later] = [await newPerson(crm), await newPerson(crm)];
    await grant(crm, { personId, purpose: 'offers' });
    const changes = crm.subscribe(
      'subscription ($id: ID) { consentChanged(personId: $id, after: "earliest") { type consent { status } } }',
      { id: personId },
    );
    clock.advance(1_000);
    await publish(officer, { purpose: 'offers', version: '2026-02', language: 'en', isMaterial: false });
    expect((await standing(personId, 'offers'))[0]).toBe('GRANTED');
    clock.advance(1_000);
    const at = clock.now().toISOString();
    await publish(officer, { purpose: 'offers', version: '2026-03', language: 'en' });
    expect(await standing(personId, 'offers')).toEqual(['RENEWAL_DUE', at]);
    expect((await changes.next()).value.data.consentChanged.type).toBe('dev.selfsame.consent.granted.v1');
    expect((await changes.next()).value.data.consentChanged).toEqual({
      type: 'dev.selfsame.consent.outdated.v1',
      consent: { status: 'RENEWAL_DUE' },
    });
    // Who consents to the old one afterwards is asked again too.
    clock.advance(1_000);
    expect(await grant(crm, { personId: later, purpose: 'offers' })).toMatchObject({
      consent: { status: 'RENEWAL_DUE' },
    });
    clock.advance(1_000);
    expect(await grant(crm, { personId, purpose: 'offers', noticeVersion: '2026-03' })).toMatchObject({
      consent: { status: 'GRANTED' },
    });
    const [{ history }] = await consentsOf(crm, personId);
    expect(history.map(({ action }: any) => action)).toEqual(['RENEWED', 'GRANTED']);
  });

  test('is asked for by a version that covers more: a purpose that people were shown cannot grow', async () => {
    await askFor(officer, 'small');
    const wider = { id: 'small', dataClasses: ['CONTACT', 'RISK'], recipients: ['Acme'] };
    expect(await registerPurpose(officer, wider)).toMatchObject({
      problems: [{ path: 'dataClasses' }, { path: 'recipients' }],
    });
    await registerPurpose(officer, { id: 'small', consentDays: 10 });
  });
});

describe('a grant that is sent again', () => {
  test('never revives what was withdrawn since: with the same key, another key, or none', async () => {
    const personId = await newPerson(crm);
    const first = { personId, occurredAt: '2026-02-20T00:00:00Z', idempotencyKey: `replay ${personId}` };
    await grant(crm, first);
    await withdraw(crm, { personId, occurredAt: '2026-02-21T00:00:00Z' });
    for (const key of [first.idempotencyKey, 'another', undefined]) {
      const outcome = await grant(crm, { ...first, idempotencyKey: key && `${key} ${personId}`.slice(0, 90) });
      expect(outcome.consent.status).toBe('WITHDRAWN');
    }
    await grant(crm, first);
    expect((await standing(personId, 'marketing'))[0]).toBe('WITHDRAWN');
  });

  test('does not win against a no of the same moment', async () => {
    const personId = await newPerson(crm);
    const occurredAt = '2026-02-20T00:00:00Z';
    await refuse(crm, { personId, occurredAt });
    await grant(crm, { personId, occurredAt });
    expect((await standing(personId, 'marketing'))[0]).toBe('REFUSED');
  });
});
