import { existsSync, readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problems } from '../../src/kernel/input/problems.ts';
import { verifiedClaims } from '../../src/subgraphs/verification/intake/identity-assurance.ts';
import { cleanVerifiedClaims } from '../../src/subgraphs/verification/intake/verified-claims.ts';
import { createValidator } from './json-schema.ts';

const FOLDER = new URL('../../../shared/data/oidc4ida/', import.meta.url);
const isThere = existsSync(FOLDER);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
const ONE = 'https://bitbucket.org/openid/ekyc-ida/raw/master/schema/verified_claims.json#/$defs/verified_claims_def';

function pathsOf(input: unknown): string[] {
  const problems = new Problems();
  cleanVerifiedClaims(problems, 'n', input);
  return problems.list.map(({ path }) => path);
}

const evidence = (one: object) => ({ verification: { trust_framework: 'x', evidence: [one] }, claims: {} });

describe('verified claims', () => {
  test.each([
    ['n', { ...evidence({ type: 'document' }), extra: 1 }, 'n.extra'],
    ['n', evidence({}), 'n.verification.evidence.0.type'],
    ['n', evidence({ type: 'rumour' }), 'n.verification.evidence.0.type'],
    ['n', evidence({ type: 'document', check_details: [] }), 'n.verification.evidence.0.check_details'],
    [
      'n',
      evidence({ type: 'document', check_details: [{}] }),
      'n.verification.evidence.0.check_details.0.check_method',
    ],
    ['n', evidence({ type: 'document', document_details: {} }), 'n.verification.evidence.0.document_details.type'],
    [
      'n',
      evidence({ type: 'electronic_signature', issuer: 'a', serial_number: '1' }),
      'n.verification.evidence.0.signature_type',
    ],
    ['n', evidence({ type: 'vouch', attachments: [{ desc: 'neither' }] }), 'n.verification.evidence.0.attachments.0'],
    ['n', { verification: { trust_framework: 'x', time: 'yesterday' }, claims: {} }, 'n.verification.time'],
    ['n', { verification: { trust_framework: 'x', evidence: [] }, claims: {} }, 'n.verification.evidence'],
    ['n', { verification: { trust_framework: 'x' }, claims: { birthdate: '1.1.1990' } }, 'n.claims.birthdate'],
    [
      'n',
      { verification: { trust_framework: 'x' }, claims: { nationalities: ['CH', 'CH'] } },
      'n.claims.nationalities',
    ],
    ['n', { verification: { trust_framework: 'x' }, claims: { address: {} } }, 'n.claims.address'],
    ['n', { verified_claims: [{ verification: { trust_framework: 'x' }, claims: [] }] }, 'n.verified_claims.0.claims'],
  ])('%s that are wrong are refused by their place: %j', (_name, input, path) => {
    expect(pathsOf(input)).toEqual([path]);
  });

  test('an address that a pattern could be busy with for ever is judged at once', () => {
    const started = performance.now();
    const email = `a@${'a.'.repeat(15_000)}@`;
    expect(pathsOf({ verification: { trust_framework: 'x' }, claims: { email } })).toEqual(['n.claims.email']);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe.skipIf(!isThere)('the standard', () => {
  const isValid = isThere ? createValidator([read('verified_claims.json'), read('claims_schema.json')]) : () => true;
  const examples = isThere
    ? readdirSync(new URL('examples/', FOLDER)).map((name) => ({ name, value: read(`examples/${name}`) }))
    : [];
  const all = examples.flatMap(({ name, value }) =>
    value.verified_claims === undefined ? [] : [value.verified_claims].flat().map((one: unknown) => ({ name, one })),
  );

  test.each(all)('$name is taken in', ({ one }) => {
    expect([isValid(one, ONE), pathsOf(one)]).toEqual([true, []]);
  });

  test('what has claims elsewhere, or none that were verified, is not', () => {
    const none = examples.filter(({ value }) => value.verified_claims === undefined);
    expect(none.length).toBeGreaterThan(5);
    for (const { name, value } of none) expect([name, pathsOf(value).length > 0]).toEqual([name, true]);
  });

  test('whatever is changed in an example, it is refused exactly where the standard’s own schema refuses it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.array(change, { minLength: 1, maxLength: 3 }), ({ one }, changes) => {
        const value = structuredClone(one) as object;
        for (const apply of changes) apply(value);
        expect({ value, ok: verifiedClaims.safeParse(value).success }).toEqual({ value, ok: isValid(value, ONE) });
      }),
      { numRuns: 2_000 },
    );
  });
});

type Holder = Record<string, unknown>;

/** Every place of a value: what holds it, and its name there. */
function placesOf(value: unknown): [holder: Holder, name: string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [
    [value as Holder, name] as [Holder, string],
    ...placesOf(member),
  ]);
}

/** A change at any place: a member goes, becomes something else, or another one comes. What comes is its own, never in itself. */
const change = fc
  .tuple(
    fc.nat(),
    fc.oneof(
      fc.constant('remove' as const),
      fc.record({
        set: fc.oneof(fc.constantFrom(null, true, 7, '', 'x', [], {}, ['x'], [7], { type: 'vouch' }), fc.string()),
      }),
      fc.record({
        add: fc.constantFrom('type', 'extra', 'content', 'digest', 'name'),
        as: fc.constantFrom(1, 'document', {}),
      }),
    ),
  )
  .map(([place, how]) => (value: object): void => {
    const places = placesOf(value);
    if (places.length === 0) return;
    const [holder, name] = places[place % places.length]!;
    if (how === 'remove') {
      if (Array.isArray(holder)) holder.splice(Number(name), 1);
      else delete holder[name];
    } else if ('set' in how) holder[name] = structuredClone(how.set);
    else if (!Array.isArray(holder)) holder[how.add] = structuredClone(how.as);
  });
