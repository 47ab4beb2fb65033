import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { onfido } from '../../../src/subgraphs/verification/vendors/signatures/onfido.ts';
import {
  type Received,
  type Scheme,
  TOLERANCE_MS,
} from '../../../src/subgraphs/verification/vendors/signatures/signature.ts';
import { standardWebhooks } from '../../../src/subgraphs/verification/vendors/signatures/standard-webhooks.ts';
import { type SumsubAlgorithm, sumsub } from '../../../src/subgraphs/verification/vendors/signatures/sumsub.ts';
import { timed } from '../../../src/subgraphs/verification/vendors/signatures/timed.ts';

interface Vector {
  vendor: string;
  header: Record<string, string>;
  secret: string;
  body: string;
}

const FILE = new URL('../../../../shared/data/vendors/signature-vectors.json', import.meta.url);
const isThere = existsSync(FILE);
const vectors = isThere ? (JSON.parse(readFileSync(FILE, 'utf8')) as Vector[]) : [];

const SCHEMES: Record<string, (vector: Vector) => Scheme> = {
  onfido: () => onfido,
  'stripe-identity': () => timed('stripe-signature'),
  persona: () => timed('persona-signature'),
  'standard-webhooks': () => standardWebhooks,
  sumsub: ({ header }) => sumsub(header['x-payload-digest-alg'] as SumsubAlgorithm),
};
const known = vectors.filter(({ vendor }) => vendor in SCHEMES);

/** A vector as a request that comes when it was signed. */
function received({ header, body }: Vector): Received {
  const headers = Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), value]));
  const signed = /t=(\d+)/.exec(Object.values(header).join(' '))?.[1] ?? headers['webhook-timestamp'] ?? '1700000000';
  return { headers, body: Buffer.from(body), at: new Date(Number(signed) * 1000) };
}

describe.skipIf(!isThere)('the vendors’ own examples', () => {
  test('are all there', () => {
    expect([...new Set(known.map(({ vendor }) => vendor))].toSorted()).toEqual(Object.keys(SCHEMES).toSorted());
  });

  describe.each(known.map((vector, place) => ({ vector, name: `${vector.vendor} ${place}` })))(
    '$name',
    ({ vector }) => {
      const scheme = SCHEMES[vector.vendor]!(vector);
      const request = received(vector);
      const why = (changes: Partial<Received>, secrets = [vector.secret]) => {
        const judgement = scheme({ ...request, ...changes }, secrets);
        return judgement.isGenuine ? 'genuine' : judgement.why;
      };

      test('is genuine under its secret, beside others too', () => {
        expect(why({})).toBe('genuine');
        expect(why({}, ['another', vector.secret])).toBe('genuine');
      });

      test('is not genuine under another secret, or none', () => {
        expect(why({}, ['another'])).toBe('SIGNATURE_WRONG');
        expect(why({}, [])).toBe('SIGNATURE_WRONG');
      });

      test('is not genuine with any byte changed, cut off, added, or written anew', () => {
        const { body } = request;
        fc.assert(
          fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), (place, bits) => {
            const changed = Buffer.from(body);
            changed[place]! ^= bits;
            expect(why({ body: changed })).toBe('SIGNATURE_WRONG');
          }),
        );
        expect(why({ body: body.subarray(0, -1) })).toBe('SIGNATURE_WRONG');
        expect(why({ body: Buffer.concat([body, Buffer.from('\n')]) })).toBe('SIGNATURE_WRONG');
        expect(why({ body: Buffer.from(JSON.stringify(JSON.parse(vector.body), null, 1)) })).toBe('SIGNATURE_WRONG');
      });

      test('is not genuine with its signature changed, cut or left away, and nothing throws', () => {
        expect(why({ headers: {} })).toBe('SIGNATURE_MISSING');
        fc.assert(
          fc.property(fc.constantFrom(...Object.keys(request.headers)), fc.string(), (name, text) => {
            fc.pre(text !== request.headers[name] && text.trim() !== request.headers[name]);
            expect(why({ headers: { ...request.headers, [name]: text } })).not.toBe('genuine');
            expect(why({ headers: { ...request.headers, [name]: [text, text] } })).not.toBe('genuine');
          }),
        );
      });

      test('is not genuine long after it was signed, or before, where the vendor says when', () => {
        const says = scheme(request, [vector.secret]);
        if (!says.isGenuine || !says.signedAt) return expect(['onfido', 'sumsub']).toContain(vector.vendor);
        const at = (ms: number) => ({ at: new Date(says.signedAt!.getTime() + ms) });
        expect(why(at(TOLERANCE_MS))).toBe('genuine');
        expect(why(at(TOLERANCE_MS + 1))).toBe('TIME_WRONG');
        expect(why(at(-TOLERANCE_MS))).toBe('genuine');
        expect(why(at(-TOLERANCE_MS - 1))).toBe('TIME_WRONG');
      });
    },
  );

  test('an algorithm other than the one agreed on is refused, though the signature is right', () => {
    const weak = known.find(({ header }) => header['x-payload-digest-alg'] === 'HMAC_SHA1_HEX')!;
    expect(sumsub()(received(weak), [weak.secret])).toEqual({ isGenuine: false, why: 'ALGORITHM_WRONG' });
  });

  test('while a secret is exchanged, a vendor signs with both, and either is enough', () => {
    const vector = known.find(({ vendor }) => vendor === 'persona')!;
    const [header] = Object.values(vector.header);
    const two = { ...vector, header: { 'Persona-Signature': `t=1700000000,v1=${'0'.repeat(64)} ${header}` } };
    expect(timed('persona-signature')(received(two), [vector.secret]).isGenuine).toBe(true);
    const stripe = known.find(({ vendor }) => vendor === 'stripe-identity')!;
    const repeated = `${Object.values(stripe.header)[0]!.replace(',', `,v1=${'0'.repeat(64)},`)},v0=${'1'.repeat(64)}`;
    expect(
      timed('stripe-signature')(received({ ...stripe, header: { 'Stripe-Signature': repeated } }), [stripe.secret])
        .isGenuine,
    ).toBe(true);
  });
});
