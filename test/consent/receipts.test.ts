import { generateKeyPairSync } from 'node:crypto';
import { SignJWT, createLocalJWKSet, createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { publish } from '../support/consents.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { grant, newPerson, refuse, registerPurpose, withdraw } from './operations.ts';

const clock = testClock();
let hub: TestHub;
let crm: Client;
let officer: Client;

beforeAll(async () => {
  const env = { CONTROLLER: 'Acme; Bahnhofstrasse 1, Zürich; x@acme.example', DEFAULT_COUNTRY: 'CH' };
  hub = await createHub({ clock, env });
  [crm, officer] = await Promise.all([hub.as('crm'), hub.as('privacy_officer')]);
  await registerPurpose(officer, {
    id: 'offers',
    name: 'Offers that fit',
    dataClasses: ['CONTACT', 'DECISION'],
    recipients: ['Letters Ltd'],
    uses: ['PROFILING'],
    retentionDays: 90,
    consentDays: 365,
  });
  await publish(officer, { purpose: 'offers', version: '2026-01', language: 'en', text: 'May we?' });
});
afterAll(() => hub[Symbol.asyncDispose]());

const receiptOf = async (id: string): Promise<string> =>
  (await ask(crm, 'query ($id: ID!) { receipt(consentEventId: $id) }', { id })).receipt;

const judge = async (receipt: string): Promise<any> =>
  (
    await ask(
      crm,
      'query ($receipt: String!) { verifyReceipt(receipt: $receipt) { isGenuine problem event { id action } consent { status } } }',
      { receipt },
    )
  ).verifyReceipt;

describe('a receipt', () => {
  test('comes with the answer, and a stranger verifies it with a library and the published keys', async () => {
    const personId = await newPerson(crm);
    const { grantConsent } = await ask(
      crm,
      `mutation ($input: GrantConsentInput!) { grantConsent(input: $input) { ... on ConsentRecorded { consentId eventId receipt } } }`,
      {
        input: {
          personId,
          purpose: 'offers',
          noticeVersion: '2026-01',
          language: 'en',
          method: 'web_form',
          jurisdiction: 'DE',
          shownUrl: 'https://acme.example/join',
          guardian: 'guardian-4711',
        },
      },
    );
    const { receipt, eventId, consentId } = grantConsent;
    // Nothing but jose and the address.
    const keys = createRemoteJWKSet(new URL('/.well-known/receipt-jwks.json', hub.url));
    const { payload, protectedHeader } = await jwtVerify(receipt, keys, { issuer: 'selfsame', subject: personId });
    expect(protectedHeader).toMatchObject({ alg: 'EdDSA', typ: 'consent-receipt+jwt' });
    expect(payload).toMatchObject({
      jti: eventId,
      'dct:conformsTo': 'dpv-27560:receipt-record',
      'dpv:hasIdentifier': eventId,
      'dct:subject': { 'dpv:hasIdentifier': consentId },
      'dct:created': clock.now().toISOString(),
      'dct:language': 'en',
      'dpv:hasDataSubject': { 'dpv:hasIdentifier': personId },
      'dpv:hasEntity': {
        controller: {
          'dpv:hasName': 'Acme',
          'dpv:hasAddress': 'Bahnhofstrasse 1, Zürich',
          'dpv:hasContact': 'x@acme.example',
        },
        'recipient:1': { 'dpv:hasName': 'Letters Ltd' },
      },
    });
    const [process] = payload['dpv:hasProcess'] as [any];
    expect(process).toMatchObject({
      'dpv:hasPurpose': [{ 'dpv:hasIdentifier': 'offers', 'skos:prefLabel': 'Offers that fit' }],
      'dpv:hasPersonalData': [{ 'skos:broader': ['pd:Contact'] }, { 'skos:prefLabel': 'DECISION' }],
      'dpv:hasProcessing': ['dpv:Collect', 'dpv:Store', 'dpv:Use', 'dpv:Share', 'dpv:Profiling'],
      'dpv:hasDataController': ['controller'],
      'dpv:hasRecipient': ['controller', 'recipient:1'],
      'dpv:hasLegalBasis': ['dpv:Consent'],
      'dpv:hasJurisdiction': ['loc:DE'],
      'dpv:hasStorageCondition': [{ 'dpv:hasLocation': 'loc:CH' }, { 'dpv:hasDuration': { 'rdf:value': 'P90D' } }],
      'dpv:hasConsentStatus': [
        {
          '@type': ['dpv:ConsentGiven', 'dpv:ExpressedConsent'],
          'dpv:isIndicatedAtTime': clock.now().toISOString(),
          'dpv:isIndicatedBy': 'guardian',
          'dpv:isExercisedAt': 'https://acme.example/join',
          'dpv:hasDuration': { 'rdf:value': '2027-03-01T12:00:00.000Z' },
          'dpv:hasNotice': {
            'dpv:hasIdentifier': 'offers/2026-01/en',
            'spdx:checksum': {
              'spdx:checksumValue': '2352141c0dbb03d936c8d1c8e349cec5d404580a71a7014b06e6e72ff307cc16',
            },
          },
        },
      ],
    });
    expect(receipt).not.toContain('4711');
    expect(JSON.stringify(payload)).not.toContain('4711');
    expect(await judge(receipt)).toEqual({
      isGenuine: true,
      problem: null,
      event: { id: eventId, action: 'GRANTED' },
      consent: { status: 'GRANTED' },
    });
  });

  test('says of each answer what it was, and stays genuine when the purpose changes and the person does', async () => {
    const personId = await newPerson(crm);
    const first = await receiptOf((await grant(crm, { personId })).eventId);
    clock.advance(1_000);
    const no = await receiptOf((await withdraw(crm, { personId })).eventId);
    clock.advance(1_000);
    const refused = await receiptOf((await refuse(crm, { personId })).eventId);
    await registerPurpose(officer, { id: 'marketing', name: 'Less news', dataClasses: ['CONTACT'] });
    const statuses = [first, no, refused].map(
      (one) => decodeJwt<any>(one)['dpv:hasProcess'][0]['dpv:hasConsentStatus'][0]['@type'][0],
    );
    expect(statuses).toEqual(['dpv:ConsentGiven', 'dpv:ConsentWithdrawn', 'dpv:ConsentRefused']);
    for (const receipt of [first, no, refused]) {
      expect(await judge(receipt)).toMatchObject({ isGenuine: true, consent: { status: 'REFUSED' } });
      expect(decodeJwt<any>(receipt)['dpv:hasProcess'][0]['dpv:hasPurpose'][0]['skos:prefLabel']).toBe(
        'News about products',
      );
    }
  });

  test('is not made for what is not there', async () => {
    expect(await receiptOf('01a1f875-0ea0-7248-8c81-67e55ac29a66')).toBeNull();
    expect(await receiptOf('x')).toBeNull();
  });
});

describe('a forged receipt is refused', () => {
  let receipt: string;
  let claims: Record<string, unknown>;
  beforeAll(async () => {
    receipt = await receiptOf((await grant(crm, { personId: await newPerson(crm) })).eventId);
    claims = decodeJwt(receipt);
  });
  const header = (): Record<string, unknown> => ({ ...decodeProtectedHeader(receipt) });
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = (value: object, kid: unknown): Promise<string> =>
    new SignJWT(value as Record<string, unknown>)
      .setProtectedHeader({ ...header(), kid } as never)
      .sign(generateKeyPairSync('ed25519').privateKey);

  test('when a word of it was changed', async () => {
    const [head, , signature] = receipt.split('.');
    const changed = `${head}.${encode({ ...claims, sub: 'somebody else' })}.${signature}`;
    expect(await judge(changed)).toEqual({ isGenuine: false, problem: 'FORGED', event: null, consent: null });
  });

  test('when it was signed by another key, under the name of ours or its own', async () => {
    for (const kid of [header()['kid'], 'another'])
      expect(await judge(await signed(claims, kid))).toMatchObject({ isGenuine: false, problem: 'FORGED' });
  });

  test('when it is not signed at all', async () => {
    const unsigned = `${encode({ ...header(), alg: 'none' })}.${encode(claims)}.`;
    expect(await judge(unsigned)).toMatchObject({ isGenuine: false, problem: 'FORGED' });
  });

  test('when it was signed with a key of ours that is for something else', async () => {
    const response = await fetch(new URL('/.well-known/checkpoint-jwks.json', hub.url));
    const others = createLocalJWKSet(await response.json());
    await expect(jwtVerify(receipt, others)).rejects.toThrow('no applicable key');
  });

  test.each(['', 'a.b.c', 'not a token', 'x'.repeat(60_000)])('when it is none', async (text) => {
    expect(await judge(text)).toMatchObject({ isGenuine: false, problem: 'MALFORMED' });
  });
});
